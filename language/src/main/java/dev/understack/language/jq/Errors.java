package dev.understack.language.jq;

import tools.jackson.databind.JsonNode;

/** Failures in the words of gojq. */
final class Errors {
  private Errors() {}

  static Failure applied(String name, JsonNode input) {
    return new Failure(name + " cannot be applied to: " + JsonText.typeAndPreview(input));
  }

  static Failure applied(String name, JsonNode input, JsonNode argument) {
    return applied(name + "(" + JsonText.preview(argument) + ")", input);
  }

  static Failure applied(String name, JsonNode input, JsonNode first, JsonNode second) {
    return applied(name + "(" + previews(first, second) + ")", input);
  }

  /** {@code cause} is what went wrong inside of the function. */
  static Failure wrapped(String name, JsonNode input, String cause) {
    return new Failure(name + " cannot be applied to " + JsonText.preview(input) + ": " + cause);
  }

  static Failure wrapped(String name, JsonNode input, JsonNode argument, String cause) {
    return wrapped(name + "(" + JsonText.preview(argument) + ")", input, cause);
  }

  static Failure wrapped(
      String name, JsonNode input, JsonNode first, JsonNode second, String cause) {
    return wrapped(name + "(" + previews(first, second) + ")", input, cause);
  }

  private static String previews(JsonNode first, JsonNode second) {
    return JsonText.preview(first) + "; " + JsonText.preview(second);
  }

  static Failure operands(String verb, JsonNode left, JsonNode right) {
    return new Failure(
        "cannot "
            + verb
            + ": "
            + JsonText.typeAndPreview(left)
            + " and "
            + JsonText.typeAndPreview(right));
  }

  static Failure byZero(String verb, JsonNode left, JsonNode right) {
    return new Failure(
        "cannot "
            + verb
            + " "
            + JsonText.typeAndPreview(left)
            + " by: "
            + JsonText.typeAndPreview(right));
  }

  static Failure operand(String verb, JsonNode value) {
    return new Failure("cannot " + verb + ": " + JsonText.typeAndPreview(value));
  }

  /** {@code what} is for example {@code an object}. */
  static Failure expected(String what, JsonNode found) {
    return new Failure("expected " + what + " but got: " + JsonText.typeAndPreview(found));
  }

  static Failure invalidPath(String where, JsonNode value) {
    return new Failure("invalid path " + where + ": " + JsonText.typeAndPreview(value));
  }
}
