package dev.understack.model.workflow;

import dev.understack.model.Fields;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Argo's "any string": text, a number or a boolean, kept as text. */
public final class AnyText {

  private AnyText() {}

  /** The text of a scalar: numbers in plain decimal notation, in the shortest form. */
  public static String of(JsonNode scalar) {
    if (scalar.isFloatingPointNumber()) {
      java.math.BigDecimal value = scalar.decimalValue().stripTrailingZeros();
      return value.toPlainString();
    }
    return scalar.asString("");
  }

  /** The text in a field; null when it is absent. */
  static @Nullable String in(Fields fields, String name) {
    JsonNode value = fields.any(name);
    if (value == null) {
      return null;
    }
    if (value.isContainer()) {
      fields.fault(name, "expected text, a number or a boolean, found " + Fields.kindOf(value));
      return null;
    }
    return of(value);
  }

  /** The text in a field; empty when it is absent. */
  static String orEmpty(Fields fields, String name) {
    String text = in(fields, name);
    return text == null ? "" : text;
  }
}
