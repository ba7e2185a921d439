package dev.understack.language.expr;

import dev.understack.language.NativeFunction;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a value's type before an evaluation. */
sealed interface Type {
  /** Types without parts; the names are those of Go. */
  enum Basic implements Type {
    /** Anything: only the evaluation tells. */
    UNKNOWN("unknown"),
    NIL("unknown"),
    BOOL("bool"),
    INT("int"),
    FLOAT("float64"),
    STRING("string"),
    BYTES("[]uint8"),
    MAP("map[string]interface {}"),
    TIME("time.Time"),
    DURATION("time.Duration"),
    LOCATION("*time.Location"),
    FUNCTION("func");

    private final String text;

    Basic(String text) {
      this.text = text;
    }

    @Override
    public String shown() {
      return text;
    }
  }

  /** A list of items of one type. */
  record ListOf(Type item) implements Type {
    @Override
    public String shown() {
      return "[]interface {}";
    }
  }

  /** As in errors. */
  String shown();

  default boolean isUnknown() {
    return this == Basic.UNKNOWN;
  }

  default boolean isNumber() {
    return this == Basic.INT || this == Basic.FLOAT;
  }

  /** The type of items of a list, UNKNOWN for anything else. */
  default Type item() {
    return Basic.UNKNOWN;
  }

  /** The type of a value of the environment. */
  static Type of(@Nullable Object value) {
    return switch (value) {
      case null -> Basic.NIL;
      case Boolean truth -> Basic.BOOL;
      case Long number -> Basic.INT;
      case Double number -> Basic.FLOAT;
      case String text -> Basic.STRING;
      case byte[] bytes -> Basic.BYTES;
      case List<?> list -> new ListOf(Basic.UNKNOWN);
      case Map<?, ?> map -> Basic.MAP;
      case ZonedDateTime time -> Basic.TIME;
      case Duration duration -> Basic.DURATION;
      case ZoneId zone -> Basic.LOCATION;
      case NativeFunction function -> Basic.FUNCTION;
      default -> Basic.UNKNOWN;
    };
  }
}
