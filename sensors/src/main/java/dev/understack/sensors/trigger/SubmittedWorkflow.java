package dev.understack.sensors.trigger;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.util.Iterator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Workflows as {@code argo submit} makes them of a template and of its arguments. */
final class SubmittedWorkflow {
  private SubmittedWorkflow() {}

  /** The workflow of {@code submit --from workflowtemplate/NAME} or {@code cronwf/NAME}. */
  static KubeObject from(KubeObject template, ActionRun run) {
    return switch (template.kind()) {
      case "WorkflowTemplate" -> {
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.putObject("workflowTemplateRef").put("name", template.name());
        yield workflow(template, spec, "workflows.argoproj.io/workflow-template");
      }
      case "CronWorkflow" -> {
        KubeObject cron =
            run.objects()
                .get(
                    new ObjectKey(
                        ResourceTypes.CRON_WORKFLOW, template.namespace(), template.name()));
        JsonNode spec = cron.spec().path("workflowSpec");
        yield workflow(
            template, (ObjectNode) spec.deepCopy(), "workflows.argoproj.io/cron-workflow");
      }
      default -> throw ActionException.terminal("cannot submit from a " + template.kind());
    };
  }

  /** The workflow changed by arguments of {@code argo submit}. */
  static KubeObject with(KubeObject workflow, List<String> args) {
    return args.isEmpty() ? workflow : workflow.with(tree -> apply(tree, args));
  }

  private static void apply(ObjectNode tree, List<String> args) {
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      int equals = arg.startsWith("--") ? arg.indexOf('=') : -1;
      String option = equals < 0 ? arg : arg.substring(0, equals);
      String value = equals >= 0 ? arg.substring(equals + 1) : rest.hasNext() ? rest.next() : "";
      switch (option) {
        case "-p", "--parameter" -> parameter(tree, value);
        case "-l", "--labels" -> labels(tree, value);
        case "--name" -> tree.withObjectProperty("metadata").put("name", value);
        case "--generate-name" -> tree.withObjectProperty("metadata").put("generateName", value);
        case "--serviceaccount" -> tree.withObjectProperty("spec").put("serviceAccountName", value);
        case "--entrypoint" -> tree.withObjectProperty("spec").put("entrypoint", value);
        default -> throw ActionException.terminal("argument " + option + " is not supported");
      }
    }
  }

  private static void parameter(ObjectNode tree, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 0) {
      throw ActionException.terminal("expected a parameter as name=value, found " + assignment);
    }
    String name = assignment.substring(0, equals);
    String value = assignment.substring(equals + 1);
    ArrayNode parameters =
        tree.withObjectProperty("spec")
            .withObjectProperty("arguments")
            .withArrayProperty("parameters");
    for (JsonNode known : parameters) {
      if (known.path("name").asString("").equals(name) && known instanceof ObjectNode object) {
        object.put("value", value);
        return;
      }
    }
    parameters.addObject().put("name", name).put("value", value);
  }

  private static void labels(ObjectNode tree, String list) {
    ObjectNode labels = tree.withObjectProperty("metadata").withObjectProperty("labels");
    for (String label : list.split(",", -1)) {
      int equals = label.indexOf('=');
      if (equals > 0) {
        labels.put(label.substring(0, equals), label.substring(equals + 1));
      }
    }
  }

  private static KubeObject workflow(KubeObject template, ObjectNode spec, String label) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", ResourceTypes.WORKFLOW.apiVersion()).put("kind", "Workflow");
    ObjectNode metadata = tree.putObject("metadata");
    metadata.put("generateName", template.name() + "-").put("namespace", template.namespace());
    metadata.putObject("labels").put(label, template.name());
    tree.set("spec", spec);
    return KubeObject.of(tree);
  }
}
