package dev.understack.workflows.lint;

import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.workflow.CronSpec;
import dev.understack.model.workflow.WorkflowSpec;
import dev.understack.workflows.core.CallException;
import dev.understack.workflows.cron.CronRules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges Workflows, WorkflowTemplates, ClusterWorkflowTemplates and CronWorkflows without running
 * them: all faults together, each with its place. Needs no cluster.
 */
public final class WorkflowLint {
  private static final int LONGEST_NAME = 63;
  private static final int LONGEST_CRON_NAME = 52;
  private static final Set<String> KINDS =
      Set.of("Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow");

  private WorkflowLint() {}

  /** Whether objects of this kind are judged here. */
  public static boolean knows(KubeObject object) {
    return object.group().equals("argoproj.io") && KINDS.contains(object.kind());
  }

  /**
   * Everything that is wrong with a manifest, unknown fields included.
   *
   * @param source where objects that it refers to are found
   */
  public static List<Fault> lint(Manifest manifest, TemplateSource source) {
    Faults faults = new Faults(manifest);
    if (knows(manifest.object())) {
      check(manifest.object(), LintMode.LINT, source, faults);
    }
    return faults.list();
  }

  /** Adds everything that is wrong with an object to {@code faults}. */
  public static void check(KubeObject object, LintMode mode, TemplateSource source, Faults faults) {
    Fields fields = Fields.of(object, faults);
    fields.known("apiVersion", "kind", "metadata", "spec", "status").rejectUnknown();
    if (!object.tree().path("spec").isObject()) {
      faults.add("spec", "is required");
      return;
    }
    name(object, faults);
    Fields spec = fields.objectOrEmpty("spec");
    if (object.kind().equals("CronWorkflow")) {
      CronSpec cron = CronSpec.read(spec);
      cron(cron, faults);
      new WorkflowRules(faults)
          .check(cron.workflowSpec(), "spec.workflowSpec", mode, source, object.namespace());
      return;
    }
    LintMode effective = object.kind().equals("Workflow") ? mode : LintMode.TEMPLATE;
    WorkflowSpec read =
        WorkflowSpec.read(object.kind().equals("Workflow") ? spec : spec.known("workflowMetadata"));
    new WorkflowRules(faults).check(read, "spec", effective, source, object.namespace());
  }

  private static void name(KubeObject object, Faults faults) {
    String what =
        switch (object.kind()) {
          case "CronWorkflow" -> "cron workflow name";
          case "WorkflowTemplate" -> "workflow template name";
          case "ClusterWorkflowTemplate" -> "cluster workflow template name";
          default -> "workflow name";
        };
    int longest = object.kind().equals("CronWorkflow") ? LONGEST_CRON_NAME : LONGEST_NAME;
    if (object.name().length() > longest) {
      faults.add(
          "metadata.name",
          what
              + " \""
              + object.name()
              + "\" must not be more than "
              + longest
              + " characters long (currently "
              + object.name().length()
              + ")");
    }
  }

  private static void cron(CronSpec cron, Faults faults) {
    try {
      CronRules.check(cron);
    } catch (CallException e) {
      faults.add("spec", String.valueOf(e.getMessage()));
    }
  }

  /**
   * The first fault of a spec that is about to run, as Argo words it; unknown fields do not count.
   */
  public static Optional<String> firstFault(
      WorkflowSpec spec, String namespace, TemplateSource source, Faults faults) {
    new WorkflowRules(faults).check(spec, "spec", LintMode.CREATE, source, namespace);
    return faults.list().stream()
        .filter(fault -> !fault.message().startsWith("unknown field"))
        .map(fault ->
            fault.path().isEmpty() ? fault.message() : fault.path() + " " + fault.message())
        .findFirst();
  }
}
