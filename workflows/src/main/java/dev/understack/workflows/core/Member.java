package dev.understack.workflows.core;

import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.LifecycleHook;
import dev.understack.model.workflow.StepSpec;
import dev.understack.model.workflow.TemplateTarget;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call inside a steps or DAG node with its hooks and exit handler. It is settled once the node
 * is done and so is everything that hangs on it.
 */
final class Member implements Node.NodeListener {
  private final RunCore core;
  private final Frame frame;
  private final PlannedStep planned;
  private final Owner owner;
  private final Map<String, Node> hooks = new LinkedHashMap<>();
  private @Nullable Node node;
  private boolean exitDecided;
  private boolean settled;

  /** Hears of a member. */
  interface Owner {
    /** The node was made: it takes its place in the graph. */
    void linked(Member member, Node node);

    /** The call was wrong; the node, if any, says so. */
    void failed(Member member, String message);

    /** Nothing more will happen to the member. */
    void settled(Member member);

    /** The node whose progress includes the member's. */
    Node container();
  }

  Member(RunCore core, Frame frame, PlannedStep planned, Owner owner) {
    this.core = core;
    this.frame = frame;
    this.planned = planned;
    this.owner = owner;
  }

  StepSpec step() {
    return planned.step();
  }

  String nodeName() {
    return planned.nodeName();
  }

  /** Null until the member has started. */
  @Nullable Node node() {
    return node;
  }

  /** Makes the node now or when there is a place for it; one that exists is taken up. */
  void start() {
    boolean known = core.run().find(planned.nodeName()) != null;
    if (planned.outcome() == PlannedStep.Outcome.RUN && !known) {
      core.run().admission().whenFree(frame, this::begin);
    } else {
      begin();
    }
  }

  private void begin() {
    RunState run = core.run();
    Node known = run.find(planned.nodeName());
    if (planned.outcome() == PlannedStep.Outcome.RUN
        || (known != null && known.type != NodeType.SKIPPED)) {
      call();
      return;
    }
    Node made = known;
    if (made == null) {
      boolean error = planned.outcome() == PlannedStep.Outcome.ERROR;
      NodePhase phase = error ? NodePhase.ERROR : NodePhase.SKIPPED;
      made = run.create(planned.nodeName(), NodeType.SKIPPED, phase, frame);
      Calls.named(made, step().target(), context(false, null));
      made.message = planned.message();
    } else {
      run.attach(made, frame);
    }
    node = made;
    owner.linked(this, made);
    if (planned.outcome() == PlannedStep.Outcome.ERROR) {
      owner.failed(this, planned.message());
    }
    run.later(() -> changed(java.util.Objects.requireNonNull(node)));
  }

  private void call() {
    RunState run = core.run();
    try {
      Node made =
          core.calls()
              .call(
                  planned.nodeName(),
                  step().target(),
                  step().arguments(),
                  context(false, owner.container()),
                  this);
      node = made;
      owner.linked(this, made);
      run.later(() -> changed(made));
    } catch (CallException e) {
      Node made = run.find(planned.nodeName());
      if (made != null) {
        node = made;
        owner.linked(this, made);
      }
      owner.failed(this, String.valueOf(e.getMessage()));
      if (made != null) {
        run.later(() -> changed(made));
      }
    }
  }

  @Override
  public void changed(Node changedNode) {
    if (settled || node == null) {
      return;
    }
    try {
      fireHooks(node);
      if (node.isDone() && !exitDecided) {
        exitDecided = true;
        exit(node);
      }
    } catch (CallException e) {
      owner.failed(this, String.valueOf(e.getMessage()));
    }
    if (node.isDone() && hooks.values().stream().allMatch(Node::isDone)) {
      settled = true;
      owner.settled(this);
    }
  }

  private void fireHooks(Node of) {
    for (Map.Entry<String, LifecycleHook> entry : step().hooks().entrySet()) {
      String name = of.name + ".hooks." + entry.getKey();
      if (entry.getKey().equals(LifecycleHook.EXIT) || hooks.containsKey(name)) {
        continue;
      }
      LifecycleHook hook = entry.getValue();
      if (core.run().find(name) != null || core.holds(hook.expression(), selfScope(of))) {
        Arguments arguments =
            of.outputs == null ? hook.arguments() : resolved(hook.arguments(), of);
        hang(name, hook.target(), arguments, of, false);
      }
    }
  }

  private void exit(Node of) {
    String name = of.name + ".onExit";
    LifecycleHook hook = step().hooks().get(LifecycleHook.EXIT);
    boolean wanted = hook != null || !step().onExit().isEmpty();
    if (!wanted || !of.phase.isCompleted() || core.shutdown().isTerminate()) {
      return;
    }
    if (hook == null) {
      TemplateTarget target = TemplateTarget.named(step().onExit());
      hang(name, target, core.workflowArguments(), of, true);
      return;
    }
    boolean known = core.run().find(name) != null;
    if (known || hook.expression().isEmpty() || core.holds(hook.expression(), selfScope(of))) {
      Arguments arguments =
          hook.arguments().isEmpty() ? core.workflowArguments() : resolved(hook.arguments(), of);
      hang(name, hook.target(), arguments, of, true);
    }
  }

  /** Starts a hook; it waits for nobody. */
  private void hang(
      String name, TemplateTarget target, Arguments arguments, Node of, boolean exit) {
    Node hook = core.calls().call(name, target, arguments, context(exit, null), this);
    hook.hooked = true;
    hooks.put(name, hook);
    core.run().child(of, hook);
  }

  private CallContext context(boolean exit, @Nullable Node container) {
    boolean hook = container == null;
    return new CallContext(
        frame,
        frame.templates,
        step().name(),
        frame.context.exiting() || exit,
        hook,
        frame.context.depth() + 1,
        frame.wantsResult(step().name()),
        container);
  }

  private Scope selfScope(Node of) {
    Scope scope = new Scope(frame.scope);
    scope.put(frame.prefix() + "." + step().name(), new StepVariables(of, () -> null, false));
    return scope;
  }

  private Arguments resolved(Arguments arguments, Node of) {
    return core.resolveLeniently(arguments, selfScope(of));
  }
}
