package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import dev.understack.language.go.GoDuration;
import dev.understack.language.go.TimeLayout;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Functions on times. */
final class TimeBuiltins {
  private static final List<TimeLayout> LAYOUTS =
      Stream.of(
              "2006-01-02",
              "15:04:05",
              "2006-01-02 15:04:05",
              "2006-01-02T15:04:05Z07:00",
              "02 Jan 06 15:04 MST",
              "Monday, 02-Jan-06 15:04:05 MST",
              "Mon, 02 Jan 2006 15:04:05 MST")
          .map(TimeLayout::of)
          .toList();

  static final Map<String, Builtins.Function> ALL =
      Map.of(
          "now", TimeBuiltins::now,
          "duration", TimeBuiltins::duration,
          "date", TimeBuiltins::date,
          "timezone", TimeBuiltins::timezone);

  private TimeBuiltins() {}

  private static Object now(Arguments arguments) {
    arguments.expect(0, 1);
    ZoneId zone = ZoneOffset.UTC;
    if (arguments.count() == 1) {
      if (!(arguments.value(0) instanceof ZoneId given)) {
        throw new FunctionException("invalid number of arguments (expected 0, got 1)");
      }
      zone = given;
    }
    return arguments.evaluator().clock().instant().atZone(zone);
  }

  private static Object duration(Arguments arguments) {
    arguments.expect(1, 1);
    try {
      return GoDuration.parse(arguments.text(0));
    } catch (LanguageException wrong) {
      throw new FunctionException(wrong.problem());
    }
  }

  private static Object timezone(Arguments arguments) {
    arguments.expect(1, 1);
    return zone(arguments.text(0));
  }

  private static Object date(Arguments arguments) {
    arguments.expect(1, 4);
    ZoneId zone = ZoneOffset.UTC;
    int first = 0;
    if (arguments.value(0) instanceof ZoneId given) {
      zone = given;
      first = 1;
    }
    int count = arguments.count() - first;
    String text = arguments.text(first);
    if (count == 1) {
      for (TimeLayout layout : LAYOUTS) {
        ZonedDateTime time = parsed(layout, text, zone);
        if (time != null) {
          return time;
        }
      }
      throw new FunctionException("invalid date " + text);
    }
    TimeLayout layout = TimeLayout.of(arguments.text(first + 1));
    try {
      return layout.parse(text, count == 3 ? zone(arguments.text(first + 2)) : zone);
    } catch (LanguageException wrong) {
      throw new FunctionException(wrong.problem());
    }
  }

  private static @Nullable ZonedDateTime parsed(TimeLayout layout, String text, ZoneId zone) {
    try {
      return layout.parse(text, zone);
    } catch (LanguageException otherLayout) {
      return null;
    }
  }

  private static ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new FunctionException("unknown time zone " + name);
    }
  }
}
