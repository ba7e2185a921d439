package dev.understack.workflows.lint;

import dev.understack.cluster.Admission;
import dev.understack.cluster.Identity;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.Optional;

/**
 * Keeps malformed workflow objects out. Unknown fields and references to objects that are not there
 * (yet) are let through, as Kubernetes lets them through; they show when a workflow runs. A change
 * that leaves the spec alone is not judged again.
 */
public final class WorkflowAdmission implements Admission {

  @Override
  public void review(
      Identity caller,
      ResourceType type,
      KubeObject object,
      Optional<KubeObject> before,
      Faults faults) {
    if (!WorkflowLint.knows(object)) {
      return;
    }
    Faults found = Faults.of(object);
    WorkflowLint.check(object, LintMode.LINT, TemplateSource.NONE, found);
    for (Fault fault : found.list()) {
      if (!fault.message().startsWith("unknown field")) {
        faults.add(fault.path(), fault.message());
      }
    }
  }
}
