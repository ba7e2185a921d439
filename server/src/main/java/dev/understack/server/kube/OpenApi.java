package dev.understack.server.kube;

import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * As much OpenAPI as clients need: which kinds there are, and that the server validates fields
 * itself. Kinds are described down to their top-level fields, below which anything may stand.
 */
final class OpenApi {
  private static final String GVK = "x-kubernetes-group-version-kind";
  private static final String TITLE = "UnderStack Workflows";
  private static final String VERSION = "v1";

  private OpenApi() {}

  /** {@code /openapi/v2}: kubectl asks for protobuf and is content with an empty document. */
  static void v2(Exchange exchange) {
    if (exchange.accept().contains("protobuf")) {
      exchange.send(
          200, "application/com.github.proto-openapi.spec.v2.v1.0+protobuf", emptyDocument());
      return;
    }
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("swagger", "2.0");
    document.putObject("info").put("title", TITLE).put("version", VERSION);
    document.putObject("paths");
    document.putObject("definitions");
    exchange.send(200, document);
  }

  /** {@code /openapi/v3}: where the documents of the groups are. */
  static void v3(Exchange exchange) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode paths = root.putObject("paths");
    Discovery.groupVersions()
        .forEach((group, versions) ->
            versions.forEach(version -> {
              String path = group.isEmpty() ? "api/" + version : "apis/" + group + "/" + version;
              paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
            }));
    exchange.send(200, root);
  }

  /** {@code /openapi/v3/apis/GROUP/VERSION}. */
  static void v3(Exchange exchange, String group, String version) {
    ObjectNode document = JsonNodeFactory.instance.objectNode().put("openapi", "3.0.0");
    document.putObject("info").put("title", TITLE).put("version", VERSION);
    ObjectNode paths = document.putObject("paths");
    ObjectNode schemas = document.putObject("components").putObject("schemas");
    for (ResourceType type : ResourceTypes.all()) {
      if (type.group().equals(group) && ServedVersions.of(type).contains(version)) {
        String schema = "dev.understack." + group + "." + version + "." + type.kind();
        schemas.set(schema, schema(type, version));
        path(paths, type, version, schema);
      }
    }
    if (schemas.isEmpty() && !Reviews.KINDS.containsKey(group)) {
      throw Target.noSuchResource();
    }
    exchange.send(200, document);
  }

  private static ObjectNode schema(ResourceType type, String version) {
    ObjectNode schema =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", "object")
            .put("description", type.kind() + " of " + type.apiVersion() + ".");
    ObjectNode properties = schema.putObject("properties");
    for (String field : KnownFields.of(type)) {
      ObjectNode property = properties.putObject(field);
      boolean text = List.of("apiVersion", "kind", "type", "message", "reason").contains(field);
      property.put("type", text ? "string" : "object").put("description", description(type, field));
      if (!text) {
        property.put("x-kubernetes-preserve-unknown-fields", true);
      }
    }
    gvk(schema.putArray(GVK).addObject(), type, version);
    return schema;
  }

  private static String description(ResourceType type, String field) {
    return switch (field) {
      case "apiVersion" -> "Group and version of this object: " + type.apiVersion() + ".";
      case "kind" -> "Kind of this object: " + type.kind() + ".";
      case "metadata" -> "Name, namespace, labels, annotations, owners and finalizers.";
      case "spec" -> "What is wanted. Its fields are checked when the object is written.";
      case "status" -> "What is the case. Written by the controllers of this kind.";
      default -> "The " + field + " of this " + type.kind() + ".";
    };
  }

  private static void path(ObjectNode paths, ResourceType type, String version, String schema) {
    String base = type.group().isEmpty() ? "/api/" : "/apis/" + type.group() + "/";
    String path =
        base
            + version
            + (type.namespaced() ? "/namespaces/{namespace}/" : "/")
            + type.plural()
            + "/{name}";
    ObjectNode operations = paths.putObject(path);
    for (String method : List.of("get", "put", "patch")) {
      ObjectNode operation = operations.putObject(method);
      gvk(operation.putObject(GVK), type, version);
      operation.put("x-kubernetes-action", method);
      ArrayNode parameters = operation.putArray("parameters");
      for (String name : List.of("dryRun", "fieldValidation", "fieldManager")) {
        parameters
            .addObject()
            .put("name", name)
            .put("in", "query")
            .putObject("schema")
            .put("type", "string");
      }
      operation
          .putObject("responses")
          .putObject("200")
          .put("description", "OK")
          .putObject("content")
          .putObject("application/json")
          .putObject("schema")
          .put("$ref", "#/components/schemas/" + schema);
    }
  }

  private static void gvk(ObjectNode node, ResourceType type, String version) {
    node.put("group", type.group()).put("kind", type.kind()).put("version", version);
  }

  /**
   * {@code openapi.v2.Document} with {@code swagger} (1), {@code info} (2) and {@code paths} (8).
   */
  private static byte[] emptyDocument() {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    field(info, 1, TITLE.getBytes(StandardCharsets.UTF_8));
    field(info, 2, VERSION.getBytes(StandardCharsets.UTF_8));
    ByteArrayOutputStream document = new ByteArrayOutputStream();
    field(document, 1, "2.0".getBytes(StandardCharsets.UTF_8));
    field(document, 2, info.toByteArray());
    field(document, 8, new byte[0]);
    return document.toByteArray();
  }

  /** A length-delimited protobuf field; all of ours are shorter than 128 bytes. */
  private static void field(ByteArrayOutputStream out, int number, byte[] value) {
    out.write(number << 3 | 2);
    out.write(value.length);
    out.writeBytes(value);
  }
}
