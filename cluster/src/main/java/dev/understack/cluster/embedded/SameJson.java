package dev.understack.cluster.embedded;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/** Equality of JSON values in which 1 is 1, however wide the number that holds it. */
final class SameJson {
  private static final Comparator<JsonNode> BY_VALUE =
      (a, b) -> {
        if (a.isNumber() && b.isNumber()) {
          return a.decimalValue().compareTo(b.decimalValue());
        }
        return a.equals(b) ? 0 : 1;
      };

  private SameJson() {}

  static boolean same(JsonNode a, JsonNode b) {
    return a.equals(BY_VALUE, b);
  }
}
