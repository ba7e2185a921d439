package dev.understack.workflows;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Makes Workflow objects from templates, cron workflows and earlier workflows. */
public final class Submission {
  private static final String PREFIX = "workflows.argoproj.io/";
  private static final List<String> NOT_INHERITED =
      List.of("phase", "completed", "workflow-archiving-status");

  private Submission() {}

  /** A workflow that takes its body from a WorkflowTemplate or ClusterWorkflowTemplate. */
  public static KubeObject fromTemplate(
      KubeObject template, String namespace, SubmitOptions options) {
    boolean cluster = template.kind().equals(ResourceTypes.CLUSTER_WORKFLOW_TEMPLATE.kind());
    ObjectNode tree = workflow(namespace);
    ObjectNode ref = tree.putObject("spec").putObject("workflowTemplateRef");
    ref.put("name", template.name());
    if (cluster) {
      ref.put("clusterScope", true);
    }
    label(tree, cluster ? "cluster-workflow-template" : "workflow-template", template.name());
    return with(tree, template.name() + "-", options);
  }

  /** A run of a cron workflow out of turn. */
  public static KubeObject fromCron(KubeObject cron, Instant now, SubmitOptions options) {
    ObjectNode tree = fromCron(cron, now);
    return with(tree, cron.name() + "-", options);
  }

  /** The child of a cron workflow for one scheduled time, without a name. */
  public static ObjectNode fromCron(KubeObject cron, Instant scheduled) {
    ObjectNode tree = workflow(cron.namespace());
    tree.set("spec", cron.spec().path("workflowSpec").deepCopy());
    ObjectNode metadata = tree.withObjectProperty("metadata");
    for (String field : List.of("labels", "annotations")) {
      cron.spec()
          .path("workflowMetadata")
          .path(field)
          .properties()
          .forEach(e -> metadata.withObjectProperty(field).set(e.getKey(), e.getValue()));
    }
    if (cron.spec().path("workflowMetadata").has("finalizers")) {
      metadata.set("finalizers", cron.spec().path("workflowMetadata").get("finalizers"));
    }
    label(tree, "cron-workflow", cron.name());
    metadata
        .withObjectProperty("annotations")
        .put(PREFIX + "scheduled-time", scheduled.truncatedTo(ChronoUnit.SECONDS).toString());
    return tree;
  }

  /** The same workflow once more. */
  public static KubeObject again(KubeObject before, SubmitOptions options) {
    ObjectNode tree = workflow(before.namespace());
    ObjectNode spec = before.spec().deepCopy();
    spec.remove("shutdown");
    tree.set("spec", spec);
    for (Map.Entry<String, String> entry : before.labels().entrySet()) {
      String key = entry.getKey();
      String bare = key.startsWith(PREFIX) ? key.substring(PREFIX.length()) : "";
      if (!NOT_INHERITED.contains(bare) && !bare.startsWith("creator")) {
        tree.withObjectProperty("metadata").withObjectProperty("labels").put(key, entry.getValue());
      }
    }
    before
        .annotations()
        .forEach((key, value) ->
            tree.withObjectProperty("metadata").withObjectProperty("annotations").put(key, value));
    if (before.metadata().has("ownerReferences")) {
      tree.withObjectProperty("metadata")
          .set("ownerReferences", before.metadata().get("ownerReferences").deepCopy());
    }
    label(tree, "resubmitted-from-workflow", before.name());
    String prefix = before.generateName().isEmpty() ? before.name() + "-" : before.generateName();
    return with(tree, prefix, options);
  }

  private static ObjectNode workflow(String namespace) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", ResourceTypes.WORKFLOW.apiVersion());
    tree.put("kind", ResourceTypes.WORKFLOW.kind());
    tree.putObject("metadata").put("namespace", namespace);
    return tree;
  }

  private static void label(ObjectNode tree, String name, String value) {
    tree.withObjectProperty("metadata").withObjectProperty("labels").put(PREFIX + name, value);
  }

  private static KubeObject with(ObjectNode tree, String prefix, SubmitOptions options) {
    ObjectNode metadata = tree.withObjectProperty("metadata");
    if (options.name().isEmpty()) {
      metadata.put(
          "generateName", options.generateName().isEmpty() ? prefix : options.generateName());
    } else {
      metadata.put("name", options.name());
    }
    options.labels().forEach((key, value) -> metadata.withObjectProperty("labels").put(key, value));
    options
        .annotations()
        .forEach((key, value) -> metadata.withObjectProperty("annotations").put(key, value));
    ObjectNode spec = tree.withObjectProperty("spec");
    if (!options.entrypoint().isEmpty()) {
      spec.put("entrypoint", options.entrypoint());
    }
    if (!options.serviceAccount().isEmpty()) {
      spec.put("serviceAccountName", options.serviceAccount());
    }
    setParameters(spec, options.parameters());
    return KubeObject.of(tree);
  }

  /** Gives arguments other values; those that are not there are added. */
  static void setParameters(ObjectNode spec, Map<String, String> values) {
    if (values.isEmpty()) {
      return;
    }
    ObjectNode arguments = spec.withObjectProperty("arguments");
    ArrayNode before = arguments.withArrayProperty("parameters");
    ArrayNode after = JsonNodeFactory.instance.arrayNode();
    values.forEach((name, value) -> after.addObject().put("name", name).put("value", value));
    before.forEach(parameter -> {
      if (!values.containsKey(parameter.path("name").asString(""))) {
        after.add(parameter);
      }
    });
    arguments.set("parameters", after);
  }
}
