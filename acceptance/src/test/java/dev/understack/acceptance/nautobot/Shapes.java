package dev.understack.acceptance.nautobot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Compares answers by their fields and the kinds of their values. */
final class Shapes {
  private Shapes() {}

  /**
   * What {@code expected} lists and {@code actual} lacks. A text with dots at both ends is
   * contained in the actual one.
   */
  static List<String> missing(JsonNode expected, JsonNode actual) {
    List<String> faults = new ArrayList<>();
    compare("", expected, actual, faults);
    return faults;
  }

  private static void compare(String at, JsonNode expected, JsonNode actual, List<String> faults) {
    if (expected.isMissingNode()) {
      return;
    }
    if (expected.isObject()) {
      for (Map.Entry<String, JsonNode> field : expected.properties()) {
        compare(at + "/" + field.getKey(), field.getValue(), actual.path(field.getKey()), faults);
      }
      return;
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(at + "/" + i, expected.get(i), actual.get(i), faults);
      }
      return;
    }
    if (!isSame(expected, actual)) {
      faults.add(at + " should be " + expected + " but is " + actual);
    }
  }

  private static boolean isSame(JsonNode expected, JsonNode actual) {
    String text = expected.asString("");
    if (text.matches("\\.\\.\\..*\\.\\.\\.")) {
      return actual.asString("").contains(text.substring(3, text.length() - 3));
    }
    return expected.equals(actual);
  }

  /** Fields of {@code some} that {@code all} has not, or has with another kind of value. */
  static List<String> unlike(JsonNode some, JsonNode all) {
    List<String> faults = new ArrayList<>();
    kinds("", some, all, faults);
    return faults;
  }

  private static void kinds(String at, JsonNode some, JsonNode all, List<String> faults) {
    if (some.isNull() || all.isNull()) {
      return;
    }
    if (some.getNodeType() != all.getNodeType()) {
      faults.add(at + " is " + some + " here and " + all + " there");
      return;
    }
    if (some.isObject()) {
      for (Map.Entry<String, JsonNode> field : some.properties()) {
        kinds(at + "/" + field.getKey(), field.getValue(), all.path(field.getKey()), faults);
      }
    } else if (some.isArray() && !some.isEmpty() && !all.isEmpty()) {
      kinds(at + "/0", some.get(0), all.get(0), faults);
    }
  }
}
