package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.List;

/**
 * A filter by a boolean expression.
 *
 * @param expression govaluate text over the names of {@code fields}
 * @param fields the values that it may use
 */
public record ExpressionFilter(String expression, List<Field> fields) {

  public ExpressionFilter {
    fields = List.copyOf(fields);
  }

  /**
   * A value of the data under a name.
   *
   * @param path gjson path
   */
  public record Field(String name, String path) {}

  static ExpressionFilter read(Fields f, UnknownFields unknown) {
    List<Field> fields =
        f.list(
            "fields",
            field -> {
              if (field.text("path").isEmpty() || field.text("name").isEmpty()) {
                field.fault("", "fields name and path must be not empty");
              }
              unknown.check(field);
              return new Field(field.text("name"), field.text("path"));
            });
    ExpressionFilter result = new ExpressionFilter(f.text("expr"), fields);
    if (result.expression.isEmpty() || fields.isEmpty()) {
      f.fault("", "one of expr filters is not valid (expr and fields must be not empty)");
    }
    unknown.check(f);
    return result;
  }
}
