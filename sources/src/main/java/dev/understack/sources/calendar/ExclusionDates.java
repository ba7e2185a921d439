package dev.understack.sources.calendar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Entries such as {@code EXDATE:20060102T150405Z,20180510T021030Z}. */
public final class ExclusionDates {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final String PREFIX = "EXDATE:";

  private ExclusionDates() {}

  /** The times of an entry; throws {@link DateTimeException} when one is not a time. */
  public static List<LocalDateTime> parse(String entry) {
    if (!entry.startsWith(PREFIX)) {
      throw new DateTimeException("expected " + PREFIX);
    }
    List<LocalDateTime> times = new ArrayList<>();
    for (String text : entry.substring(PREFIX.length()).split(",", -1)) {
      times.add(LocalDateTime.parse(text.trim(), FORMAT));
    }
    return times;
  }
}
