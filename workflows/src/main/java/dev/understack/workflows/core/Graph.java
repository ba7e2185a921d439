package dev.understack.workflows.core;

import java.util.LinkedHashSet;
import java.util.Set;

/** Links between nodes, as the graph of a run shows them. */
final class Graph {
  private final RunState run;

  Graph(RunState run) {
    this.run = run;
  }

  /** Makes {@code child} a child of the nodes where {@code before} ends. */
  void follow(Node before, Node child) {
    for (String id : outbound(before)) {
      Node last = run.byId(id);
      if (last != null) {
        run.child(last, child);
      }
    }
  }

  /** Ids of the nodes where a node ends: itself, or the last nodes inside it. */
  Set<String> outbound(Node node) {
    Set<String> ends = new LinkedHashSet<>();
    collect(node, ends);
    return ends;
  }

  private void collect(Node node, Set<String> ends) {
    switch (node.type) {
      case POD, SKIPPED, SUSPEND, HTTP, PLUGIN -> ends.add(node.id);
      case CONTAINER, TASK_GROUP, STEP_GROUP -> {
        if (node.children.isEmpty()) {
          ends.add(node.id);
        }
        node.children.forEach(id -> collect(id, ends));
      }
      case RETRY -> {
        if (node.children.isEmpty()) {
          ends.add(node.id);
        } else {
          String last = node.id;
          for (String id : node.children) {
            last = id;
          }
          collect(last, ends);
        }
      }
      case STEPS, DAG -> {
        if (node.memoization != null && node.memoization.path("hit").asBoolean(false)) {
          ends.add(node.id);
        }
        node.outboundNodes.forEach(id -> collect(id, ends));
      }
    }
  }

  private void collect(String id, Set<String> ends) {
    Node node = run.byId(id);
    if (node != null) {
      collect(node, ends);
    }
  }
}
