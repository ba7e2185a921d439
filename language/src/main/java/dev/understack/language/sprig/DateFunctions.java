package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import dev.understack.language.go.GoDuration;
import dev.understack.language.go.GoTime;
import dev.understack.language.go.TimeLayout;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRulesProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates and durations. Any other value than a time or a number of seconds means now. */
final class DateFunctions {
  private static final GoType ANY = GoType.ANY;
  private static final GoType STRING = GoType.STRING;
  private static final String LOCAL = "Local";

  private final SprigOptions options;

  private DateFunctions(SprigOptions options) {
    this.options = options;
  }

  static void addTo(FunctionTable table, SprigOptions options) {
    DateFunctions dates = new DateFunctions(options);
    table.add("now", a -> new GoTime(dates.now()));
    table.add("date", a -> dates.text(a.text(0), a.any(1), LOCAL), STRING, ANY);
    table.add("htmlDate", a -> dates.text("2006-01-02", a.any(0), LOCAL), ANY);
    table.add("htmlDateInZone", a -> dates.text("2006-01-02", a.any(0), a.text(1)), ANY, STRING);
    for (String name : List.of("dateInZone", "date_in_zone")) {
      table.add(name, a -> dates.text(a.text(0), a.any(1), a.text(2)), STRING, ANY, STRING);
    }
    for (String name : List.of("dateModify", "date_modify")) {
      table.add(name, DateFunctions::modifiedOrSame, STRING, GoType.TIME);
    }
    for (String name : List.of("mustDateModify", "must_date_modify")) {
      table.add(name, a -> modified(a.text(0), time(a)), STRING, GoType.TIME);
    }
    table.add("toDate", dates::dateOrZero, STRING, STRING);
    table.add("mustToDate", a -> dates.parsed(a.text(0), a.text(1)), STRING, STRING);
    table.add("unixEpoch", DateFunctions::epoch, GoType.TIME);
    table.add("ago", a -> dates.ago(a.any(0)), ANY);
    table.add("duration", a -> seconds(a.any(0)), ANY);
    table.add("durationRound", a -> rounded(dates.span(a.any(0))), ANY);
  }

  private ZonedDateTime now() {
    return options.clock().instant().atZone(options.zone());
  }

  private ZonedDateTime timeOf(@Nullable Object value) {
    return switch (value) {
      case GoTime t -> t.at();
      case Long n -> epochSecond(n);
      case GoInteger i when i.kind().isSigned() -> epochSecond(i.value());
      case null, default -> now();
    };
  }

  private ZonedDateTime epochSecond(long seconds) {
    if (Math.abs(seconds) > Instant.MAX.getEpochSecond()) {
      throw new FunctionException("time out of range: " + seconds);
    }
    return Instant.ofEpochSecond(seconds).atZone(options.zone());
  }

  private String text(String layout, @Nullable Object value, String zone) {
    return TimeLayout.of(layout).format(timeOf(value).withZoneSameInstant(zone(zone)));
  }

  private ZoneId zone(String name) {
    if (name.equals(LOCAL)) {
      return options.zone();
    }
    return ZoneRulesProvider.getAvailableZoneIds().contains(name)
        ? ZoneId.of(name)
        : ZoneOffset.UTC;
  }

  private static GoTime time(Arguments a) {
    if (a.any(1) instanceof GoTime time) {
      return time;
    }
    throw new FunctionException("argument 2 is not a time");
  }

  private static GoTime modified(String change, GoTime time) {
    try {
      return time.plus(GoDuration.parse(change));
    } catch (LanguageException e) {
      throw new FunctionException(e.problem());
    }
  }

  private static GoTime modifiedOrSame(Arguments a) {
    GoTime time = time(a);
    try {
      return time.plus(GoDuration.parse(a.text(0)));
    } catch (LanguageException e) {
      return time;
    }
  }

  private GoTime parsed(String layout, String text) {
    try {
      return new GoTime(TimeLayout.of(layout).parse(text, options.zone()));
    } catch (LanguageException e) {
      throw new FunctionException(e.problem());
    }
  }

  private GoTime dateOrZero(Arguments a) {
    try {
      return parsed(a.text(0), a.text(1));
    } catch (FunctionException e) {
      return GoTime.ZERO;
    }
  }

  private static String epoch(Arguments a) {
    return a.any(0) instanceof GoTime time ? Long.toString(time.at().toEpochSecond()) : "";
  }

  private String ago(@Nullable Object value) {
    boolean int32 = value instanceof GoInteger i && i.kind() == GoKind.INT32;
    Duration age = Duration.between(timeOf(int32 ? null : value), now());
    long rounded = Math.floorDiv(age.plusMillis(500).toMillis(), 1000);
    return GoDuration.format(Duration.ofSeconds(rounded));
  }

  private static String seconds(@Nullable Object value) {
    long count =
        switch (value) {
          case String s -> s.matches("[+-]?[0-9]{1,18}") ? Long.parseLong(s) : 0;
          case GoInteger i when i.kind() == GoKind.INT64 -> i.value();
          case null, default -> 0;
        };
    return GoDuration.format(Duration.ofNanos(count * 1_000_000_000));
  }

  private Duration span(@Nullable Object value) {
    return switch (value) {
      case String s -> {
        try {
          yield GoDuration.parse(s);
        } catch (LanguageException e) {
          yield Duration.ZERO;
        }
      }
      case GoInteger i when i.kind() == GoKind.INT64 -> Duration.ofNanos(i.value());
      case GoTime t -> Duration.between(t.at(), now());
      case null, default -> Duration.ZERO;
    };
  }

  private static String rounded(Duration span) {
    Duration size = span.abs();
    Duration day = Duration.ofDays(1);
    record Unit(Duration length, String name) {}
    List<Unit> units =
        List.of(
            new Unit(day.multipliedBy(365), "y"),
            new Unit(day.multipliedBy(30), "mo"),
            new Unit(day, "d"),
            new Unit(Duration.ofHours(1), "h"),
            new Unit(Duration.ofMinutes(1), "m"),
            new Unit(Duration.ofSeconds(1), "s"));
    for (Unit unit : units) {
      if (size.compareTo(unit.length) > 0) {
        return size.dividedBy(unit.length) + unit.name;
      }
    }
    return "0s";
  }
}
