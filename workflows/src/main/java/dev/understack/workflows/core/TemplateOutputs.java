package dev.understack.workflows.core;

import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.ValueFrom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The outputs of steps and DAG templates: taken from what their members gave. */
final class TemplateOutputs {
  private static final Pattern TAG = Pattern.compile("^\\s*\\{\\{\\s*([^=}][^}]*?)\\s*\\}\\}\\s*$");
  private final Languages languages;
  private final ArtifactReferences artifacts;

  TemplateOutputs(Languages languages) {
    this.languages = languages;
    this.artifacts = new ArtifactReferences(languages);
  }

  /**
   * The outputs in Argo's shape.
   *
   * @throws CallException when one cannot be had and has no default
   */
  ObjectNode of(TemplateSpec template, Scope scope) {
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    if (!template.outputs().parameters().isEmpty()) {
      ArrayNode list = outputs.putArray("parameters");
      for (Parameter parameter : template.outputs().parameters()) {
        ObjectNode output = list.addObject().put("name", parameter.name());
        output.put("value", value(parameter, scope));
        if (!parameter.globalName().isEmpty()) {
          output.put("globalName", parameter.globalName());
        }
      }
    }
    if (!template.outputs().artifacts().isEmpty()) {
      ArrayNode list = outputs.putArray("artifacts");
      for (Artifact artifact : template.outputs().artifacts()) {
        artifacts.resolve(artifact, scope).ifPresent(list::add);
      }
    }
    return outputs;
  }

  private String value(Parameter parameter, Scope scope) {
    ValueFrom from = parameter.valueFrom();
    if (from == null) {
      String literal = parameter.value();
      return literal == null ? "" : Substitution.strict(scope, languages).text(literal);
    }
    String found =
        from.expression().isEmpty()
            ? byReference(parameter, from, scope)
            : byExpression(from, scope);
    if (found != null) {
      return found;
    }
    if (from.defaultValue() != null) {
      return from.defaultValue();
    }
    throw new CallException(
        from.expression().isEmpty()
            ? "output parameter \""
                + parameter.name()
                + "\": \""
                + from.parameter()
                + "\" is an absent optional or could not be resolved"
            : "failed to evaluate expression \"" + from.expression() + "\": it has no value");
  }

  private static @Nullable String byReference(Parameter parameter, ValueFrom from, Scope scope) {
    Matcher tag = TAG.matcher(from.parameter());
    if (!tag.matches()) {
      return from.parameter().isEmpty() ? null : from.parameter();
    }
    Object value = scope.find(tag.group(1));
    if (value == null && from.defaultValue() == null) {
      throw new CallException(
          "output parameter \"" + parameter.name() + "\": unable to resolve " + from.parameter());
    }
    return value instanceof String text ? text : null;
  }

  private @Nullable String byExpression(ValueFrom from, Scope scope) {
    String expression = from.expression();
    try {
      Object value = languages.expression(expression, Environment.of(scope, expression));
      return switch (value) {
        case null -> null;
        case String text -> text;
        default -> languages.json(value);
      };
    } catch (CallException e) {
      if (from.defaultValue() != null) {
        return null;
      }
      throw new CallException(
          "failed to evaluate expression \"" + expression + "\": " + e.getMessage());
    }
  }
}
