package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.TemplateTarget;
import dev.understack.model.workflow.TemplateType;
import dev.understack.workflows.core.TemplateLibrary.Resolved;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes templates ready to run: finds them, binds their inputs, substitutes their tags. */
final class Bodies {
  static final String DISPLAY_NAME_KEY = "workflows.argoproj.io/display-name";
  private static final int DEEPEST = 100;
  private static final Pattern DISPLAY_NAME =
      Pattern.compile("^[a-zA-Z0-9][a-zA-Z0-9-.]{0,61}[a-zA-Z0-9]$");
  private final RunCore core;

  Bodies(RunCore core) {
    this.core = core;
  }

  /** The body of a node that was stored, with the inputs that it was given. */
  Body restored(Node node, TemplateTarget target, CallContext context) {
    Resolved resolved = core.library().resolve(context.templates(), target, context.caller());
    ObjectNode inputs = node.inputs == null ? core.emptyObject() : node.inputs;
    return substituted(node.name, resolved, inputs, context);
  }

  /**
   * The body of a new call.
   *
   * @throws CallException when there is no such template or an input has no value
   */
  Body of(String name, TemplateTarget target, Arguments arguments, CallContext context) {
    if (context.depth() > DEEPEST) {
      throw new CallException(
          "Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/latest/"
              + "scaling/#maximum-recursion-depth");
    }
    Resolved resolved = core.library().resolve(context.templates(), target, context.caller());
    ObjectNode inputs = core.inputs().bind(resolved.template(), arguments);
    Body body = substituted(name, resolved, inputs, context);
    String shown = body.template().annotations().get(DISPLAY_NAME_KEY);
    if (body.template().type().isEmpty()) {
      throw new CallException("Template '" + body.template().name() + "' missing specification");
    }
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
    if (pod && core.retry(template) == null) {
      locals.put("pod.name", NodeNames.podName(core.run().workflow, name, template.name()));
    }
    paths(template, locals);
    ObjectNode tree = Calls.shallow(template.tree());
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
      scope.put("inputs.parameters", Json.write(inputs.path("parameters")));
    }
    for (JsonNode artifact : inputs.path("artifacts")) {
      scope.put("inputs.artifacts." + artifact.path("name").asString(""), artifact);
    }
    return scope;
  }
}
