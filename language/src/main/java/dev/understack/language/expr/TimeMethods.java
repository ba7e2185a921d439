package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.go.GoDuration;
import dev.understack.language.go.TimeLayout;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods of Go's times and durations. Months and weekdays are numbers. */
final class TimeMethods {
  private TimeMethods() {}

  /** A method of a time by its name, null when there is none. */
  static @Nullable NativeFunction of(ZonedDateTime time, @Nullable Object name) {
    return switch (String.valueOf(name)) {
      case "Year" -> arguments -> (long) time.getYear();
      case "Month" -> arguments -> (long) time.getMonthValue();
      case "Day" -> arguments -> (long) time.getDayOfMonth();
      case "YearDay" -> arguments -> (long) time.getDayOfYear();
      case "Weekday" -> arguments -> (long) time.getDayOfWeek().getValue() % 7;
      case "Hour" -> arguments -> (long) time.getHour();
      case "Minute" -> arguments -> (long) time.getMinute();
      case "Second" -> arguments -> (long) time.getSecond();
      case "Nanosecond" -> arguments -> (long) time.getNano();
      case "Unix" -> arguments -> time.toEpochSecond();
      case "UnixMilli" -> arguments -> time.toInstant().toEpochMilli();
      case "UnixMicro" -> arguments -> time.toEpochSecond() * 1_000_000 + time.getNano() / 1_000;
      case "UnixNano" -> arguments -> time.toEpochSecond() * 1_000_000_000 + time.getNano();
      case "Format" -> arguments -> TimeLayout.of(text(arguments)).format(time);
      case "String" -> arguments -> TimeLayout.STRING.format(time);
      case "UTC" -> arguments -> time.withZoneSameInstant(ZoneOffset.UTC);
      case "Local" -> arguments -> time;
      case "In" -> arguments -> time.withZoneSameInstant(zone(arguments));
      case "Add" -> arguments -> Arithmetic.add(time, duration(arguments));
      case "Sub" -> arguments -> Arithmetic.subtract(time, time(arguments));
      case "AddDate" ->
          arguments ->
              time.plusYears(number(arguments, 0))
                  .plusMonths(number(arguments, 1))
                  .plusDays(number(arguments, 2));
      case "Before" -> arguments -> time.isBefore(time(arguments));
      case "After" -> arguments -> time.isAfter(time(arguments));
      case "Equal" -> arguments -> time.isEqual(time(arguments));
      case "Compare" -> arguments -> (long) time.toInstant().compareTo(time(arguments).toInstant());
      case "IsZero" ->
          arguments ->
              time.getYear() == 1
                  && time.getDayOfYear() == 1
                  && time.toLocalTime().toNanoOfDay() == 0;
      default -> null;
    };
  }

  /** A method of a duration by its name, null when there is none. */
  static @Nullable NativeFunction of(Duration duration, @Nullable Object name) {
    long nanos = Arithmetic.nanos(duration);
    return switch (String.valueOf(name)) {
      case "Hours" -> arguments -> parts(nanos, 3_600_000_000_000L);
      case "Minutes" -> arguments -> parts(nanos, 60_000_000_000L);
      case "Seconds" -> arguments -> parts(nanos, 1_000_000_000L);
      case "Milliseconds" -> arguments -> nanos / 1_000_000;
      case "Microseconds" -> arguments -> nanos / 1_000;
      case "Nanoseconds" -> arguments -> nanos;
      case "Abs" -> arguments -> duration.abs();
      case "String" -> arguments -> GoDuration.format(duration);
      case "Truncate" -> arguments -> truncated(nanos, Arithmetic.nanos(duration(arguments)));
      case "Round" -> arguments -> rounded(nanos, Arithmetic.nanos(duration(arguments)));
      default -> null;
    };
  }

  private static double parts(long nanos, long unit) {
    long whole = nanos / unit;
    return whole + (double) (nanos % unit) / unit;
  }

  private static Duration truncated(long nanos, long unit) {
    return Duration.ofNanos(unit <= 0 ? nanos : nanos - nanos % unit);
  }

  private static Duration rounded(long nanos, long unit) {
    if (unit <= 0) {
      return Duration.ofNanos(nanos);
    }
    long rest = nanos % unit;
    boolean up = Math.abs(rest) * 2 >= unit;
    long down = nanos - rest;
    return Duration.ofNanos(up ? down + (nanos < 0 ? -unit : unit) : down);
  }

  private static String text(List<?> arguments) {
    return GoTypes.toText(only(arguments));
  }

  private static Duration duration(List<?> arguments) {
    if (only(arguments) instanceof Duration duration) {
      return duration;
    }
    throw wrong(arguments, "time.Duration");
  }

  private static ZonedDateTime time(List<?> arguments) {
    if (only(arguments) instanceof ZonedDateTime time) {
      return time;
    }
    throw wrong(arguments, "time.Time");
  }

  private static ZoneId zone(List<?> arguments) {
    if (only(arguments) instanceof ZoneId zone) {
      return zone;
    }
    throw wrong(arguments, "*time.Location");
  }

  private static long number(List<?> arguments, int index) {
    if (arguments.size() != 3) {
      throw new FunctionException(
          "invalid number of arguments: expected 3, got " + arguments.size());
    }
    return GoTypes.toInt(arguments.get(index));
  }

  private static @Nullable Object only(List<?> arguments) {
    if (arguments.size() != 1) {
      throw new FunctionException(
          "invalid number of arguments: expected 1, got " + arguments.size());
    }
    return arguments.getFirst();
  }

  private static FunctionException wrong(List<?> arguments, String wanted) {
    return new FunctionException(
        "cannot use " + GoTypes.name(arguments.getFirst()) + " as argument (type " + wanted + ")");
  }
}
