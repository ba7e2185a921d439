package dev.understack.acceptance.openstack;

import static org.awaitility.Awaitility.await;

import dev.understack.cli.api.ApiClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The workflows of a namespace, as an administrator starts and follows them. */
final class SiteWorkflows {
  private static final Set<String> ENDED = Set.of("Succeeded", "Failed", "Error");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ApiClient api;
  private final String namespace;

  SiteWorkflows(ApiClient api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  /** Runs a WorkflowTemplate to its end; the workflow then. */
  JsonNode run(String template, Map<String, String> parameters) {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putObject("workflowTemplateRef").put("name", template);
    var list = spec.putObject("arguments").putArray("parameters");
    parameters.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
    return run(template, spec);
  }

  /** Runs a workflow to its end. */
  JsonNode run(String prefix, ObjectNode spec) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode workflow = body.putObject("workflow").set("spec", spec).asObject();
    workflow.putObject("metadata").put("generateName", prefix + "-");
    JsonNode created =
        api.send(
            "POST",
            "/api/v1/workflows/" + namespace,
            Map.of(),
            "application/json",
            body.toString());
    return ended(created.at("/metadata/name").asString());
  }

  /** The workflow once it has ended. */
  JsonNode ended(String name) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> api.get("/api/v1/workflows/" + namespace + "/" + name, Map.of()),
            workflow -> ENDED.contains(phase(workflow)));
  }

  /** The workflows whose names start like this, oldest first. */
  List<JsonNode> named(String prefix) {
    return api.get("/api/v1/workflows/" + namespace, Map.of())
        .path("items")
        .valueStream()
        .filter(workflow -> workflow.at("/metadata/name").asString().startsWith(prefix))
        .sorted(
            Comparator.comparing(workflow -> workflow.at("/metadata/creationTimestamp").asString()))
        .toList();
  }

  /** What the leaves of a workflow wrote, in the order of the workflow. */
  List<String> logs(JsonNode workflow) {
    String selector = "workflows.argoproj.io/workflow=" + workflow.at("/metadata/name").asString();
    String pods = "/api/v1/namespaces/" + namespace + "/pods";
    List<String> names =
        api.get(pods, Map.of("labelSelector", selector))
            .path("items")
            .valueStream()
            .map(pod -> pod.at("/metadata/name").asString())
            .toList();
    return leaves(workflow).stream()
        .map(leaf -> leaf.path("id").asString().replaceFirst(".*-", "-"))
        .flatMap(hash -> names.stream().filter(name -> name.endsWith(hash)))
        .map(pod -> api.text(pods + "/" + pod + "/log", Map.of("container", "main"), "*/*"))
        .toList();
  }

  /** The leaves of a workflow in the order of its steps. */
  static List<JsonNode> leaves(JsonNode workflow) {
    return workflow
        .at("/status/nodes")
        .valueStream()
        .filter(node -> node.path("type").asString().equals("Pod"))
        .sorted(Comparator.comparing(node -> node.path("name").asString()))
        .toList();
  }

  static String phase(JsonNode workflow) {
    return workflow.at("/status/phase").asString("");
  }
}
