package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A step of a steps template or a task of a DAG: a call of a template under a name.
 *
 * @param tree the step as written
 * @param name its name, unique in the template
 * @param target what it calls
 * @param arguments with what
 * @param when condition; empty for always
 * @param withItems items to loop over; null when not given
 * @param withParam text that is a JSON list; empty when not given
 * @param withSequence numbers to loop over; null when not given
 * @param continueOn which bad ends do not fail the parent; null when not given
 * @param hooks lifecycle hooks by name, the exit hook included
 * @param onExit name of an exit template, the older form; may be empty
 * @param dependencies names of tasks that come first
 * @param depends boolean expression over the results of tasks that come first; may be empty
 */
public record StepSpec(
    ObjectNode tree,
    String name,
    TemplateTarget target,
    Arguments arguments,
    String when,
    @Nullable List<JsonNode> withItems,
    String withParam,
    @Nullable Sequence withSequence,
    @Nullable ContinueOn continueOn,
    Map<String, LifecycleHook> hooks,
    String onExit,
    List<String> dependencies,
    String depends) {

  /** Reads a step of a steps template. */
  public static StepSpec readStep(Fields fields) {
    StepSpec step = read(fields, List.of(), "");
    fields.rejectUnknown();
    return step;
  }

  /** Reads a task of a DAG. */
  public static StepSpec readTask(Fields fields) {
    StepSpec task = read(fields, fields.texts("dependencies"), fields.text("depends"));
    fields.rejectUnknown();
    return task;
  }

  private static StepSpec read(Fields fields, List<String> dependencies, String depends) {
    Map<String, LifecycleHook> hooks =
        new LinkedHashMap<>(fields.objectMap("hooks", LifecycleHook::read));
    return new StepSpec(
        fields.tree(),
        fields.text("name"),
        TemplateTarget.read(fields),
        Arguments.in(fields, "arguments"),
        fields.text("when"),
        fields.has("withItems") ? List.copyOf(fields.array("withItems")) : null,
        AnyText.orEmpty(fields, "withParam"),
        fields.read("withSequence", Sequence::read),
        fields.read("continueOn", ContinueOn::read),
        java.util.Collections.unmodifiableMap(hooks),
        fields.text("onExit"),
        List.copyOf(dependencies),
        depends);
  }

  /** Whether the step stands for several. An empty list of items counts as not given. */
  public boolean loops() {
    return (withItems != null && !withItems.isEmpty())
        || !withParam.isEmpty()
        || withSequence != null;
  }

  /** Whether an end in error or failure of this step leaves the parent going. */
  public ContinueOn continuing() {
    return continueOn == null ? ContinueOn.NEVER : continueOn;
  }
}
