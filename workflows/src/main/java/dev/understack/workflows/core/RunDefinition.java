package dev.understack.workflows.core;

import dev.understack.language.kube.MergeKeys;
import dev.understack.language.kube.StrategicMergePatch;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run executes: the spec of its Workflow, laid over that of the template object that it
 * refers to, laid over the defaults of the installation.
 *
 * @param workflow the Workflow object
 * @param spec the effective spec
 * @param stored the spec to keep in {@code status.storedWorkflowTemplateSpec}; empty when the
 *     workflow refers to no template object
 */
public record RunDefinition(KubeObject workflow, WorkflowSpec spec, ObjectNode stored) {
  private static final List<String> BY_KEY = List.of("hooks");

  /**
   * The definition of a run that begins, or of one that was stored.
   *
   * @param defaults a Workflow-shaped object whose spec applies where nobody says otherwise
   * @throws CallException when the template object is not there
   */
  public static RunDefinition of(KubeObject workflow, ObjectNode defaults, Outside outside) {
    if (workflow.status().get("storedWorkflowTemplateSpec") instanceof ObjectNode stored) {
      return new RunDefinition(workflow, read(withSwitches(stored, workflow.spec())), stored);
    }
    ObjectNode own = workflow.spec();
    ObjectNode base =
        defaults.get("spec") instanceof ObjectNode spec
            ? spec
            : JsonNodeFactory.instance.objectNode();
    JsonNode ref = own.path("workflowTemplateRef");
    if (!ref.isObject()) {
      ObjectNode merged = base.isEmpty() ? own : merge(base, own);
      return new RunDefinition(workflow, read(merged), JsonNodeFactory.instance.objectNode());
    }
    String name = ref.path("name").asString("");
    boolean cluster = ref.path("clusterScope").asBoolean(false);
    KubeObject template =
        outside
            .workflowTemplate(workflow.namespace(), name, cluster)
            .orElseThrow(() -> new CallException(TemplateLibrary.notFound(name, cluster)));
    ObjectNode templateSpec = template.spec().deepCopy();
    templateSpec.remove("suspend");
    ObjectNode merged = merge(merge(base, templateSpec), own);
    return new RunDefinition(workflow, read(merged), merged);
  }

  /** The definition of a run whose template object is not there: its own spec alone. */
  public static RunDefinition bare(KubeObject workflow) {
    return new RunDefinition(
        workflow, read(workflow.spec()), JsonNodeFactory.instance.objectNode());
  }

  private static WorkflowSpec read(ObjectNode spec) {
    Faults faults = Faults.of(KubeObject.of(spec));
    return WorkflowSpec.read(new Fields(spec, "spec", faults));
  }

  /** What may change while a run is going on comes from the Workflow itself. */
  private static ObjectNode withSwitches(ObjectNode stored, ObjectNode own) {
    ObjectNode spec = Calls.shallow(stored);
    for (String name : List.of("suspend", "shutdown", "activeDeadlineSeconds", "priority")) {
      if (own.has(name)) {
        spec.set(name, own.get(name));
      } else if (!name.equals("activeDeadlineSeconds") && !name.equals("priority")) {
        spec.remove(name);
      }
    }
    return spec;
  }

  /** {@code high} laid over {@code low}. */
  static ObjectNode merge(ObjectNode low, ObjectNode high) {
    ObjectNode merged = StrategicMergePatch.apply(low, high, MergeKeys.WORKFLOW_SPEC).deepCopy();
    for (String field : BY_KEY) {
      if (high.get(field) instanceof ObjectNode own
          && merged.get(field) instanceof ObjectNode all) {
        own.properties().forEach(entry -> all.set(entry.getKey(), entry.getValue()));
      }
    }
    List<JsonNode> parameters = parameters(low, high);
    if (!parameters.isEmpty()) {
      ArrayNode list = merged.withObjectProperty("arguments").putArray("parameters");
      parameters.forEach(list::add);
    }
    return merged;
  }

  /** A parameter comes as a whole from the highest place that gives it a value. */
  private static List<JsonNode> parameters(ObjectNode low, ObjectNode high) {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    for (JsonNode parameter : high.path("arguments").path("parameters")) {
      all.put(parameter.path("name").asString(""), parameter);
    }
    for (JsonNode parameter : low.path("arguments").path("parameters")) {
      all.merge(
          parameter.path("name").asString(""),
          parameter,
          (higher, lower) -> hasSource(higher) || !hasSource(lower) ? higher : lower);
    }
    return new ArrayList<>(all.values());
  }

  private static boolean hasSource(JsonNode parameter) {
    return parameter.has("value") || parameter.has("default") || parameter.has("valueFrom");
  }
}
