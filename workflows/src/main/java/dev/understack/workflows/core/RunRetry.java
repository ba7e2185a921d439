package dev.understack.workflows.core;

import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.StoredRun;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What becomes of the nodes of a finished run that is tried again: failed leaves and everything
 * that came after them are removed, the groups around them are opened, the rest stays.
 */
public final class RunRetry {
  private final String workflow;
  private final Instant now;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Set<Node>> parents = new HashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private final Set<Node> changed = new LinkedHashSet<>();
  private final Set<Node> opened = new HashSet<>();

  private RunRetry(String workflow, StoredRun stored, Instant now) {
    this.workflow = workflow;
    this.now = now;
    stored
        .nodes()
        .values()
        .forEach(row -> {
          Node node = NodeStatus.read(row);
          nodes.put(node.id, node);
        });
    for (Node node : nodes.values()) {
      for (String parent : node.parents) {
        Node at = nodes.get(parent);
        if (at != null) {
          at.children.add(node.id);
        }
      }
    }
    for (Node node : nodes.values()) {
      node.children.forEach(
          child -> parents.computeIfAbsent(child, _ -> new LinkedHashSet<>()).add(node));
    }
  }

  /**
   * Which parts to try again.
   *
   * @param restartSuccessful whether nodes that succeeded and are selected run again
   * @param nodeFieldSelector selects them
   * @param parameters values that replace workflow parameters, by name
   */
  public record Options(
      boolean restartSuccessful, String nodeFieldSelector, Map<String, String> parameters) {
    /** Only what failed, with the same parameters. */
    public static final Options PLAIN = new Options(false, "", Map.of());

    public Options {
      parameters = Map.copyOf(parameters);
    }
  }

  /**
   * What to store.
   *
   * @param run the run's own state
   * @param nodes rows that change
   * @param removed rows that go
   */
  public record Plan(JsonNode run, Map<String, NodeRow> nodes, List<String> removed) {}

  /**
   * Plans a retry.
   *
   * @throws CallException when the run cannot be tried again, worded as Argo words it
   */
  public static Plan plan(String workflow, StoredRun stored, Options options, Instant now) {
    String phase = stored.run().path("phase").asString("");
    boolean selecting = options.restartSuccessful() && !options.nodeFieldSelector().isBlank();
    if (phase.equals("Succeeded") && !selecting) {
      throw new CallException(
          "To retry a succeeded workflow, set the options restartSuccessful and"
              + " nodeFieldSelector");
    }
    if (!List.of("Succeeded", "Failed", "Error").contains(phase)) {
      throw new CallException("Cannot retry a workflow in phase " + phase);
    }
    RunRetry retry = new RunRetry(workflow, stored, now);
    retry.reset(selecting ? NodeSelector.parse(options.nodeFieldSelector()) : null);
    if (!options.parameters().isEmpty()) {
      retry.expandAgain();
    }
    Map<String, NodeRow> rows = new LinkedHashMap<>();
    retry.changed.stream()
        .filter(node -> !retry.removed.contains(node.id))
        .forEach(node -> rows.put(node.id, NodeStatus.row(node)));
    return new Plan(retry.runState(stored.run(), options), rows, List.copyOf(retry.removed));
  }

  private JsonNode runState(JsonNode before, Options options) {
    ObjectNode run = (ObjectNode) before.deepCopy();
    run.put("phase", RunPhase.RUNNING.text()).put("message", "");
    run.put("startedAt", now.toString()).put("finishedAt", "null");
    ArrayNode parameters = run.putArray("parameters");
    Map<String, String> given = new LinkedHashMap<>(options.parameters());
    for (JsonNode parameter : before.path("parameters")) {
      String name = parameter.path("name").asString("");
      String value = given.remove(name);
      parameters
          .addObject()
          .put("name", name)
          .put("value", value == null ? parameter.path("value").asString("") : value);
    }
    given.forEach((name, value) -> parameters.addObject().put("name", name).put("value", value));
    return run;
  }

  private void reset(@Nullable NodeSelector selector) {
    Node root = nodes.get(workflow);
    if (root == null) {
      removed.addAll(nodes.keySet());
      return;
    }
    String exit = workflow + ".onExit";
    nodes.values().stream()
        .filter(node -> node.name.startsWith(exit))
        .forEach(node -> removed.add(node.id));
    for (Node node : breadthFirst(root)) {
      if (!removed.contains(node.id) && isToRun(node, selector)) {
        remove(node);
        openAround(node);
      }
    }
    if (!removed.contains(root.id)) {
      open(root);
    }
  }

  private boolean isToRun(Node node, @Nullable NodeSelector selector) {
    boolean isGroup =
        switch (node.type) {
          case STEPS, STEP_GROUP, DAG, TASK_GROUP, RETRY -> true;
          default -> false;
        };
    if (selector != null && selector.matches(node)) {
      return !isGroup || node.type == NodeType.RETRY;
    }
    return node.phase.isBad() && !isGroup && !hasSucceededAfter(retryOf(node));
  }

  private Node retryOf(Node node) {
    return node.retried
        ? parents.getOrDefault(node.id, Set.of()).stream()
            .filter(parent -> parent.type == NodeType.RETRY)
            .findFirst()
            .orElse(node)
        : node;
  }

  private boolean hasSucceededAfter(Node node) {
    return breadthFirst(node).stream()
        .anyMatch(after ->
            after != node
                && !after.hooked
                && after.type.isExecutable()
                && after.phase == NodePhase.SUCCEEDED);
  }

  private void remove(Node node) {
    for (Node gone : breadthFirst(node)) {
      removed.add(gone.id);
      for (Node parent : parents.getOrDefault(gone.id, Set.of())) {
        if (parent.children.remove(gone.id)) {
          changed.add(parent);
        }
      }
    }
  }

  /** Opens the nodes that contain this one. */
  private void openAround(Node node) {
    for (Node parent : parents.getOrDefault(node.id, Set.of())) {
      boolean contains =
          parent.type == NodeType.STEP_GROUP
              || parent.type == NodeType.TASK_GROUP
              || parent.type == NodeType.RETRY;
      if (contains && open(parent)) {
        openAround(parent);
      }
    }
    Node boundary = nodes.get(node.boundaryId);
    if (boundary != null && open(boundary)) {
      openAround(boundary);
    }
  }

  private boolean open(Node node) {
    if (!opened.add(node)) {
      return false;
    }
    node.phase = NodePhase.RUNNING;
    node.message = "";
    node.startedAt = now;
    node.finishedAt = null;
    node.outputs = null;
    node.outboundNodes = new LinkedHashSet<>();
    changed.add(node);
    return true;
  }

  /** Other parameters may give other items, so opened groups lose their members. */
  private void expandAgain() {
    for (Node node : List.copyOf(opened)) {
      if (node.type == NodeType.TASK_GROUP || node.type == NodeType.STEP_GROUP) {
        List.copyOf(node.children).stream()
            .map(nodes::get)
            .filter(java.util.Objects::nonNull)
            .forEach(this::remove);
      }
    }
  }

  private List<Node> breadthFirst(Node from) {
    Set<Node> seen = new LinkedHashSet<>();
    Deque<Node> queue = new ArrayDeque<>();
    queue.add(from);
    while (!queue.isEmpty()) {
      Node node = queue.remove();
      if (seen.add(node)) {
        for (String child : node.children) {
          Node next = nodes.get(child);
          if (next != null) {
            queue.add(next);
          }
        }
      }
    }
    return List.copyOf(seen);
  }
}
