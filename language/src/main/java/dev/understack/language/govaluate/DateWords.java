package dev.understack.language.govaluate;

import dev.understack.language.LanguageException;
import dev.understack.language.go.TimeLayout;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Quoted texts that govaluate takes for a time, which is a number of seconds. Texts without a zone
 * are in UTC, the zone of Argo's containers.
 */
final class DateWords {
  private static final List<TimeLayout> LAYOUTS =
      Stream.of(
              "Mon Jan _2 15:04:05 2006",
              "Mon Jan _2 15:04:05 MST 2006",
              "Mon Jan 02 15:04:05 -0700 2006",
              "3:04PM",
              "2006-01-02T15:04:05Z07:00",
              "2006-01-02T15:04:05.999999999Z07:00",
              "2006-01-02",
              "2006-01-02 15:04",
              "2006-01-02 15:04:05",
              "2006-01-02 15:04:05-07:00",
              "2006-01-02T15Z0700",
              "2006-01-02T15:04Z0700",
              "2006-01-02T15:04:05Z0700",
              "2006-01-02T15:04:05.999999999Z0700")
          .map(TimeLayout::of)
          .toList();

  private static final int LONGEST = 64;

  private DateWords() {}

  /** Seconds since 1970 when {@code text} is a time. */
  static OptionalLong seconds(String text) {
    if (!mayBeTime(text)) {
      return OptionalLong.empty();
    }
    for (TimeLayout layout : LAYOUTS) {
      OptionalLong seconds = seconds(layout, text);
      if (seconds.isPresent()) {
        return seconds;
      }
    }
    return OptionalLong.empty();
  }

  private static OptionalLong seconds(TimeLayout layout, String text) {
    try {
      return OptionalLong.of(layout.parse(text).toEpochSecond());
    } catch (LanguageException otherLayout) {
      return OptionalLong.empty();
    }
  }

  /** Spares the fourteen attempts for ordinary words. */
  private static boolean mayBeTime(String text) {
    boolean separated = text.indexOf(':') >= 0 || text.indexOf('-') >= 0;
    return separated
        && text.length() <= LONGEST
        && text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }
}
