package dev.understack.workflows.core;

import dev.understack.model.workflow.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A steps node: its groups one after the other, the members of a group side by side. */
final class StepsActivity extends Frame implements Member.Owner {
  private final List<List<StepSpec>> groups;
  private int open = -1;
  private @Nullable Node group;
  private @Nullable Node lastGroup;
  private List<Member> members = new ArrayList<>();
  private int unsettled;
  private boolean starting;
  private boolean groupFailed;

  StepsActivity(RunCore core, Node node, Body body) {
    super(core, node, body);
    List<List<StepSpec>> steps = body.template().steps();
    this.groups = steps == null ? List.of() : steps;
  }

  @Override
  String prefix() {
    return "steps";
  }

  @Override
  void begin() {
    int next = 0;
    while (next < groups.size()) {
      Node known = run.find(groupName(next));
      if (known == null || !known.phase.isFulfilled()) {
        break;
      }
      takeIn(known, next);
      if (known.phase.isBad()) {
        end(known);
        return;
      }
      next++;
    }
    open(next);
  }

  private void takeIn(Node known, int index) {
    run.attach(known, this);
    known.container = node;
    core.account(known);
    for (String id : known.children) {
      Node child = run.byId(id);
      if (child != null) {
        run.attach(child, this);
      }
    }
    publish(index, known);
    lastGroup = known;
  }

  private void open(int index) {
    if (index == groups.size()) {
      succeed();
      return;
    }
    open = index;
    Node known = run.find(groupName(index));
    Node made = known == null ? newGroup(index) : known;
    if (known != null) {
      run.attach(known, this);
      known.progress = Progress.NONE;
    }
    run.contain(node, made);
    group = made;
    groupFailed = false;
    startMembers(index);
  }

  private Node newGroup(int index) {
    Node made = run.create(groupName(index), NodeType.STEP_GROUP, NodePhase.RUNNING, this);
    made.templateScope = templates.toString();
    Node before = lastGroup;
    if (before == null) {
      run.child(node, made);
    } else if (before.children.isEmpty()) {
      run.child(before, made);
    } else {
      for (String id : List.copyOf(before.children)) {
        core.graph().follow(Objects.requireNonNull(run.byId(id)), made);
      }
    }
    return made;
  }

  private void startMembers(int index) {
    members = new ArrayList<>();
    starting = true;
    try {
      for (StepSpec step : groups.get(index)) {
        for (PlannedStep planned :
            core.planner().plan(step, scope, groupName(index) + "." + step.name())) {
          members.add(new Member(core, this, planned, this));
        }
      }
    } catch (CallException e) {
      members = new ArrayList<>();
      failGroup(NodePhase.ERROR, "failed to resolve references: " + e.getMessage());
    }
    unsettled = members.size();
    List<Member> starters = members;
    for (Member member : starters) {
      member.start();
    }
    starting = false;
    closeIfSettled();
  }

  @Override
  public void linked(Member member, Node child) {
    run.child(container(), child);
  }

  @Override
  public Node container() {
    return Objects.requireNonNull(group);
  }

  @Override
  public void failed(Member member, String message) {
    boolean condition =
        member.node() != null
            && member.node().message.equals(message)
            && message.contains("'when'");
    failGroup(
        NodePhase.ERROR,
        condition
            ? message
            : "step group deemed errored due to child " + member.nodeName() + " error: " + message);
    if (member.node() == null) {
      unsettled--;
      closeIfSettled();
    }
  }

  @Override
  public void settled(Member member) {
    if (members.contains(member) || unsettled > 0) {
      unsettled--;
      closeIfSettled();
    }
  }

  @Override
  void failNow(String message) {
    Node current = group;
    if (current != null && !current.phase.isFulfilled()) {
      run.phase(current, NodePhase.FAILED, message);
      end(current);
    }
  }

  private void failGroup(NodePhase phase, String message) {
    Node current = container();
    if (!groupFailed) {
      groupFailed = true;
      run.phase(current, phase, message);
    }
  }

  private void closeIfSettled() {
    Node current = container();
    if (starting || unsettled > 0 || node.phase.isFulfilled()) {
      return;
    }
    if (!groupFailed) {
      Member bad = firstBad();
      if (bad == null) {
        run.phase(current, NodePhase.SUCCEEDED, null);
      } else {
        failGroup(NodePhase.FAILED, "child '" + Objects.requireNonNull(bad.node()).id + "' failed");
      }
    }
    if (current.phase.isBad()) {
      end(current);
      return;
    }
    publish(open, current);
    lastGroup = current;
    int next = open + 1;
    run.later(() -> open(next));
  }

  private @Nullable Member firstBad() {
    for (Member member : members) {
      Node child = member.node();
      if (child != null && child.phase.isBad()) {
        boolean covered =
            child.phase == NodePhase.ERROR
                ? member.step().continuing().error()
                : member.step().continuing().failed();
        if (!covered) {
          return member;
        }
      }
    }
    return null;
  }

  /** The variables of the steps of a group that is over. */
  private void publish(int index, Node of) {
    for (StepSpec step : groups.get(index)) {
      String base = groupName(index) + "." + step.name();
      Node single = run.find(base);
      String prefix = "steps." + step.name();
      if (single != null) {
        scope.put(prefix, new StepVariables(single, () -> core.declared(this, step), true));
        continue;
      }
      List<Node> looped = new ArrayList<>();
      for (String id : of.children) {
        Node child = run.byId(id);
        if (child != null && child.name.startsWith(base + "(")) {
          looped.add(child);
        }
      }
      StepVariables all = new StepVariables(of, () -> null, true);
      scope.put(prefix, new LoopVariables(all, looped));
    }
  }

  private void succeed() {
    Node last = lastGroup;
    setOutbound(last);
    try {
      run.outputs(node, core.outputs().of(template, scope));
      core.publish(node, template);
      finish(NodePhase.SUCCEEDED, "");
    } catch (CallException e) {
      finish(NodePhase.ERROR, String.valueOf(e.getMessage()));
    }
  }

  private void end(Node failedGroup) {
    setOutbound(failedGroup);
    finish(NodePhase.FAILED, failedGroup.message);
  }

  private void setOutbound(@Nullable Node last) {
    Set<String> ends = new LinkedHashSet<>();
    if (last != null) {
      for (String id : last.children) {
        Node child = run.byId(id);
        if (child != null) {
          ends.addAll(core.graph().outbound(child));
        }
      }
    }
    node.outboundNodes = ends;
  }

  private String groupName(int index) {
    return node.name + "[" + index + "]";
  }
}
