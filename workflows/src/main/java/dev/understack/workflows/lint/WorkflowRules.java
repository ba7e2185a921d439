package dev.understack.workflows.lint;

import dev.understack.model.Faults;
import dev.understack.model.workflow.LifecycleHook;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.WorkflowSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for the spec of a workflow or template object. */
final class WorkflowRules {
  private static final Set<String> POD_GC =
      Set.of("", "OnPodCompletion", "OnPodSuccess", "OnWorkflowCompletion", "OnWorkflowSuccess");
  private final Faults faults;

  WorkflowRules(Faults faults) {
    this.faults = faults;
  }

  /**
   * Checks a spec that stands at {@code path}.
   *
   * @param namespace where referenced objects are looked up
   */
  void check(
      WorkflowSpec spec, String path, LintMode mode, TemplateSource source, String namespace) {
    Lookup lookup = new Lookup(source, namespace, spec);
    CallRules calls = new CallRules(lookup, faults);
    calls.arguments(spec.arguments(), path + ".arguments", mode.valuesNeeded());
    general(spec, path);
    WorkflowSpec.ObjectRef ref = spec.workflowTemplateRef();
    if (ref != null && mode != LintMode.CREATE) {
      reference(spec, ref, path, source, namespace);
      return;
    }
    Names.templates(path + ".templates", spec.templates(), TemplateSpec::name, faults);
    entry(spec, path, mode, calls);
    GroupRules groups = new GroupRules(calls, faults);
    for (Map.Entry<String, LifecycleHook> hook : spec.hooks().entrySet()) {
      groups.hook(hook.getKey(), hook.getValue(), path + ".hooks." + hook.getKey());
    }
    if (!spec.onExit().isEmpty()) {
      groups.exists(TemplateTarget.named(spec.onExit()), path + ".onExit");
    }
    KnownVariables known = KnownVariables.ofRun(spec, mode == LintMode.TEMPLATE);
    TemplateRules rules = new TemplateRules(spec, known, groups, faults);
    rules.retry(spec.retryStrategy(), path + ".retryStrategy");
    List<TemplateSpec> templates = spec.templates();
    for (int i = 0; i < templates.size(); i++) {
      rules.check(templates.get(i), path + ".templates[" + i + "]");
    }
  }

  private void general(WorkflowSpec spec, String path) {
    String gc = spec.tree().path("podGC").path("strategy").asString("");
    if (!POD_GC.contains(gc)) {
      faults.add(path + ".podGC.strategy", "unknown strategy '" + gc + "'");
    }
    if (!Set.of("", "Stop", "Terminate").contains(spec.shutdown())) {
      faults.add(
          path + ".shutdown",
          "'" + spec.shutdown() + "' is not a shutdown strategy: Stop or Terminate");
    }
  }

  private void entry(WorkflowSpec spec, String path, LintMode mode, CallRules calls) {
    if (spec.entrypoint().isEmpty()) {
      if (mode != LintMode.TEMPLATE) {
        faults.add(path, "spec.entrypoint is required");
      }
      return;
    }
    TemplateTarget target = TemplateTarget.named(spec.entrypoint());
    if (mode == LintMode.CREATE) {
      calls.entry(target, spec.arguments(), path + ".entrypoint");
    } else {
      calls.exists(target, path + ".entrypoint");
    }
  }

  private void reference(
      WorkflowSpec spec,
      WorkflowSpec.ObjectRef ref,
      String path,
      TemplateSource source,
      String namespace) {
    if (!spec.templates().isEmpty()) {
      faults.add(
          path + ".templates",
          "Templates is invalid field in spec if workflow referred WorkflowTemplate reference");
    }
    if (ref.name().isEmpty()) {
      faults.add(path + ".workflowTemplateRef", "resource name is required");
    } else if (source.knowsAll()
        && source.find(namespace, ref.name(), ref.clusterScope()).isEmpty()) {
      faults.add(path + ".workflowTemplateRef", Lookup.notFound(ref.name(), ref.clusterScope()));
    }
  }
}
