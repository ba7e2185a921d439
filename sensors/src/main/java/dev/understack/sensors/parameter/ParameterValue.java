package dev.understack.sensors.parameter;

import dev.understack.language.gjson.GjsonResult;

/**
 * The value of a parameter.
 *
 * @param text the value as text; raw JSON of objects and lists
 * @param kind what it was in the event
 */
public record ParameterValue(String text, Kind kind) {

  /** What a value was in the event. */
  public enum Kind {
    STRING("String"),
    NUMBER("Number"),
    TRUE("True"),
    FALSE("False"),
    NULL("Null"),
    JSON("JSON");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Argo Events' name of it. */
    public String label() {
      return label;
    }
  }

  static ParameterValue text(String text) {
    return new ParameterValue(text, Kind.STRING);
  }

  static ParameterValue of(GjsonResult found) {
    return switch (found.type()) {
      case NULL -> new ParameterValue("null", Kind.NULL);
      case FALSE -> new ParameterValue("false", Kind.FALSE);
      case TRUE -> new ParameterValue("true", Kind.TRUE);
      case NUMBER -> new ParameterValue(found.string(), Kind.NUMBER);
      case STRING -> new ParameterValue(found.string(), Kind.STRING);
      case JSON -> new ParameterValue(found.raw(), Kind.JSON);
    };
  }
}
