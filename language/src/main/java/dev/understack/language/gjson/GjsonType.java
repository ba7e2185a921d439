package dev.understack.language.gjson;

/** Kinds of JSON value as gjson tells them apart, in its order. */
public enum GjsonType {
  /** Null, or no value at all. */
  NULL("Null"),
  FALSE("False"),
  NUMBER("Number"),
  STRING("String"),
  TRUE("True"),
  /** Object or array. */
  JSON("JSON");

  private final String label;

  GjsonType(String label) {
    this.label = label;
  }

  /** The name as gjson prints it, for example {@code String}. */
  public String label() {
    return label;
  }
}
