package dev.understack.model.events;

import dev.understack.model.Fields;

/** How several filters combine. */
public enum LogicalOperator {
  AND,
  OR;

  static LogicalOperator read(Fields fields, String name) {
    String text = fields.text(name);
    return switch (text) {
      case "", "and" -> AND;
      case "or" -> OR;
      default -> {
        fields.fault(name, "logical operator " + text + " not supported");
        yield AND;
      }
    };
  }
}
