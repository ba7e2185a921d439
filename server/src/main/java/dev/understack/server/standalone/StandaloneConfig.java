package dev.understack.server.standalone;

import dev.understack.model.Endpoints;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.RejectedManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the configuration file of {@code understack up} says.
 *
 * @param listen host:port of the API
 * @param token bearer token of the administrator; absent means that one is made and kept
 * @param endpoints where services that manifests name really are
 * @param objects Secrets and ConfigMaps that the file defines
 * @param sandbox how containers run that are not operations
 * @param images image name patterns to how they run, before the defaults
 * @param rabbitMq management API of brokers by NAMESPACE/NAME of their RabbitmqCluster, or {@code
 *     *} for every other, for RabbitMQ topology objects
 */
public record StandaloneConfig(
    String listen,
    Optional<String> token,
    Endpoints endpoints,
    List<KubeObject> objects,
    Sandbox sandbox,
    Map<String, ImageTarget> images,
    Map<String, RabbitMqManagement> rabbitMq) {

  /** Nothing configured. */
  public static final StandaloneConfig DEFAULT =
      new StandaloneConfig(
          "127.0.0.1:2746",
          Optional.empty(),
          Endpoints.NONE,
          List.of(),
          new Sandbox(false),
          Map.of(),
          Map.of());

  public StandaloneConfig {
    objects = List.copyOf(objects);
    images = Map.copyOf(images);
    rabbitMq = Map.copyOf(rabbitMq);
  }

  /**
   * How containers run that are not operations.
   *
   * @param network whether they may use the network
   */
  public record Sandbox(boolean network) {}

  /** How containers of an image run. */
  public enum ImageTarget {
    OPERATION,
    SANDBOX
  }

  /** RabbitMQ's management API. */
  public record RabbitMqManagement(String managementUrl, String user, String password) {}

  /** The same with another address of the API. */
  public StandaloneConfig listeningOn(String address) {
    return new StandaloneConfig(address, token, endpoints, objects, sandbox, images, rabbitMq);
  }

  /**
   * Reads a configuration file.
   *
   * @param environment variables that values may refer to
   * @throws RejectedManifestException with all faults and their places
   */
  public static StandaloneConfig read(Path file, Map<String, String> environment)
      throws IOException {
    List<ManifestReader.Document> documents =
        ManifestReader.documents(file.toString(), Files.readString(file));
    if (documents.isEmpty() || documents.getFirst().tree().isNull()) {
      return DEFAULT;
    }
    ManifestReader.Document document = documents.getFirst();
    ObjectNode tree =
        document.tree() instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode();
    ObjectNode named = tree.deepCopy().put("kind", "Configuration");
    Faults faults =
        new Faults(new Manifest(file.toString(), KubeObject.of(named), document.positions()));
    if (!(document.tree() instanceof ObjectNode)) {
      faults.add("", "expected an object, found " + Fields.kindOf(document.tree()));
    }
    StandaloneConfig config = new Reader(file, environment).read(new Fields(tree, "", faults));
    faults.throwIfAny();
    return config;
  }

  /** Reads the fields of one file; values may come from other files and the environment. */
  private record Reader(Path config, Map<String, String> environment) {

    StandaloneConfig read(Fields fields) {
      List<KubeObject> objects = new ArrayList<>();
      objects.addAll(fields.list("secrets", f -> object("Secret", f)));
      objects.addAll(fields.list("configMaps", f -> object("ConfigMap", f)));
      String token = value(fields, "token");
      StandaloneConfig config =
          new StandaloneConfig(
              fields.text("listen", DEFAULT.listen),
              Optional.of(token).filter(t -> !t.isEmpty()),
              new Endpoints(fields.textMap("endpoints")),
              objects,
              sandbox(fields.objectOrEmpty("sandbox")),
              images(fields),
              fields.objectMap("rabbitmqClusters", this::rabbitMq));
      fields.rejectUnknown();
      return config;
    }

    private KubeObject object(String kind, Fields fields) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      object.put("apiVersion", "v1").put("kind", kind);
      ObjectNode metadata = object.putObject("metadata");
      metadata.put("name", fields.requiredText("name"));
      metadata.put("namespace", fields.requiredText("namespace"));
      ObjectNode data = object.putObject(kind.equals("Secret") ? "stringData" : "data");
      Fields values = fields.objectOrEmpty("data");
      values.names().forEach(key -> data.put(key, value(values, key)));
      fields.rejectUnknown();
      return KubeObject.of(object);
    }

    /** Text, or what a {@code file} holds, or what {@code env} names. */
    private String value(Fields fields, String name) {
      if (!(fields.any(name) instanceof ObjectNode)) {
        return fields.text(name);
      }
      Fields from = fields.objectOrEmpty(name);
      String file = from.text("file");
      String variable = from.text("env");
      from.rejectUnknown();
      if (file.isEmpty() == variable.isEmpty()) {
        fields.fault(name, "expected text, {file: PATH} or {env: NAME}");
        return "";
      }
      if (!variable.isEmpty()) {
        String found = environment.get(variable);
        if (found == null) {
          fields.fault(name, "the environment has no " + variable);
        }
        return found == null ? "" : found;
      }
      try {
        return Files.readString(config.resolveSibling(file));
      } catch (IOException e) {
        fields.fault(name, "cannot read " + config.resolveSibling(file));
        return "";
      }
    }

    private static Sandbox sandbox(Fields fields) {
      Sandbox sandbox = new Sandbox(fields.bool("network", false));
      fields.rejectUnknown();
      return sandbox;
    }

    private static Map<String, ImageTarget> images(Fields fields) {
      Map<String, ImageTarget> images = new LinkedHashMap<>();
      fields
          .textMap("images")
          .forEach((pattern, target) -> {
            switch (target.toLowerCase(Locale.ROOT)) {
              case "operation" -> images.put(pattern, ImageTarget.OPERATION);
              case "sandbox" -> images.put(pattern, ImageTarget.SANDBOX);
              default ->
                  fields.fault("images", "expected operation or sandbox, found \"" + target + "\"");
            }
          });
      return images;
    }

    private RabbitMqManagement rabbitMq(Fields fields) {
      RabbitMqManagement management =
          new RabbitMqManagement(
              fields.requiredText("managementUrl"),
              fields.requiredText("user"),
              value(fields, "password"));
      fields.rejectUnknown();
      return management;
    }
  }
}
