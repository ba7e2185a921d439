package dev.understack.workflows.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a DAG has ended: each target has the phase of the last completed node on the way to it, a bad
 * one having priority, so that a failure can be made good by what comes after it.
 */
final class DagAssessment {
  private final RunState run;
  private final Node dag;

  DagAssessment(RunState run, Node dag) {
    this.run = run;
    this.dag = dag;
  }

  private record Visit(String id, NodePhase branch) {}

  NodePhase phase(List<DagTask> targets, boolean failFast) {
    Map<String, NodePhase> reached = new HashMap<>();
    for (DagTask target : targets) {
      if (target.node != null) {
        reached.put(target.node.id, NodePhase.RUNNING);
      }
    }
    if (!walk(reached)) {
      return NodePhase.RUNNING;
    }
    NodePhase result = NodePhase.SUCCEEDED;
    for (DagTask target : targets) {
      NodePhase phase =
          target.node == null
              ? NodePhase.RUNNING
              : reached.getOrDefault(target.node.id, NodePhase.RUNNING);
      if (phase == NodePhase.RUNNING) {
        result = phase;
        if (!failFast) {
          return result;
        }
      } else if (phase.isBad() && !DagActivity.covers(target.step.continuing(), phase)) {
        result = phase;
        if (failFast) {
          return result;
        }
      }
    }
    return result;
  }

  /** Whether everything that was walked over is done. */
  private boolean walk(Map<String, NodePhase> reached) {
    Set<Visit> seen = new HashSet<>();
    Deque<Visit> queue = new ArrayDeque<>();
    dag.children.forEach(id -> visit(new Visit(id, NodePhase.SUCCEEDED), seen, queue));
    while (!queue.isEmpty()) {
      Visit visit = queue.remove();
      Node node = run.byId(visit.id());
      if (node == null) {
        continue;
      }
      if (!node.isDone()) {
        return false;
      }
      NodePhase branch = node.phase.isCompleted() ? node.phase : visit.branch();
      reached.computeIfPresent(
          node.id, (_, before) -> before.isBad() && !branch.isBad() ? before : branch);
      for (String child : node.children) {
        visit(new Visit(child, branch), seen, queue);
      }
    }
    return true;
  }

  private static void visit(Visit visit, Set<Visit> seen, Deque<Visit> queue) {
    if (seen.add(visit)) {
      queue.add(visit);
    }
  }
}
