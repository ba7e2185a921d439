package dev.understack.workflows.core;

import dev.understack.model.workflow.TemplateTarget;
import dev.understack.store.RunTable.NodeRow;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A node as a stored row in Argo's NodeStatus shape, and back. */
final class NodeStatus {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NodeStatus() {}

  static NodeRow row(Node node) {
    ObjectNode detail = JSON.objectNode();
    if (!node.parents.isEmpty()) {
      texts(detail.putArray("parents"), node.parents);
    }
    detail.put("order", node.order);
    detail.put(NodeRow.STARTED, String.valueOf(node.startedAt));
    detail.put(NodeRow.FINISHED, String.valueOf(node.finishedAt));
    return new NodeRow(status(node), detail);
  }

  private static ObjectNode status(Node node) {
    ObjectNode json = JSON.objectNode();
    json.put("id", node.id).put("name", node.name).put("displayName", node.displayName);
    json.put("type", node.type.text());
    text(json, "templateName", node.templateName);
    TemplateTarget.Ref ref = node.templateRef;
    if (ref != null) {
      ObjectNode written = json.putObject("templateRef");
      written.put("name", ref.name()).put("template", ref.template());
      if (ref.clusterScope()) {
        written.put("clusterScope", true);
      }
    }
    text(json, "templateScope", node.templateScope);
    json.put("phase", node.phase.text());
    text(json, "boundaryID", node.boundaryId);
    text(json, "message", node.message);
    time(json, "startedAt", node.startedAt);
    time(json, "finishedAt", node.finishedAt);
    if (!node.progress.equals(Progress.NONE)) {
      json.put("progress", node.progress.toString());
    }
    if (node.daemoned) {
      json.put("daemoned", true);
    }
    present(json, "inputs", node.inputs);
    present(json, "outputs", node.outputs);
    list(json, "children", node.children);
    list(json, "outboundNodes", node.outboundNodes);
    present(json, "memoizationStatus", node.memoization);
    if (!node.waitingFor.isEmpty()) {
      json.putObject("synchronizationStatus").put("waiting", node.waitingFor);
    }
    if (node.hooked || node.retried) {
      ObjectNode flag = json.putObject("nodeFlag");
      if (node.hooked) {
        flag.put("hooked", true);
      }
      if (node.retried) {
        flag.put("retried", true);
      }
    }
    return json;
  }

  static Node read(NodeRow row) {
    ObjectNode json = row.status();
    Node node =
        new Node(
            json.path("id").asString(""),
            json.path("name").asString(""),
            NodeType.of(json.path("type").asString("")),
            json.path("boundaryID").asString(""),
            NodePhase.of(json.path("phase").asString("")));
    node.displayName = json.path("displayName").asString("");
    node.message = json.path("message").asString("");
    node.templateName = json.path("templateName").asString("");
    if (json.get("templateRef") instanceof ObjectNode ref) {
      node.templateRef =
          new TemplateTarget.Ref(
              ref.path("name").asString(""),
              ref.path("template").asString(""),
              ref.path("clusterScope").asBoolean(false));
    }
    node.templateScope = json.path("templateScope").asString("");
    node.order = row.detail().path("order").asLong(0);
    node.startedAt = exact(row.detail(), NodeRow.STARTED);
    node.finishedAt = exact(row.detail(), NodeRow.FINISHED);
    node.inputs = json.get("inputs") instanceof ObjectNode inputs ? inputs : null;
    node.outputs = json.get("outputs") instanceof ObjectNode outputs ? outputs : null;
    json.path("children").forEach(child -> node.children.add(child.asString()));
    json.path("outboundNodes").forEach(out -> node.outboundNodes.add(out.asString()));
    row.detail().path("parents").forEach(parent -> node.parents.add(parent.asString()));
    node.daemoned = json.path("daemoned").asBoolean(false);
    node.hooked = json.path("nodeFlag").path("hooked").asBoolean(false);
    node.retried = json.path("nodeFlag").path("retried").asBoolean(false);
    node.waitingFor = json.path("synchronizationStatus").path("waiting").asString("");
    node.memoization = json.get("memoizationStatus");
    node.progress = Progress.parse(json.path("progress").asString("")).orElse(Progress.NONE);
    return node;
  }

  /** RFC 3339 with whole seconds, as Kubernetes writes times. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static @Nullable Instant exact(JsonNode detail, String field) {
    String text = detail.path(field).asString("null");
    return text.equals("null") ? null : Instant.parse(text);
  }

  private static void time(ObjectNode json, String field, @Nullable Instant instant) {
    if (instant != null) {
      json.put(field, time(instant));
    }
  }

  private static void text(ObjectNode json, String field, String text) {
    if (!text.isEmpty()) {
      json.put(field, text);
    }
  }

  private static void present(ObjectNode json, String field, @Nullable JsonNode value) {
    if (value != null) {
      json.set(field, value);
    }
  }

  private static void list(ObjectNode json, String field, Set<String> ids) {
    if (!ids.isEmpty()) {
      texts(json.putArray(field), ids);
    }
  }

  private static void texts(ArrayNode array, Set<String> texts) {
    texts.forEach(array::add);
  }
}
