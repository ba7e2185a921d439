package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoValues;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Names of types and conversions between them, with the texts of Go's errors. */
final class GoTypes {
  private GoTypes() {}

  /** The type's name as {@code %T} prints it. */
  static String name(@Nullable Object value) {
    return switch (value) {
      case ZonedDateTime time -> "time.Time";
      case Duration duration -> "time.Duration";
      case ZoneId zone -> "*time.Location";
      case null, default -> GoValues.type(value);
    };
  }

  /** What an expression sees of a value that came from a function. */
  static @Nullable Object received(@Nullable Object value) {
    return switch (value) {
      case GoInteger integer -> GoValues.integer(integer);
      case Integer number -> number.longValue();
      case null, default -> value;
    };
  }

  static long toInt(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> truncated(number);
      case null, default ->
          throw new FunctionException("invalid operation: int(" + name(value) + ")");
    };
  }

  static double toFloat(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Double number -> number;
      case null, default ->
          throw new FunctionException("invalid operation: float(" + name(value) + ")");
    };
  }

  static boolean toBool(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw conversion(value, "bool");
  }

  static String toText(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw conversion(value, "string");
  }

  /** Go's conversion on the usual processors: what does not fit is the lowest number. */
  static long truncated(double number) {
    return Math.abs(number) < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private static FunctionException conversion(@Nullable Object value, String wanted) {
    String found = value == null ? "nil" : name(value);
    return new FunctionException(
        "interface conversion: interface {} is " + found + ", not " + wanted);
  }
}
