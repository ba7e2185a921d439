package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.List;

/**
 * A filter by one value of the data: it passes as soon as one of {@code values} compares well.
 *
 * @param path gjson path
 * @param type {@code string}, {@code number} or {@code bool}; other texts are an error at run time
 * @param values regular expressions for text, else numbers or booleans as text
 * @param template Go template that is applied to the value first; empty for none
 */
public record DataFilter(
    String path, String type, List<String> values, Comparator comparator, String template) {

  public DataFilter {
    values = List.copyOf(values);
  }

  static DataFilter read(Fields f, UnknownFields unknown) {
    DataFilter result =
        new DataFilter(
            f.text("path"),
            f.text("type"),
            f.texts("value"),
            Comparator.read(f, "comparator"),
            f.text("template"));
    if (result.path.isEmpty() || result.type.isEmpty() || result.values.isEmpty()) {
      f.fault("", "one of data filters is not valid (type, path and value must be not empty)");
    }
    if (result.values.contains("")) {
      f.fault("value", "one of data filters is not valid (value must be not empty)");
    }
    unknown.check(f);
    return result;
  }
}
