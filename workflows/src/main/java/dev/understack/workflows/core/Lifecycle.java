package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.LifecycleHook;
import dev.understack.model.workflow.Synchronization;
import dev.understack.model.workflow.TemplateTarget;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The course of a run: locks, entrypoint, hooks, exit handler, end. */
final class Lifecycle implements Node.NodeListener {
  private final RunCore core;
  private final RunState run;
  private final RunStatus status;
  private final Map<String, Node> hooks = new LinkedHashMap<>();
  private @Nullable Node root;
  private @Nullable Node exit;
  private boolean rootSettled;

  Lifecycle(RunCore core, RunStatus status) {
    this.core = core;
    this.run = core.run();
    this.status = status;
  }

  /** Starts the entrypoint once the locks of the run are held; goes on from nodes that exist. */
  void begin() {
    Synchronization locks = core.spec().synchronization();
    if (locks == null) {
      enter();
      return;
    }
    try {
      if (run.find(run.workflow) != null) {
        core.locks().reclaim(holder(), core.locks().requests(locks));
        enter();
      } else {
        status.waiting("");
        core.locks().ask(holder(), core.locks().requests(locks), this::enter);
      }
    } catch (CallException e) {
      finish(RunPhase.FAILED, "Failed to acquire the synchronization lock. " + e.getMessage());
    }
  }

  private String holder() {
    return core.namespace() + "/" + run.workflow;
  }

  private void enter() {
    status.running();
    Long seconds = core.spec().activeDeadlineSeconds();
    core.deadlineIn(seconds);
    CallContext context = context(false, true);
    try {
      Node known = run.find(run.workflow);
      if (known == null) {
        run.admission().whenFree(null, () -> call(context));
      } else {
        call(context);
      }
    } catch (CallException e) {
      fail(e);
    }
  }

  private void call(CallContext context) {
    try {
      Node made =
          core.calls()
              .call(
                  run.workflow,
                  TemplateTarget.named(core.spec().entrypoint()),
                  core.workflowArguments(),
                  context,
                  this);
      root = made;
      run.later(() -> changed(made));
    } catch (CallException e) {
      fail(e);
    }
  }

  private void fail(CallException e) {
    finish(RunPhase.ERROR, "error in entry template execution: " + e.getMessage());
  }

  @Override
  public void changed(Node changed) {
    Node entry = root;
    if (entry == null || status.phase().isFinished()) {
      return;
    }
    try {
      if (entry.isDone()) {
        core.globals().put("workflow.status", RunPhase.of(entry.phase).text());
        if (!rootSettled) {
          rootSettled = true;
          core.globals().put("workflow.failures", failures());
          duration();
        }
      }
      fireHooks(entry);
    } catch (CallException e) {
      finish(RunPhase.ERROR, String.valueOf(e.getMessage()));
      return;
    }
    if (entry.isDone() && hooks.values().stream().allMatch(Node::isDone)) {
      leave(entry);
    }
  }

  private void fireHooks(Node entry) {
    for (Map.Entry<String, LifecycleHook> hook : core.spec().hooks().entrySet()) {
      String name = run.workflow + ".hooks." + hook.getKey();
      if (hook.getKey().equals(LifecycleHook.EXIT) || hooks.containsKey(name)) {
        continue;
      }
      if (run.find(name) != null || core.holds(hook.getValue().expression(), core.globals())) {
        Arguments given = core.resolveLeniently(hook.getValue().arguments(), core.globals());
        Node made =
            core.calls().call(name, hook.getValue().target(), given, context(false, false), this);
        made.hooked = true;
        hooks.put(name, made);
        run.child(entry, made);
        run.later(() -> changed(made));
      }
    }
  }

  private void leave(Node entry) {
    LifecycleHook hook = core.spec().hooks().get(LifecycleHook.EXIT);
    boolean wanted = hook != null || !core.spec().onExit().isEmpty();
    if (wanted && exit == null && !core.shutdown().isTerminate()) {
      startExit(hook);
      return;
    }
    if (exit == null || exit.isDone()) {
      core.leaves().stopRootDaemons();
      complete(entry);
    }
  }

  private void startExit(@Nullable LifecycleHook hook) {
    boolean byName = !core.spec().onExit().isEmpty();
    TemplateTarget target =
        byName ? TemplateTarget.named(core.spec().onExit()) : Objects.requireNonNull(hook).target();
    Arguments arguments =
        byName || Objects.requireNonNull(hook).arguments().isEmpty()
            ? core.workflowArguments()
            : core.resolveLeniently(hook.arguments(), core.globals());
    try {
      Node made =
          core.calls()
              .call(run.workflow + ".onExit", target, arguments, context(true, false), this);
      made.hooked = true;
      exit = made;
      run.later(() -> changed(made));
    } catch (CallException e) {
      finish(RunPhase.ERROR, "error in exit template execution : " + e.getMessage());
    }
  }

  private void complete(Node entry) {
    RunPhase phase = RunPhase.of(entry.phase);
    String message = entry.phase.isBad() ? entry.message : "";
    if (phase == RunPhase.SUCCEEDED && exit != null && exit.phase.isBad()) {
      phase = RunPhase.of(exit.phase);
      message = exit.message;
    }
    if (core.shutdown().isActive() && phase != RunPhase.SUCCEEDED) {
      message = "Stopped with strategy '" + core.shutdown().text() + "'";
    }
    finish(phase, message);
  }

  /** Ends the run; what still runs is stopped. */
  void finish(RunPhase phase, String message) {
    core.leaves()
        .open()
        .keySet()
        .forEach(leaf -> core.leaves().stop(leaf, NodePhase.FAILED, "workflow has ended"));
    if (core.spec().synchronization() != null) {
      core.locks().release(holder());
    }
    if (phase == RunPhase.ERROR && root != null && !root.phase.isFulfilled()) {
      run.phase(root, NodePhase.ERROR, "Workflow operation error");
    }
    status.finish(phase, message, run.now);
  }

  private CallContext context(boolean exiting, boolean entry) {
    return new CallContext(
        null, TemplateScope.local(run.workflow), "", exiting, !entry, 0, false, null);
  }

  private void duration() {
    Instant start = status.startedAt();
    if (start != null) {
      core.globals().put("workflow.duration", Durations.seconds(Duration.between(start, run.now)));
    }
  }

  /** Every failed node as JSON, and that as a quoted text, as Argo gives it. */
  private String failures() {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (Node node : run.nodes()) {
      if (node.phase.isBad()) {
        ObjectNode failure = list.addObject();
        failure.put("displayName", node.displayName).put("message", node.message);
        failure.put("templateName", node.templateName).put("phase", node.phase.text());
        failure.put("podName", NodeNames.podName(run.workflow, node.name, node.templateName));
        if (node.finishedAt != null) {
          failure.put("finishedAt", NodeStatus.time(node.finishedAt));
        }
      }
    }
    String json = list.isEmpty() ? "null" : Json.write(list);
    return Json.write(JsonNodeFactory.instance.stringNode(json));
  }
}
