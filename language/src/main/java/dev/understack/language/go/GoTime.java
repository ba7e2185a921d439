package dev.understack.language.go;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoType;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * A Go {@code time.Time} with those of its methods that templates use.
 *
 * @param at the time and its zone
 */
public record GoTime(ZonedDateTime at) implements GoObject {
  /** The zero time, which Go functions return with an error. */
  public static final GoTime ZERO =
      new GoTime(ZonedDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC));

  private static final TimeLayout LONG_MONTH = TimeLayout.of("January");
  private static final TimeLayout LONG_DAY = TimeLayout.of("Monday");

  @Override
  public String goType() {
    return "time.Time";
  }

  @Override
  public GoKind kind() {
    return GoKind.STRUCT;
  }

  @Override
  public @Nullable NativeFunction method(String name) {
    return switch (name) {
      case "Format" -> text(name);
      case "String" -> GoFunction.of(name, a -> toString());
      case "Year" -> number(name, at.getYear());
      case "Day" -> number(name, at.getDayOfMonth());
      case "Hour" -> number(name, at.getHour());
      case "Minute" -> number(name, at.getMinute());
      case "Second" -> number(name, at.getSecond());
      case "Nanosecond" -> number(name, at.getNano());
      case "YearDay" -> number(name, at.getDayOfYear());
      case "Unix" -> int64(name, at.toEpochSecond());
      case "UnixMilli" -> int64(name, at.toInstant().toEpochMilli());
      case "UnixMicro" ->
          int64(name, at.toEpochSecond() * 1_000_000 + at.get(ChronoField.MICRO_OF_SECOND));
      case "UnixNano" -> int64(name, at.toEpochSecond() * 1_000_000_000 + at.getNano());
      case "Month" -> named(name, "time.Month", at.getMonthValue(), LONG_MONTH.format(at));
      case "Weekday" ->
          named(name, "time.Weekday", at.getDayOfWeek().getValue() % 7, LONG_DAY.format(at));
      case "UTC" -> GoFunction.of(name, a -> new GoTime(at.withZoneSameInstant(ZoneOffset.UTC)));
      case "Local" -> GoFunction.of(name, a -> this);
      case "IsZero" -> GoFunction.of(name, a -> at.toInstant().equals(ZERO.at.toInstant()));
      case "Before" -> GoFunction.of(name, a -> at.isBefore(other(a.any(0))), GoType.TIME);
      case "After" -> GoFunction.of(name, a -> at.isAfter(other(a.any(0))), GoType.TIME);
      case "Equal" -> GoFunction.of(name, a -> at.isEqual(other(a.any(0))), GoType.TIME);
      case "Sub" ->
          GoFunction.of(name, a -> new GoSpan(Duration.between(other(a.any(0)), at)), GoType.TIME);
      case "AddDate" ->
          GoFunction.of(
              name,
              a -> plus(a.integer(0), a.integer(1), a.integer(2)),
              GoType.INT,
              GoType.INT,
              GoType.INT);
      default -> null;
    };
  }

  private GoFunction text(String name) {
    return GoFunction.of(name, a -> TimeLayout.of(a.text(0)).format(at), GoType.STRING);
  }

  private static GoFunction number(String name, long value) {
    return GoFunction.of(name, a -> value);
  }

  private static GoFunction int64(String name, long value) {
    return GoFunction.of(name, a -> GoInteger.int64(value));
  }

  private static GoFunction named(String name, String type, long value, String text) {
    return GoFunction.of(name, a -> new GoNamedInteger(type, value, text));
  }

  private static ZonedDateTime other(@Nullable Object argument) {
    if (argument instanceof GoTime time) {
      return time.at;
    }
    throw new FunctionException("not a time: " + argument);
  }

  /** This time and a duration. */
  public GoTime plus(Duration duration) {
    try {
      return new GoTime(at.plus(duration));
    } catch (DateTimeException e) {
      throw new FunctionException("time out of range");
    }
  }

  // Go adds years and months first and lets days of a month that does not have them run over.
  private GoTime plus(int years, int months, int days) {
    try {
      ZonedDateTime first = at.withDayOfMonth(1).plusYears(years).plusMonths(months);
      return new GoTime(first.plusDays(at.getDayOfMonth() - 1L + days));
    } catch (DateTimeException e) {
      throw new FunctionException("time out of range");
    }
  }

  @Override
  public String jsonText() {
    return TimeLayout.RFC3339_NANO.format(at);
  }

  @Override
  public String toString() {
    return TimeLayout.STRING.format(at);
  }

  /** A value of an integer type with names, as {@code time.Month}. */
  private record GoNamedInteger(String goType, long value, String text) implements GoObject {
    @Override
    public GoKind kind() {
      return GoKind.INT;
    }

    @Override
    public @Nullable NativeFunction method(String name) {
      return name.equals("String") ? GoFunction.of(name, a -> text) : null;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** A {@code time.Duration}. */
  private record GoSpan(Duration duration) implements GoObject {
    private static final double NANOS_PER_SECOND = 1e9;

    @Override
    public String goType() {
      return "time.Duration";
    }

    @Override
    public GoKind kind() {
      return GoKind.INT64;
    }

    @Override
    public @Nullable NativeFunction method(String name) {
      double seconds = duration.getSeconds() + duration.getNano() / NANOS_PER_SECOND;
      return switch (name) {
        case "String" -> GoFunction.of(name, a -> toString());
        case "Seconds" -> GoFunction.of(name, a -> seconds);
        case "Minutes" -> GoFunction.of(name, a -> seconds / 60);
        case "Hours" -> GoFunction.of(name, a -> seconds / 3600);
        case "Milliseconds" -> int64(name, duration.toMillis());
        case "Nanoseconds" -> int64(name, duration.toNanos());
        default -> null;
      };
    }

    @Override
    public String toString() {
      return GoDuration.format(duration);
    }
  }
}
