package dev.understack.model.workflow;

import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template: what the engine itself reads of it. Everything else stays in {@link #tree} and goes
 * to the executor as written.
 *
 * @param tree the whole template as written
 * @param name its name; empty for inline templates
 * @param types the bodies that are given: exactly one in a valid template
 * @param inputs declared inputs
 * @param outputs declared outputs
 * @param steps groups of steps; null unless it is a steps template
 * @param dag tasks; null unless it is a DAG
 * @param suspendDuration how long a suspend template waits; empty for until resumed
 * @param retryStrategy null when the template has none
 * @param timeout limit from the start of the node; empty for none
 * @param pendingTimeout limit on waiting to start; empty for none
 * @param activeDeadline limit in seconds of one run of a leaf; empty for none
 * @param daemon whether the step counts as done once it runs
 * @param parallelism how many children may be active; null for any number
 * @param failFast whether one failed child keeps others from starting
 * @param synchronization locks; null for none
 * @param memoize reuse of outputs; null for none
 * @param serviceAccountName whom its leaf acts as; empty for the workflow's account
 * @param annotations engine-side annotations, such as the display name
 */
public record TemplateSpec(
    ObjectNode tree,
    String name,
    Set<TemplateType> types,
    Arguments inputs,
    Arguments outputs,
    @Nullable List<List<StepSpec>> steps,
    @Nullable DagSpec dag,
    String suspendDuration,
    @Nullable RetryStrategy retryStrategy,
    String timeout,
    String pendingTimeout,
    String activeDeadline,
    boolean daemon,
    @Nullable Long parallelism,
    boolean failFast,
    @Nullable Synchronization synchronization,
    @Nullable Memoize memoize,
    String serviceAccountName,
    Map<String, String> annotations) {

  private static final String[] PASSED_THROUGH = {
    "nodeSelector",
    "affinity",
    "metadata",
    "volumes",
    "initContainers",
    "sidecars",
    "archiveLocation",
    "tolerations",
    "schedulerName",
    "priorityClassName",
    "automountServiceAccountToken",
    "executor",
    "hostAliases",
    "securityContext",
    "podSpecPatch",
    "podResources",
    "resourceClaims",
    "metrics"
  };

  /** Reads a template; faults are noted, unknown fields too. */
  public static TemplateSpec read(Fields fields) {
    Set<TemplateType> types = EnumSet.noneOf(TemplateType.class);
    for (TemplateType type : TemplateType.values()) {
      boolean given =
          type == TemplateType.STEPS
              ? fields.has("steps")
              : fields.object(type.field()).isPresent();
      if (given) {
        types.add(type);
      }
    }
    fields.object("container").ifPresent(TemplateSpec::checkContainer);
    fields.object("script").ifPresent(body -> checkContainer(body.known("source")));
    Fields suspend = fields.objectOrEmpty("suspend");
    TemplateSpec template =
        new TemplateSpec(
            fields.tree(),
            fields.text("name"),
            java.util.Collections.unmodifiableSet(types),
            Arguments.in(fields, "inputs"),
            Arguments.in(fields, "outputs"),
            fields.has("steps") ? steps(fields) : null,
            fields.read("dag", DagSpec::read),
            AnyText.orEmpty(suspend, "duration"),
            fields.read("retryStrategy", RetryStrategy::read),
            AnyText.orEmpty(fields, "timeout"),
            AnyText.orEmpty(fields, "pendingTimeout"),
            AnyText.orEmpty(fields, "activeDeadlineSeconds"),
            fields.bool("daemon", false),
            fields.has("parallelism") ? fields.integer("parallelism", 0) : null,
            fields.bool("failFast", false),
            fields.read("synchronization", Synchronization::read),
            fields.read("memoize", Memoize::read),
            fields.text("serviceAccountName"),
            fields.textMap("annotations"));
    suspend.known("event").rejectUnknown();
    fields.known(PASSED_THROUGH).rejectUnknown();
    return template;
  }

  /**
   * Reads a template whose faults were reported before, as the engine does after substitution.
   *
   * @throws IllegalArgumentException with the first fault that matters
   */
  public static TemplateSpec of(ObjectNode tree) {
    Faults faults = Faults.of(KubeObject.of(tree));
    TemplateSpec template = read(new Fields(tree, "", faults));
    for (Fault fault : faults.list()) {
      if (!fault.message().startsWith("unknown field")) {
        throw new IllegalArgumentException(fault.path() + ": " + fault.message());
      }
    }
    return template;
  }

  /** The type that runs, when any body is given. */
  public Optional<TemplateType> type() {
    return types.stream().findFirst();
  }

  private static List<List<StepSpec>> steps(Fields fields) {
    List<List<StepSpec>> groups = new ArrayList<>();
    int index = 0;
    for (JsonNode group : fields.array("steps")) {
      if (group instanceof ArrayNode members) {
        ObjectNode holder = JsonNodeFactory.instance.objectNode();
        holder.set("steps[" + index + "]", members);
        groups.add(fields.within(holder).list("steps[" + index + "]", StepSpec::readStep));
      } else {
        fields.fault(
            "steps[" + index + "]",
            "expected a list of parallel steps, found " + Fields.kindOf(group));
      }
      index++;
    }
    return List.copyOf(groups);
  }

  private static void checkContainer(Fields body) {
    body.text("image");
    body.texts("args");
    body.text("workingDir");
    body.list("volumeMounts", mount -> mount.text("mountPath"));
    body.texts("command");
    body.known(
            "name",
            "ports",
            "env",
            "envFrom",
            "resources",
            "resizePolicy",
            "restartPolicy",
            "restartPolicyRules",
            "volumeDevices",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
            "terminationMessagePath",
            "terminationMessagePolicy",
            "imagePullPolicy",
            "securityContext",
            "stdin",
            "stdinOnce",
            "tty")
        .rejectUnknown();
  }
}
