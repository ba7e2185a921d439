package dev.understack.workflows.core;

import dev.understack.language.LanguageException;
import dev.understack.language.depends.ContinueOn;
import dev.understack.language.depends.Depends;
import dev.understack.language.depends.TaskResult;
import dev.understack.model.workflow.StepSpec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A task of a DAG at work. Owned by its {@link DagActivity}. */
final class DagTask {
  final StepSpec step;
  private final Depends dependencies;
  final List<DagTask> dependents = new ArrayList<>();
  int pending;
  @Nullable Node node;
  List<Member> members = List.of();
  int unsettled;
  boolean settled;
  boolean reached;

  /**
   * @param continueOn gives the continueOn of a task of the same DAG
   * @throws CallException when its dependencies are not valid
   */
  DagTask(StepSpec step, Function<String, ContinueOn> continueOn) {
    this.step = step;
    try {
      this.dependencies =
          step.depends().isEmpty()
              ? Depends.ofDependencies(step.dependencies(), continueOn)
              : Depends.parse(step.depends(), continueOn);
    } catch (LanguageException e) {
      throw new CallException(e.problem());
    }
  }

  Set<String> dependencyNames() {
    return dependencies.tasks();
  }

  /**
   * Whether the task may run now that everything it depends on is settled.
   *
   * @param results gives the results of a task
   */
  boolean mayRun(Function<String, Set<TaskResult>> results) {
    try {
      return dependencyNames().isEmpty() || dependencies.evaluate(results);
    } catch (LanguageException e) {
      throw new CallException(e.problem());
    }
  }

  /** What {@code depends} of another task can find true of this one. */
  Set<TaskResult> results() {
    Set<TaskResult> held = EnumSet.noneOf(TaskResult.class);
    Node at = node;
    if (at == null) {
      return held;
    }
    switch (at.phase) {
      case SUCCEEDED -> held.add(TaskResult.SUCCEEDED);
      case FAILED -> held.add(TaskResult.FAILED);
      case ERROR -> held.add(TaskResult.ERRORED);
      case SKIPPED -> held.add(TaskResult.SKIPPED);
      case OMITTED -> held.add(TaskResult.OMITTED);
      case RUNNING -> {
        if (at.daemoned) {
          held.add(TaskResult.DAEMONED);
        }
      }
      case PENDING -> {}
    }
    if (at.type == NodeType.TASK_GROUP) {
      List<Node> all = looped();
      if (all.stream().anyMatch(member -> member.phase == NodePhase.SUCCEEDED)) {
        held.add(TaskResult.ANY_SUCCEEDED);
      }
      if (!all.isEmpty() && all.stream().allMatch(member -> member.phase == NodePhase.FAILED)) {
        held.add(TaskResult.ALL_FAILED);
      }
    }
    return held;
  }

  List<Node> looped() {
    return members.stream().map(Member::node).filter(java.util.Objects::nonNull).toList();
  }
}
