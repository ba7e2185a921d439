package dev.understack.language.kube;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;

/** Equality of JSON values by what they mean: 1 and 1.0 are the same number. */
final class Numbers {
  private static final Comparator<JsonNode> BY_MEANING =
      (a, b) -> {
        if (a.equals(b)) {
          return 0;
        }
        return a.isNumber() && b.isNumber() ? a.decimalValue().compareTo(b.decimalValue()) : 1;
      };

  private Numbers() {}

  static boolean equal(JsonNode a, JsonNode b) {
    return a.equals(BY_MEANING, b);
  }
}
