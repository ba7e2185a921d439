package dev.understack.workflows.core;

import dev.understack.workflows.spi.LeafTask;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The nodes of a run and what is counted about them. Every change goes through here, is noted for
 * storing, and told to whoever listens to the node, in the order of the changes.
 *
 * <p>A list of children or a sum of progress is stored at once while it is short, and only now and
 * then once it is long: a row that grows with its children would otherwise make every child cost as
 * much as all before it. Nothing is lost, as every child knows its parents.
 */
final class RunState {
  private static final int SHARE_OF_CHILDREN = 16;

  final String workflow;
  Instant now = Instant.EPOCH;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Node> byName = new HashMap<>();
  private final Set<Node> changed = new LinkedHashSet<>();
  private final Map<Node, Integer> late = new HashMap<>();
  private final Set<String> removed = new LinkedHashSet<>();
  private final Deque<Runnable> work = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>();
  private List<RunCommand> commands = new ArrayList<>();
  private long timerOrder;
  private long lastOrder;
  private long activePods;
  private Progress progress = Progress.NONE;
  private final Admission admission = new Admission(this);

  RunState(String workflow) {
    this.workflow = workflow;
  }

  /** Who may start. */
  Admission admission() {
    return admission;
  }

  @Nullable Node find(String name) {
    return byName.get(name);
  }

  @Nullable Node byId(String id) {
    return nodes.get(id);
  }

  Collection<Node> nodes() {
    return nodes.values();
  }

  long activePods() {
    return activePods;
  }

  Progress progress() {
    return progress;
  }

  /** Makes a node, started now. */
  Node create(String name, NodeType type, NodePhase phase, @Nullable Frame frame) {
    String boundaryId = frame == null ? "" : frame.node.id;
    Node node = new Node(freeId(name), name, type, boundaryId, phase);
    node.displayName = NodeNames.displayName(name, frame == null ? "" : frame.node.name);
    node.startedAt = now;
    node.frame = frame;
    node.order = ++lastOrder;
    add(node);
    if (phase.isFulfilled()) {
      node.finishedAt = now;
    }
    changed.add(node);
    return node;
  }

  /** The id of a name; with thousands of nodes two names may have the same hash. */
  private String freeId(String name) {
    String id = NodeNames.id(workflow, name);
    for (int i = 1; nodes.containsKey(id); i++) {
      id = NodeNames.id(workflow, name + "~" + i);
    }
    return id;
  }

  /** Takes in a node that was stored, or a new one. */
  void add(Node node) {
    nodes.put(node.id, node);
    byName.put(node.name, node);
    lastOrder = Math.max(lastOrder, node.order);
    removed.remove(node.id);
    count(node, 1);
    progress = progress.plus(node.type.isExecutable() ? node.progress : Progress.NONE);
  }

  /** Counts a stored node into the frame that it turns out to belong to. */
  void attach(Node node, @Nullable Frame frame) {
    count(node, -1);
    node.frame = frame;
    count(node, 1);
  }

  /** Changes the phase; a message of null leaves the message as it is. */
  void phase(Node node, NodePhase phase, @Nullable String message) {
    count(node, -1);
    node.phase = phase;
    count(node, 1);
    if (message != null) {
      node.message = message;
    }
    if (phase.isFulfilled()) {
      node.finishedAt = now;
      node.waitingFor = "";
      boolean complete = phase != NodePhase.FAILED && phase != NodePhase.ERROR;
      if (complete && node.type.isExecutable()) {
        progress(node, node.progress.completed());
      }
      if (node.type == NodeType.POD || node.type == NodeType.STEPS || node.type == NodeType.DAG) {
        admission.placeMayBeFree(node.frame);
      }
    }
    changed.add(node);
    told(node);
  }

  void message(Node node, String message) {
    if (!node.message.equals(message)) {
      node.message = message;
      changed.add(node);
    }
  }

  void daemoned(Node node, boolean daemoned) {
    node.daemoned = daemoned;
    changed.add(node);
    told(node);
  }

  void waiting(Node node, String lock, String message) {
    count(node, -1);
    node.waitingFor = lock;
    count(node, 1);
    node.message = message;
    changed.add(node);
  }

  /** Notes that a field of the node was set. */
  void touched(Node node) {
    changed.add(node);
  }

  void progress(Node node, Progress reached) {
    Progress more = reached.minus(node.progress);
    node.progress = reached;
    changed.add(node);
    if (more.equals(Progress.NONE)) {
      return;
    }
    progress = progress.plus(more);
    for (Node at = node.container; at != null; at = at.container) {
      at.progress = at.progress.plus(more);
      late(at);
    }
  }

  /** Puts the progress of {@code inner} into that of {@code outer}. */
  void contain(Node outer, Node inner) {
    inner.container = outer;
  }

  void child(Node parent, Node child) {
    if (parent.children.add(child.id)) {
      child.parents.add(parent.id);
      changed.add(child);
      late(parent);
    }
  }

  void remove(Node node) {
    count(node, -1);
    nodes.remove(node.id);
    byName.remove(node.name);
    changed.remove(node);
    removed.add(node.id);
    progress = progress.minus(node.type.isExecutable() ? node.progress : Progress.NONE);
  }

  void command(RunCommand command) {
    commands.add(command);
  }

  void start(LeafTask task) {
    commands.add(new RunCommand.StartLeaf(task));
  }

  void at(Instant moment, Runnable action) {
    timers.add(new Timer(moment, timerOrder++, action));
  }

  @Nullable Instant nextTimer() {
    Timer next = timers.peek();
    return next == null ? null : next.at();
  }

  void fireTimers() {
    Timer next = timers.peek();
    while (next != null && !next.at().isAfter(now)) {
      timers.remove();
      later(next.action());
      next = timers.peek();
    }
  }

  /** Does something after what is being done now. */
  void later(Runnable action) {
    work.add(action);
  }

  /** Does all that is left to do. */
  void settle() {
    Runnable next = work.poll();
    while (next != null) {
      next.run();
      next = work.poll();
    }
  }

  /** The nodes that changed since this was last asked. */
  List<Node> takeChanged() {
    List<Node> taken = List.copyOf(changed);
    changed.clear();
    taken.forEach(late::remove);
    return taken;
  }

  /** Stores what was put off. */
  void flush() {
    late.keySet().stream().filter(node -> nodes.containsKey(node.id)).forEach(changed::add);
    late.clear();
  }

  List<String> takeRemoved() {
    List<String> taken = List.copyOf(removed);
    removed.clear();
    return taken;
  }

  List<RunCommand> takeCommands() {
    List<RunCommand> taken = commands;
    commands = new ArrayList<>();
    return taken;
  }

  /** Outputs in Argo's shape; null removes them. */
  void outputs(Node node, @Nullable ObjectNode outputs) {
    node.outputs = outputs == null || outputs.isEmpty() ? null : outputs;
    changed.add(node);
  }

  private void late(Node node) {
    int puts = late.merge(node, 1, Integer::sum);
    if (puts * SHARE_OF_CHILDREN >= node.children.size()) {
      late.remove(node);
      changed.add(node);
    }
  }

  private void told(Node node) {
    Node.NodeListener listener = node.listener;
    if (listener != null) {
      work.add(() -> listener.changed(node));
    }
  }

  private void count(Node node, int sign) {
    if (node.isActivePod()) {
      activePods += sign;
    }
    Frame frame = node.frame;
    if (frame != null) {
      frame.count(node, sign);
    }
  }
}
