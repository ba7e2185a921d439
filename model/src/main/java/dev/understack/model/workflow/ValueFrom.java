package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of a parameter comes from. At most one source besides the default is meant to be
 * set; the validation says so when it is not.
 *
 * @param path file in the container; empty when not given, as every other text here
 * @param jsonPath kubectl JSONPath over the object of a resource template
 * @param jqFilter jq filter over the object of a resource template
 * @param parameter a single tag, in outputs of steps and DAG templates
 * @param expression an expr expression
 * @param event an expr expression over an event, in event bindings
 * @param supplied set later by a person or a program
 * @param configMapKey a key of a ConfigMap
 * @param defaultValue used when the source has nothing
 */
public record ValueFrom(
    String path,
    String jsonPath,
    String jqFilter,
    String parameter,
    String expression,
    String event,
    boolean supplied,
    @Nullable ConfigMapKey configMapKey,
    @Nullable String defaultValue) {

  static ValueFrom read(Fields fields) {
    boolean supplied = fields.object("supplied").isPresent();
    ValueFrom from =
        new ValueFrom(
            fields.text("path"),
            fields.text("jsonPath"),
            fields.text("jqFilter"),
            fields.text("parameter"),
            fields.text("expression"),
            fields.text("event"),
            supplied,
            fields.read("configMapKeyRef", ConfigMapKey::read),
            AnyText.in(fields, "default"));
    fields.rejectUnknown();
    return from;
  }

  /** The names of the sources that are given, the default aside. */
  public List<String> sources() {
    List<String> given = new ArrayList<>();
    note(given, "path", !path.isEmpty());
    note(given, "jsonPath", !jsonPath.isEmpty());
    note(given, "jqFilter", !jqFilter.isEmpty());
    note(given, "parameter", !parameter.isEmpty());
    note(given, "expression", !expression.isEmpty());
    note(given, "event", !event.isEmpty());
    note(given, "supplied", supplied);
    note(given, "configMapKeyRef", configMapKey != null);
    return given;
  }

  private static void note(List<String> given, String name, boolean present) {
    if (present) {
      given.add(name);
    }
  }
}
