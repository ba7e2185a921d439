package dev.understack.workflows.core;

import dev.understack.workflows.core.RunEvent.Resume;
import dev.understack.workflows.core.RunEvent.SetNodes;
import dev.understack.workflows.core.RunEvent.SpecChanged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What people and time limits do to a run: suspend, resume, set, stop, deadline. */
final class Interventions {
  private static final String LATE = "Step exceeded its deadline";
  private final RunCore core;
  private final RunState run;
  private final RunStatus status;
  private final Lifecycle lifecycle;
  private Shutdown shutdown = Shutdown.NONE;
  private @Nullable Instant deadline;
  private @Nullable Long deadlineSeconds;

  Interventions(RunCore core, RunStatus status, Lifecycle lifecycle) {
    this.core = core;
    this.run = core.run();
    this.status = status;
    this.lifecycle = lifecycle;
    run.admission().suspended(core.spec().suspend());
    this.shutdown = Shutdown.of(core.spec().shutdown());
    if (shutdown.isActive()) {
      run.admission().openAll();
    }
  }

  Shutdown shutdown() {
    return shutdown;
  }

  @Nullable Instant deadline() {
    return deadline;
  }

  void specChanged(SpecChanged changed) {
    run.admission().suspended(changed.suspend());
    if (changed.activeDeadlineSeconds() != null
        && !changed.activeDeadlineSeconds().equals(deadlineSeconds)) {
      deadlineIn(changed.activeDeadlineSeconds());
    }
    Shutdown asked = Shutdown.of(changed.shutdown());
    if (asked.compareTo(shutdown) > 0) {
      shutdown = asked;
      shutDown();
    }
  }

  /** Sets the time limit of the run, counted from its start. */
  void deadlineIn(@Nullable Long seconds) {
    Instant start = status.startedAt();
    if (seconds == null || start == null) {
      return;
    }
    deadlineSeconds = seconds;
    Instant end = start.plusSeconds(seconds);
    deadline = end;
    run.at(
        end,
        () -> {
          if (end.equals(deadline)) {
            expire();
          }
        });
  }

  private void shutDown() {
    if (status.phase() == RunPhase.PENDING && shutdown.isTerminate()) {
      lifecycle.finish(RunPhase.FAILED, "Stopped with strategy '" + shutdown.text() + "'");
      return;
    }
    run.admission().openAll();
    core.leaves()
        .open()
        .forEach((leaf, exiting) -> {
          if (shutdown.ends(exiting)) {
            boolean idle = !leaf.waitingFor.isEmpty() || leaf.type != NodeType.POD;
            core.leaves()
                .stop(
                    leaf,
                    NodePhase.FAILED,
                    idle ? stopped() : "workflow shutdown with strategy:  " + shutdown.text());
          }
        });
    for (Node node : core.openNodes()) {
      if (node.activity instanceof SuspendActivity waiting && shutdown.ends(waiting.exiting())) {
        waiting.end(NodePhase.FAILED, stopped());
      } else if (node.activity instanceof RetryActivity retry && retry.isIdle()) {
        retry.decide();
      }
    }
  }

  private void expire() {
    run.admission().openAll();
    core.leaves()
        .open()
        .forEach((leaf, exiting) -> {
          if (!exiting) {
            core.leaves().stop(leaf, NodePhase.FAILED, LATE);
          }
        });
    for (Node node : core.openNodes()) {
      if (node.activity instanceof SuspendActivity waiting && !waiting.exiting()) {
        waiting.end(NodePhase.FAILED, LATE);
      } else if (node.activity instanceof RetryActivity retry && retry.isIdle()) {
        retry.decide();
      }
    }
  }

  private String stopped() {
    return "Stopped with strategy '" + shutdown.text() + "'";
  }

  void resume(Resume resume) {
    NodeSelector selector = NodeSelector.parse(resume.nodeFieldSelector());
    for (SuspendActivity waiting : suspended(selector)) {
      if (selector.isEmpty()) {
        waiting.fillDefaults();
      }
      String by = resume.by().isEmpty() ? "" : "Resumed by: map[User:" + resume.by() + "]";
      waiting.end(NodePhase.SUCCEEDED, by);
    }
  }

  /** Why a resume or set cannot be done now; null when it can. */
  @Nullable String refusal(RunEvent event) {
    return switch (event) {
      case Resume resume -> {
        NodeSelector selector = NodeSelector.parse(resume.nodeFieldSelector());
        List<SuspendActivity> selected = suspended(selector);
        if (!selector.isEmpty()) {
          yield selected.isEmpty() ? noneSelected(selector) : null;
        }
        yield selected.stream()
            .map(SuspendActivity::missingOutput)
            .filter(java.util.Objects::nonNull)
            .findFirst()
            .orElse(null);
      }
      case SetNodes set -> {
        NodeSelector selector = NodeSelector.parse(set.nodeFieldSelector());
        yield suspended(selector).isEmpty() ? noneSelected(selector) : null;
      }
      default -> null;
    };
  }

  private static String noneSelected(NodeSelector selector) {
    return "currently, set only targets suspend nodes: no suspend nodes matching"
        + " nodeFieldSelector: "
        + selector.text();
  }

  void set(SetNodes set) {
    for (SuspendActivity waiting : suspended(NodeSelector.parse(set.nodeFieldSelector()))) {
      for (var output : set.outputParameters().properties()) {
        JsonNode value = output.getValue();
        waiting.supply(
            output.getKey(),
            value.isString() ? value.stringValue() : dev.understack.model.Json.write(value));
      }
      if (!set.phase().isEmpty()) {
        waiting.end(NodePhase.of(set.phase()), set.message());
      } else if (!set.message().isEmpty()) {
        run.message(waiting.node, set.message());
      }
    }
  }

  private List<SuspendActivity> suspended(NodeSelector selector) {
    List<SuspendActivity> found = new ArrayList<>();
    for (Node node : core.openNodes()) {
      if (node.activity instanceof SuspendActivity waiting && selector.matches(node)) {
        found.add(waiting);
      }
    }
    return found;
  }
}
