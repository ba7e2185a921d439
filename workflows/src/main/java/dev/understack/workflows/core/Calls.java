package dev.understack.workflows.core;

import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.TemplateType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Calls templates: finds the template, binds inputs, substitutes tags, and makes the node. */
final class Calls {
  private final RunCore core;
  private final RunState run;

  Calls(RunCore core) {
    this.core = core;
    this.run = core.run();
  }

  /**
   * Calls a template, or takes up the node that an earlier call made.
   *
   * @throws CallException when the call itself is wrong; a node says so then
   */
  Node call(
      String name,
      TemplateTarget target,
      Arguments arguments,
      CallContext context,
      Node.NodeListener listener) {
    Node known = run.find(name);
    if (known != null) {
      return takeUp(known, context, listener);
    }
    Body body;
    Memo.Lookup memo;
    try {
      body = core.bodies().of(name, target, arguments, context);
      memo = core.memo().look(body.template());
    } catch (CallException e) {
      errorNode(name, target, context, String.valueOf(e.getMessage()), listener);
      throw e;
    }
    return memo.hit() == null
        ? make(name, body, target, memo, listener)
        : remembered(name, body, target, memo, listener);
  }

  /** A node that says why a call could not be made. */
  Node errorNode(
      String name,
      TemplateTarget target,
      CallContext context,
      String message,
      Node.@Nullable NodeListener listener) {
    Node node = run.create(name, NodeType.SKIPPED, NodePhase.ERROR, context.frame());
    named(node, target, context);
    node.hooked = context.hooked();
    node.message = message;
    node.listener = listener;
    return node;
  }

  /** Who called what, as NodeStatus says it. */
  static void named(Node node, TemplateTarget target, CallContext context) {
    node.templateName = target.ref() == null ? target.template() : "";
    node.templateRef = target.ref();
    node.templateScope = context.templates().toString();
  }

  /** Makes the node of a body, inside a retry node when the template is retried. */
  private Node make(
      String name, Body body, TemplateTarget target, Memo.Lookup memo, Node.NodeListener listener) {
    RetryStrategy retry = core.retry(body.template());
    boolean locked = body.template().synchronization() != null;
    boolean leaf = body.template().type().filter(TemplateType::isExecuted).isPresent();
    Node node;
    if (retry == null && (leaf || !locked)) {
      node = makeOne(name, body, target, listener);
    } else {
      NodeType type = retry == null ? type(body) : NodeType.RETRY;
      NodePhase phase = locked ? NodePhase.PENDING : NodePhase.RUNNING;
      node = prepared(name, type, phase, body, target, listener);
      begin(node, body, target);
    }
    if (memo.status() != null) {
      node.memoization = memo.status();
    }
    return node;
  }

  /** Starts a composite node once it has its locks. */
  private void begin(Node node, Body body, TemplateTarget target) {
    core.locks()
        .acquire(
            node,
            body,
            () -> {
              if (node.phase == NodePhase.PENDING) {
                run.phase(node, NodePhase.RUNNING, "");
              }
              work(node, body, target);
            });
  }

  private Node remembered(
      String name, Body body, TemplateTarget target, Memo.Lookup memo, Node.NodeListener listener) {
    Node node = prepared(name, type(body), NodePhase.SUCCEEDED, body, target, listener);
    node.startedAt = null;
    node.memoization = memo.status();
    run.outputs(node, memo.hit());
    core.publish(node, body.template());
    return node;
  }

  private static NodeType type(Body body) {
    return switch (body.template().type().orElseThrow()) {
      case STEPS -> NodeType.STEPS;
      case DAG -> NodeType.DAG;
      case SUSPEND -> NodeType.SUSPEND;
      case HTTP -> NodeType.HTTP;
      case PLUGIN -> NodeType.PLUGIN;
      case CONTAINER, CONTAINER_SET, SCRIPT, RESOURCE, DATA -> NodeType.POD;
    };
  }

  /** Makes the node of one attempt. */
  Node makeOne(String name, Body body, TemplateTarget target, Node.NodeListener listener) {
    if (body.template().type().filter(TemplateType::isExecuted).isPresent()) {
      return core.leaves().create(name, type(body), body, target, listener);
    }
    Node node = prepared(name, type(body), NodePhase.RUNNING, body, target, listener);
    work(node, body, target);
    return node;
  }

  /** A node with what is known of its call. */
  Node prepared(
      String name,
      NodeType type,
      NodePhase phase,
      Body body,
      TemplateTarget target,
      Node.NodeListener listener) {
    Node node = run.create(name, type, phase, body.context().frame());
    named(node, target, body.context());
    node.hooked = body.context().hooked();
    node.listener = listener;
    ObjectNode inputs = inputs(body.template());
    node.inputs = inputs.isEmpty() ? null : inputs;
    String shown = body.template().annotations().get(Bodies.DISPLAY_NAME_KEY);
    if (shown != null) {
      node.displayName = shown;
    }
    if (body.context().container() != null) {
      run.contain(body.context().container(), node);
    }
    return node;
  }

  private void work(Node node, Body body, TemplateTarget target) {
    Activity activity =
        switch (node.type) {
          case STEPS -> new StepsActivity(core, node, body);
          case DAG -> new DagActivity(core, node, body);
          case RETRY ->
              new RetryActivity(
                  core, node, body, target, Objects.requireNonNull(core.retry(body.template())));
          default -> new SuspendActivity(core, node, body);
        };
    activity.begin();
  }

  private Node takeUp(Node node, CallContext context, Node.NodeListener listener) {
    run.attach(node, context.frame());
    node.container = context.container();
    if (node.phase.isFulfilled()) {
      core.account(node);
      return node;
    }
    node.listener = listener;
    TemplateTarget target = target(node, context);
    Body body = core.bodies().restored(node, target, context);
    takeUpOne(node, body, target);
    return node;
  }

  /** Goes on with a node that was stored before it ended. */
  void takeUpOne(Node node, Body body, TemplateTarget target) {
    if (node.type.isLeaf()) {
      core.account(node);
      core.leaves().takeUp(node, body);
      return;
    }
    if (node.type.isExecutable()) {
      core.account(node);
    } else {
      node.progress = Progress.NONE;
    }
    if (node.phase == NodePhase.PENDING) {
      begin(node, body, target);
    } else {
      core.locks().reclaim(node, body);
      work(node, body, target);
    }
  }

  private TemplateTarget target(Node node, CallContext context) {
    if (node.templateRef == null && node.templateName.isEmpty()) {
      String key = node.templateScope + "/inline/" + context.caller();
      return new TemplateTarget("", null, core.library().stored().get(key));
    }
    return new TemplateTarget(node.templateName, node.templateRef, null);
  }

  private static ObjectNode inputs(dev.understack.model.workflow.TemplateSpec template) {
    return template.tree().get("inputs") instanceof ObjectNode inputs
        ? inputs
        : template.tree().objectNode();
  }

  /** A copy of the object itself; what it holds is shared. */
  static ObjectNode shallow(ObjectNode tree) {
    ObjectNode copy = tree.objectNode();
    tree.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
    return copy;
  }
}
