package dev.understack.workflows.core;

import dev.understack.model.workflow.ContinueOn;
import dev.understack.model.workflow.DagSpec;
import dev.understack.model.workflow.StepSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A DAG node. Each task counts the dependencies that are not settled yet; the last one to settle
 * starts it, so nothing is looked at twice.
 */
final class DagActivity extends Frame {
  private final DagSpec dag;
  private final Map<String, DagTask> tasks = new LinkedHashMap<>();
  private final List<DagTask> needed = new ArrayList<>();
  private List<String> targets = List.of();
  private int open;
  private boolean starting;

  DagActivity(RunCore core, Node node, Body body) {
    super(core, node, body);
    this.dag = Objects.requireNonNull(body.template().dag());
  }

  @Override
  String prefix() {
    return "tasks";
  }

  @Override
  void begin() {
    try {
      Map<String, ContinueOn> continuing = new HashMap<>();
      for (StepSpec step : dag.tasks()) {
        continuing.put(step.name(), step.continuing());
      }
      for (StepSpec step : dag.tasks()) {
        tasks.put(step.name(), new DagTask(step, name -> depends(continuing.get(name))));
      }
      targets = targets();
      targets.forEach(target -> need(target, new LinkedHashSet<>()));
    } catch (CallException e) {
      finish(NodePhase.ERROR, String.valueOf(e.getMessage()));
      return;
    }
    open = needed.size();
    for (DagTask task : needed) {
      task.pending = task.dependencyNames().size();
      task.dependencyNames().forEach(name -> task(name).dependents.add(task));
    }
    starting = true;
    for (DagTask task : needed) {
      if (task.pending == 0 && !task.settled && task.members.isEmpty() && task.node == null) {
        ready(task);
      }
    }
    starting = false;
    closeIfSettled();
  }

  private static dev.understack.language.depends.ContinueOn depends(@Nullable ContinueOn covered) {
    return covered == null
        ? dev.understack.language.depends.ContinueOn.NOTHING
        : new dev.understack.language.depends.ContinueOn(covered.error(), covered.failed());
  }

  private List<String> targets() {
    if (!dag.target().isEmpty()) {
      return List.of(dag.target().split(" ", -1));
    }
    Set<String> leaves = new TreeSet<>(tasks.keySet());
    tasks.values().forEach(task -> leaves.removeAll(task.dependencyNames()));
    return List.copyOf(leaves);
  }

  /** Puts a task behind everything it depends on. */
  private void need(String target, Set<String> path) {
    record Visit(DagTask task, java.util.Iterator<String> dependencies) {}
    java.util.ArrayDeque<Visit> stack = new java.util.ArrayDeque<>();
    stack.push(new Visit(task(target), task(target).dependencyNames().iterator()));
    path.add(target);
    while (!stack.isEmpty()) {
      Visit visit = stack.element();
      if (visit.task().reached || !visit.dependencies().hasNext()) {
        stack.pop();
        path.remove(visit.task().step.name());
        if (!visit.task().reached) {
          visit.task().reached = true;
          needed.add(visit.task());
        }
        continue;
      }
      DagTask next = task(visit.dependencies().next());
      if (!next.reached) {
        if (!path.add(next.step.name())) {
          throw new CallException("graph with cycle at task " + next.step.name());
        }
        stack.push(new Visit(next, next.dependencyNames().iterator()));
      }
    }
  }

  private DagTask task(String name) {
    DagTask task = tasks.get(name);
    if (task == null) {
      throw new CallException("task '" + name + "' is not defined");
    }
    return task;
  }

  private void ready(DagTask task) {
    if (node.phase.isFulfilled()) {
      return;
    }
    String name = nodeName(task);
    Node known = run.find(name);
    if (known != null) {
      takeUp(task, known);
      return;
    }
    try {
      if (!task.mayRun(other -> task(other).results())) {
        Node omitted = run.create(name, NodeType.SKIPPED, NodePhase.OMITTED, this);
        Calls.named(omitted, task.step.target(), memberContext(task));
        omitted.message = "omitted: depends condition not met";
        connect(task, omitted);
        single(task, omitted);
        return;
      }
      start(task, core.planner().plan(task.step, scope, name));
    } catch (CallException e) {
      error(task, String.valueOf(e.getMessage()));
    }
  }

  private void start(DagTask task, List<PlannedStep> planned) {
    boolean grouped =
        task.step.loops()
            && !(planned.size() == 1 && planned.getFirst().nodeName().equals(nodeName(task)));
    if (grouped) {
      Node known = run.find(nodeName(task));
      Node group =
          known == null
              ? run.create(nodeName(task), NodeType.TASK_GROUP, NodePhase.RUNNING, this)
              : known;
      Calls.named(group, task.step.target(), memberContext(task));
      run.contain(node, group);
      task.node = group;
      if (known == null) {
        connect(task, group);
      }
    }
    MemberOwner owner = new MemberOwner(task, grouped);
    List<Member> members = new ArrayList<>();
    planned.forEach(step -> members.add(new Member(core, this, step, owner)));
    task.members = members;
    task.unsettled = members.size();
    members.forEach(Member::start);
  }

