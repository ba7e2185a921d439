package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A parameter of a workflow, a template or a step.
 *
 * @param name its name
 * @param value literal value; null when not given
 * @param defaultValue value used when nobody gives one; null when not given
 * @param valueFrom where the value comes from; null when not given
 * @param globalName name under which an output is published for the whole run; may be empty
 * @param choices allowed values; null when not restricted
 */
public record Parameter(
    String name,
    @Nullable String value,
    @Nullable String defaultValue,
    @Nullable ValueFrom valueFrom,
    String globalName,
    @Nullable List<String> choices) {

  static Parameter read(Fields fields) {
    Parameter parameter =
        new Parameter(
            fields.text("name"),
            AnyText.in(fields, "value"),
            AnyText.in(fields, "default"),
            fields.read("valueFrom", ValueFrom::read),
            fields.text("globalName"),
            fields.has("enum") ? texts(fields) : null);
    fields.known("description").rejectUnknown();
    return parameter;
  }

  /** Whether a value can come from the parameter itself. */
  public boolean hasSource() {
    return value != null || defaultValue != null || valueFrom != null;
  }

  private static List<String> texts(Fields fields) {
    List<String> all = new ArrayList<>();
    for (JsonNode item : fields.array("enum")) {
      if (item.isContainer()) {
        fields.fault("enum", "expected texts, found " + Fields.kindOf(item));
      } else {
        all.add(AnyText.of(item));
      }
    }
    return List.copyOf(all);
  }
}
