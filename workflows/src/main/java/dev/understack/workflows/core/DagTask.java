package dev.understack.workflows.core;

import dev.understack.model.workflow.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A task of a DAG at work. Owned by its {@link DagActivity}. */
final class DagTask {
  final StepSpec step;
  final Dependencies dependencies;
  final List<DagTask> dependents = new ArrayList<>();
  int pending;
  @Nullable Node node;
  List<Member> members = List.of();
  int unsettled;
  boolean settled;
  boolean reached;

  DagTask(StepSpec step) {
    this.step = step;
    this.dependencies = Dependencies.of(step);
  }

  Set<String> dependencyNames() {
    return dependencies.operands().keySet();
  }

  /** Whether the task has a result, as {@code depends} names it. */
  boolean has(String result) {
    Node at = node;
    if (at == null) {
      return false;
    }
    return switch (result) {
      case "Succeeded" -> at.phase == NodePhase.SUCCEEDED;
      case "Failed" -> at.phase == NodePhase.FAILED;
      case "Errored" -> at.phase == NodePhase.ERROR;
      case "Skipped" -> at.phase == NodePhase.SKIPPED;
      case "Omitted" -> at.phase == NodePhase.OMITTED;
      case "Daemoned" -> at.daemoned && at.phase != NodePhase.PENDING;
      case "AnySucceeded" ->
          looped().stream().anyMatch(member -> member.phase == NodePhase.SUCCEEDED);
      case "AllFailed" -> {
        List<Node> all = looped();
        yield !all.isEmpty() && all.stream().allMatch(m -> m.phase == NodePhase.FAILED);
      }
      default ->
          throw new CallException(
              "task result '" + result + "' for task '" + step.name() + "' is invalid");
    };
  }

  List<Node> looped() {
    return members.stream().map(Member::node).filter(java.util.Objects::nonNull).toList();
  }
}
