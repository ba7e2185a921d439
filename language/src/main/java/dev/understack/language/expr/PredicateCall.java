package dev.understack.language.expr;

import org.jspecify.annotations.Nullable;

/**
 * The form of a function that takes a list and a predicate.
 *
 * @param least arguments that must be there
 * @param most arguments that may be there; the second one is the predicate
 */
record PredicateCall(int least, int most) {
  /** The form of {@code name}, null when it takes no predicate. */
  static @Nullable PredicateCall of(String name, Dialect dialect) {
    return switch (name) {
      case "all",
          "none",
          "any",
          "one",
          "filter",
          "map",
          "find",
          "findIndex",
          "findLast",
          "findLastIndex",
          "groupBy" ->
          new PredicateCall(2, 2);
      case "count" -> new PredicateCall(dialect.is117() ? 1 : 2, 2);
      case "sum" -> dialect.is117() ? new PredicateCall(1, 2) : null;
      case "sortBy" -> dialect.is117() ? new PredicateCall(2, 3) : null;
      case "reduce" -> new PredicateCall(2, 3);
      default -> null;
    };
  }
}
