package dev.understack.workflows.core;

import dev.understack.model.KubeObject;
import dev.understack.model.workflow.Arguments;
import dev.understack.model.workflow.Artifact;
import dev.understack.model.workflow.ConfigMapKey;
import dev.understack.model.workflow.Parameter;
import dev.understack.model.workflow.TemplateSpec;
import dev.understack.model.workflow.ValueFrom;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives the inputs of a template the values that the caller, the template or a ConfigMap has. */
final class InputBinding {
  private static final String LABEL = "workflows.argoproj.io/configmap-type";
  private final String namespace;
  private final Outside outside;
  private final Languages languages;
  private final Scope globals;

  InputBinding(String namespace, Outside outside, Languages languages, Scope globals) {
    this.namespace = namespace;
    this.outside = outside;
    this.languages = languages;
    this.globals = globals;
  }

  /** The inputs in Argo's shape, each parameter with a value. */
  ObjectNode bind(TemplateSpec template, Arguments arguments) {
    ObjectNode inputs = JsonNodeFactory.instance.objectNode();
    if (!template.inputs().parameters().isEmpty()) {
      ArrayNode parameters = inputs.putArray("parameters");
      for (Parameter input : template.inputs().parameters()) {
        Parameter argument = parameter(arguments, input.name());
        ObjectNode bound = parameters.addObject().put("name", input.name());
        bound.put("value", value(input, argument));
        if (input.choices() != null) {
          ArrayNode choices = bound.putArray("enum");
          input.choices().forEach(choices::add);
        }
        if (input.defaultValue() != null) {
          bound.put("default", input.defaultValue());
        }
      }
    }
    if (!template.inputs().artifacts().isEmpty()) {
      ArrayNode artifacts = inputs.putArray("artifacts");
      template
          .inputs()
          .artifacts()
          .forEach(input -> artifact(input, arguments).ifPresent(artifacts::add));
    }
    return inputs;
  }

  private String value(Parameter input, @Nullable Parameter argument) {
    String value = input.defaultValue();
    if (argument != null) {
      value = argument.value() != null ? argument.value() : orElse(argument.defaultValue(), value);
    }
    if (input.value() != null) {
      value = input.value();
    }
    value = orElse(fromConfigMap(argument), value);
    value = orElse(fromConfigMap(input), value);
    if (value == null) {
      boolean absent = argument != null && argument.valueFrom() == null;
      throw new CallException(
          "inputs.parameters."
              + input.name()
              + " was not supplied"
              + (absent ? ": its argument is an absent optional" : ""));
    }
    return value;
  }

  private @Nullable String fromConfigMap(@Nullable Parameter parameter) {
    return parameter == null || parameter.valueFrom() == null
        ? null
        : configMapValue(parameter.valueFrom());
  }

  /** The value that a parameter takes from a ConfigMap; null when it names none. */
  @Nullable String configMapValue(ValueFrom from) {
    ConfigMapKey key = from.configMapKey();
    if (key == null) {
      return null;
    }
    Substitution tags = Substitution.strict(globals, languages);
    String name = tags.text(key.name());
    String field = tags.text(key.key());
    Optional<KubeObject> map = outside.configMap(namespace, name);
    if (map.isEmpty()) {
      return orFail(
          from.defaultValue(),
          "ConfigMap '"
              + name
              + "' does not exist. Please make sure it has the label "
              + LABEL
              + ": Parameter to be detectable by the controller");
    }
    if (!"Parameter".equals(map.get().labels().get(LABEL))) {
      throw new CallException(
          "ConfigMap '"
              + name
              + "' needs to have the label "
              + LABEL
              + ": Parameter to load parameters");
    }
    JsonNode value = map.get().tree().path("data").path(field);
    return value.isString()
        ? value.stringValue()
        : orFail(
            from.defaultValue(), "ConfigMap '" + name + "' does not have the key '" + field + "'");
  }

  private Optional<ObjectNode> artifact(Artifact input, Arguments arguments) {
    Artifact argument =
        arguments.artifacts().stream()
            .filter(candidate -> candidate.name().equals(input.name()))
            .findFirst()
            .orElse(null);
    ObjectNode bound = (argument == null ? input : argument).tree().deepCopy();
    for (String own : new String[] {"path", "mode", "recurseMode", "optional"}) {
      if (input.tree().has(own)) {
        bound.set(own, input.tree().get(own));
      }
    }
    bound.put("name", input.name());
    boolean located = Artifact.LOCATIONS.stream().anyMatch(bound::has);
    if (located) {
      return Optional.of(bound);
    }
    boolean optional = input.optional() || (argument != null && argument.optional());
    if (optional) {
      return Optional.empty();
    }
    String what = "inputs.artifacts." + input.name();
    throw new CallException(
        argument == null ? what + " was not supplied" : what + " missing location information");
  }

  private static @Nullable Parameter parameter(Arguments arguments, String name) {
    for (Parameter candidate : arguments.parameters()) {
      if (candidate.name().equals(name)) {
        return candidate;
      }
    }
    return null;
  }

  private static @Nullable String orElse(@Nullable String first, @Nullable String second) {
    return first != null ? first : second;
  }

  private static String orFail(@Nullable String value, String message) {
    if (value == null) {
      throw new CallException(message);
    }
    return value;
  }
}
