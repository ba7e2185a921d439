package dev.understack.workflows.core;

import dev.understack.model.workflow.TemplateTarget;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One node of a run. Its status is changed through {@link RunState} alone, which keeps count and
 * notes what has to be stored; the fields below the line are not stored but follow from the rest.
 */
final class Node {
  final String id;
  final String name;
  final NodeType type;
  final String boundaryId;
  String displayName;
  NodePhase phase;
  String message = "";
  String templateName = "";
  TemplateTarget.@Nullable Ref templateRef;
  String templateScope = "";
  final Set<String> children = new LinkedHashSet<>();
  Set<String> outboundNodes = new LinkedHashSet<>();
  @Nullable Instant startedAt;
  @Nullable Instant finishedAt;
  @Nullable ObjectNode inputs;
  @Nullable ObjectNode outputs;
  boolean daemoned;
  boolean hooked;
  boolean retried;
  String waitingFor = "";
  @Nullable JsonNode memoization;
  Progress progress = Progress.NONE;

  /** Counts the nodes of a run in the order in which they were made. */
  long order;

  /** Nodes that list this one as a child, so that a parent's list can be stored late. */
  final Set<String> parents = new LinkedHashSet<>();

  /** Whom to tell about changes of the phase; null once nobody listens. */
  @Nullable NodeListener listener;

  /** The enclosing steps or DAG node at work; null for the root and the exit handler. */
  @Nullable Frame frame;

  /** The node whose progress includes this one's. */
  @Nullable Node container;

  /** What a composite node does; null for leaves and ended nodes. */
  @Nullable Activity activity;

  Node(String id, String name, NodeType type, String boundaryId, NodePhase phase) {
    this.id = id;
    this.name = name;
    this.type = type;
    this.boundaryId = boundaryId;
    this.phase = phase;
    this.displayName = name;
  }

  /** Ended, or a daemon that runs: either way its parent goes on. */
  boolean isDone() {
    return phase.isFulfilled() || (daemoned && phase != NodePhase.PENDING);
  }

  /** A leaf that occupies one of the places that parallelism allows. */
  boolean isActivePod() {
    return type == NodeType.POD && !phase.isFulfilled() && waitingFor.isEmpty();
  }

  /** What parallelism of the enclosing template counts. */
  boolean isActiveChild() {
    return (type == NodeType.POD || type == NodeType.STEPS || type == NodeType.DAG)
        && !phase.isFulfilled();
  }

  /** Hears of a node. */
  interface NodeListener {
    /** The phase of the node, or whether it counts as done, has changed. */
    void changed(Node node);
  }
}
