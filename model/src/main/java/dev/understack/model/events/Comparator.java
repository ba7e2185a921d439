package dev.understack.model.events;

import dev.understack.model.Fields;

/** How a data filter compares. */
public enum Comparator {
  EQUAL("="),
  NOT_EQUAL("!="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  LESS("<"),
  LESS_OR_EQUAL("<=");

  private final String text;

  Comparator(String text) {
    this.text = text;
  }

  /** As it is written. */
  public String text() {
    return text;
  }

  static Comparator read(Fields fields, String name) {
    String given = fields.text(name, "=");
    if (given.isEmpty()) {
      return EQUAL;
    }
    for (Comparator comparator : values()) {
      if (comparator.text.equals(given)) {
        return comparator;
      }
    }
    fields.fault(name, "comparator " + given + " not supported");
    return EQUAL;
  }
}
