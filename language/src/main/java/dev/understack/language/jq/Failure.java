package dev.understack.language.jq;

import dev.understack.language.GoJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** An error inside a program, which {@code try} may catch. Has no stack trace: it is made often. */
final class Failure extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 1 << 16;

  /** What becomes of a failure on its way out. */
  enum Kind {
    /** A message of a function or operator. */
    MESSAGE,
    /** A value given to {@code error}. */
    VALUE,
    /** The end of the program by {@code halt}. */
    HALT,
    /** A jump to a label. */
    BREAK,
    /** Happened behind the end of a try, which must not catch it. */
    PAST_TRY
  }

  private final Kind kind;
  private final transient JsonNode value;
  private final transient @Nullable Object detail;

  private Failure(Kind kind, String message, JsonNode value, @Nullable Object detail) {
    super(message, null, false, false);
    this.kind = kind;
    this.value = value;
    this.detail = detail;
  }

  Failure(String message) {
    this(Kind.MESSAGE, message, JsonNodeFactory.instance.stringNode(message), null);
  }

  static Failure ofValue(JsonNode value) {
    return new Failure(Kind.VALUE, "error: " + text(value), value, null);
  }

  static Failure halt(JsonNode value) {
    return new Failure(Kind.HALT, "halt error: " + text(value), value, null);
  }

  static Failure breakTo(Object label) {
    return new Failure(Kind.BREAK, "break", JsonNodeFactory.instance.nullNode(), label);
  }

  /** This failure, hidden from the next try outside. */
  Failure pastTry() {
    return new Failure(Kind.PAST_TRY, String.valueOf(getMessage()), value, this);
  }

  /** The failure that was hidden. */
  Failure revealed() {
    return detail instanceof Failure hidden ? hidden : this;
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.stringValue() : GoJson.writeStart(value, LONGEST);
  }

  Kind kind() {
    return kind;
  }

  /** What a catch gets as its input. */
  JsonNode value() {
    return value;
  }

  @SuppressWarnings("ReferenceEquality") // labels are only themselves
  boolean breaksTo(@Nullable Object label) {
    return kind == Kind.BREAK && detail == label;
  }
}
