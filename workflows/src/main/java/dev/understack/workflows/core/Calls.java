package dev.understack.workflows.core;

import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.RetryStrategy;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.TemplateType;
import dev.understack.workflows.core.TemplateLibrary.Resolved;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Calls templates: finds the template, binds inputs, substitutes tags, and makes the node. */
final class Calls {
  private static final int DEEPEST = 100;
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$");
  private static final String DISPLAY_NAME_KEY = "workflows.argoproj.io/display-name";
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
    try {
      body = body(name, target, arguments, context);
    } catch (CallException e) {
      errorNode(name, target, context, String.valueOf(e.getMessage()), listener);
      throw e;
    }
    return make(name, body, target, listener);
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
  private Node make(String name, Body body, TemplateTarget target, Node.NodeListener listener) {
    RetryStrategy retry = retry(body.template());
    Node node;
    if (retry != null) {
      node = prepared(name, NodeType.RETRY, NodePhase.RUNNING, body, target, listener);
      new RetryActivity(core, node, body, target, retry).begin();
    } else {
      node = makeOne(name, body, target, listener);
    }
    return node;
  }

  /** Makes the node of one attempt. */
  Node makeOne(String name, Body body, TemplateTarget target, Node.NodeListener listener) {
    TemplateType type =
        body.template()
            .type()
            .orElseThrow(() ->
                new CallException(
                    "Template '" + body.template().name() + "' missing specification"));
    if (type.isExecuted()) {
      return core.leaves().create(name, body, target, listener);
    }
    NodeType nodeType =
        switch (type) {
          case STEPS -> NodeType.STEPS;
          case DAG -> NodeType.DAG;
          default -> NodeType.SUSPEND;
        };
    Node node = prepared(name, nodeType, NodePhase.RUNNING, body, target, listener);
    work(node, body);
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
    String shown = body.template().annotations().get(DISPLAY_NAME_KEY);
    if (shown != null) {
      node.displayName = shown;
    }
    if (body.context().container() != null) {
      run.contain(body.context().container(), node);
    }
    return node;
  }

  private void work(Node node, Body body) {
    Activity activity =
        switch (node.type) {
          case STEPS -> new StepsActivity(core, node, body);
          case DAG -> new DagActivity(core, node, body);
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
    Body body = restored(node, target, context);
    if (node.type == NodeType.RETRY) {
      node.progress = Progress.NONE;
      RetryStrategy retry = retry(body.template());
      new RetryActivity(core, node, body, target, java.util.Objects.requireNonNull(retry)).begin();
    } else {
      takeUpOne(node, body);
    }
    return node;
  }

  /** Goes on with a node that was stored before it ended. */
  void takeUpOne(Node node, Body body) {
    if (node.type.isLeaf()) {
      core.account(node);
      core.leaves().takeUp(node, body);
    } else {
      if (node.type.isExecutable()) {
        core.account(node);
      } else {
        node.progress = Progress.NONE;
      }
      work(node, body);
    }
  }

  private TemplateTarget target(Node node, CallContext context) {
    if (node.templateRef == null && node.templateName.isEmpty()) {
      String key = node.templateScope + "/inline/" + context.caller();
      return new TemplateTarget("", null, core.library().stored().get(key));
    }
    return new TemplateTarget(node.templateName, node.templateRef, null);
  }

  private Body restored(Node node, TemplateTarget target, CallContext context) {
    Resolved resolved = core.library().resolve(context.templates(), target, context.caller());
    ObjectNode inputs = node.inputs == null ? core.emptyObject() : node.inputs;
    return substituted(node.name, resolved, inputs, context);
  }

  private Body body(String name, TemplateTarget target, Arguments arguments, CallContext context) {
    if (context.depth() > DEEPEST) {
      throw new CallException(
          "Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/latest/"
              + "scaling/#maximum-recursion-depth");
    }
    Resolved resolved = core.library().resolve(context.templates(), target, context.caller());
    ObjectNode inputs = core.inputs().bind(resolved.template(), arguments);
    Body body = substituted(name, resolved, inputs, context);
    String shown = body.template().annotations().get(DISPLAY_NAME_KEY);
    if (shown != null && !DISPLAY_NAME.matcher(shown).matches()) {
      throw new CallException("displayName must match the regex " + DISPLAY_NAME.pattern());
    }
    return body;
  }

  private Body substituted(String name, Resolved resolved, ObjectNode inputs, CallContext context) {
    TemplateSpec template = resolved.template();
    Scope locals = new Scope(core.globals()).put("node.name", name);
    if (!context.prefix().isEmpty()) {
      locals.put(context.prefix() + ".name", context.caller());
    }
    boolean pod = template.type().map(TemplateType::isPod).orElse(false);
    if (pod && retry(template) == null) {
      locals.put("pod.name", NodeNames.podName(run.workflow, name, template.name()));
    }
    paths(template, locals);
    ObjectNode tree = shallow(template.tree());
    if (!inputs.isEmpty()) {
      tree.set("inputs", inputs);
    }
    ObjectNode first = Substitution.lenient(locals, core.languages()).object(tree);
    Scope scope = inputScope(locals, first.path("inputs"));
    ObjectNode second = Substitution.lenient(scope, core.languages()).object(first);
    Scope bound = inputScope(locals, second.path("inputs"));
    try {
      return new Body(TemplateSpec.of(second), resolved.scope(), context, bound);
    } catch (IllegalArgumentException e) {
      throw new CallException(String.valueOf(e.getMessage()));
    }
  }

  private static void paths(TemplateSpec template, Scope scope) {
    template.inputs().artifacts().stream()
        .filter(artifact -> !artifact.path().isEmpty())
        .forEach(a -> scope.put("inputs.artifacts." + a.name() + ".path", a.path()));
    template.outputs().artifacts().stream()
        .filter(artifact -> !artifact.path().isEmpty())
        .forEach(a -> scope.put("outputs.artifacts." + a.name() + ".path", a.path()));
    template
        .outputs()
        .parameters()
        .forEach(p -> {
          if (p.valueFrom() != null && !p.valueFrom().path().isEmpty()) {
            scope.put("outputs.parameters." + p.name() + ".path", p.valueFrom().path());
          }
        });
  }

  private static Scope inputScope(Scope outer, JsonNode inputs) {
    Scope scope = new Scope(outer);
    if (inputs.has("parameters")) {
      for (JsonNode parameter : inputs.path("parameters")) {
        scope.put(
            "inputs.parameters." + parameter.path("name").asString(""),
            parameter.path("value").asString(""));
      }
      scope.put("inputs.parameters", dev.understack.model.Json.write(inputs.path("parameters")));
    }
    for (JsonNode artifact : inputs.path("artifacts")) {
      scope.put("inputs.artifacts." + artifact.path("name").asString(""), artifact);
    }
    return scope;
  }

  private @Nullable RetryStrategy retry(TemplateSpec template) {
    return template.retryStrategy() != null
        ? template.retryStrategy()
        : core.spec().retryStrategy();
  }

  private static ObjectNode inputs(TemplateSpec template) {
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