  private void takeUp(DagTask task, Node known) {
    run.attach(known, this);
    known.container = node;
    if (known.type == NodeType.TASK_GROUP) {
      task.node = known;
      known.progress = Progress.NONE; // its members add theirs again
      start(task, core.planner().plan(task.step, scope, known.name));
    } else {
      start(
          task,
          List.of(new PlannedStep(known.name, task.step, PlannedStep.Outcome.RUN, known.message)));
    }
  }

  private void single(DagTask task, Node made) {
    task.node = made;
    settle(task);
  }

  /** The task itself could not be started. */
  private void error(DagTask task, String message) {
    Node made = task.node;
    if (made == null) {
      made = run.create(nodeName(task), NodeType.SKIPPED, NodePhase.ERROR, this);
      Calls.named(made, task.step.target(), memberContext(task));
      made.message = message;
      connect(task, made);
    } else {
      run.phase(made, NodePhase.ERROR, message);
    }
    single(task, made);
  }

  private void connect(DagTask task, Node made) {
    if (task.dependencyNames().isEmpty()) {
      run.child(node, made);
    }
    for (String name : new TreeSet<>(task.dependencyNames())) {
      Node before = task(name).node;
      if (before != null) {
        core.graph().follow(before, made);
      }
    }
  }

  private void settle(DagTask task) {
    if (task.settled) {
      return;
    }
    task.settled = true;
    open--;
    publish(task);
    for (DagTask dependent : task.dependents) {
      if (--dependent.pending == 0) {
        run.later(() -> ready(dependent));
      }
    }
    closeIfSettled();
  }

  private void publish(DagTask task) {
    Node at = Objects.requireNonNull(task.node);
    StepVariables single = new StepVariables(at, () -> core.declared(this, task.step), false);
    scope.put(
        "tasks." + task.step.name(),
        at.type == NodeType.TASK_GROUP ? new LoopVariables(single, task.looped()) : single);
  }

  private void closeIfSettled() {
    if (!starting && open == 0 && !node.phase.isFulfilled()) {
      run.later(this::close);
    }
  }

  private void close() {
    if (node.phase.isFulfilled()) {
      return;
    }
    setOutbound();
    NodePhase phase = new DagAssessment(run, node).phase(targetTasks(), dag.failFast());
    if (phase != NodePhase.SUCCEEDED) {
      finish(phase == NodePhase.RUNNING ? NodePhase.ERROR : phase, "");
      return;
    }
    try {
      run.outputs(node, core.outputs().of(template, scope));
      core.publish(node, template);
      finish(NodePhase.SUCCEEDED, "");
    } catch (CallException e) {
      finish(NodePhase.ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void setOutbound() {
    Set<String> ends = new LinkedHashSet<>();
    for (DagTask task : targetTasks()) {
      if (task.node != null) {
        ends.addAll(core.graph().outbound(task.node));
      }
    }
    node.outboundNodes = ends;
  }

  private List<DagTask> targetTasks() {
    return targets.stream().map(this::task).toList();
  }

  @Override
  void failNow(String message) {
    setOutbound();
    finish(NodePhase.FAILED, message);
  }

  private CallContext memberContext(DagTask task) {
    return new CallContext(
        this,
        templates,
        task.step.name(),
        context.exiting(),
        false,
        context.depth() + 1,
        false,
        node);
  }

  private String nodeName(DagTask task) {
    return node.name + "." + task.step.name();
  }

  /** Hears of the members of one task. */
  private final class MemberOwner implements Member.Owner {
    private final DagTask task;
    private final boolean grouped;

    MemberOwner(DagTask task, boolean grouped) {
      this.task = task;
      this.grouped = grouped;
    }

    @Override
    public void linked(Member member, Node made) {
      if (grouped) {
        run.child(Objects.requireNonNull(task.node), made);
      } else {
        boolean isNew = made.parents.isEmpty();
        task.node = made;
        if (isNew) {
          connect(task, made);
        }
      }
    }

    @Override
    public void failed(Member member, String message) {
      Node made = member.node();
      if (made == null) {
        task.unsettled--;
        error(task, message);
      } else {
        boolean condition = made.message.equals(message) && message.contains("'when'");
        run.phase(
            made,
            NodePhase.ERROR,
            condition ? message : "task '" + made.name + "' errored: " + message);
      }
    }

    @Override
    public void settled(Member member) {
      if (--task.unsettled > 0 || task.settled) {
        return;
      }
      if (grouped) {
        closeGroup();
      }
      settle(task);
    }

    private void closeGroup() {
      Node group = Objects.requireNonNull(task.node);
      if (!group.phase.isFulfilled()) {
        NodePhase phase = NodePhase.SUCCEEDED;
        for (Node made : task.looped()) {
          phase = made.phase.isBad() ? made.phase : phase;
        }
        run.phase(group, phase, null);
      }
    }

    @Override
    public Node container() {
      return grouped ? Objects.requireNonNull(task.node) : node;
    }
  }

  /** What the task's own continueOn covers. */
  static boolean covers(ContinueOn continueOn, NodePhase phase) {
    return phase == NodePhase.ERROR ? continueOn.error() : continueOn.failed();
  }
}
