package dev.understack.model.events;

import dev.understack.model.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A window of the day; it may span midnight.
 *
 * @param start its first moment
 * @param stop the first moment after it
 * @param zone where the day is counted
 */
public record TimeFilter(LocalTime start, LocalTime stop, ZoneId zone) {
  private static final Pattern OF_DAY =
      Pattern.compile(" *(\\d{1,2}):(\\d\\d):(\\d\\d)(?:[.,](\\d{1,9})\\d*)?");

  /**
   * A time of day as Go's layout {@code 15:04:05} reads it, with an optional fraction of a second.
   *
   * @throws DateTimeException when it is none
   */
  public static LocalTime ofDay(String text) {
    Matcher parts = OF_DAY.matcher(text);
    if (!parts.matches()) {
      throw new DateTimeException(
          "expected a time of day such as 09:30:00, found \"" + text + "\"");
    }
    String fraction = parts.group(4) == null ? "" : parts.group(4);
    return LocalTime.of(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        Integer.parseInt((fraction + "000000000").substring(0, 9)));
  }

  /** Whether the instant is inside. */
  public boolean contains(Instant instant) {
    LocalTime time = instant.atZone(zone).toLocalTime();
    boolean fromStart = !time.isBefore(start);
    boolean beforeStop = time.isBefore(stop);
    int order = start.compareTo(stop);
    return order == 0 || (order < 0 ? fromStart && beforeStop : fromStart || beforeStop);
  }

  static TimeFilter read(Fields f, UnknownFields unknown) {
    TimeFilter result = new TimeFilter(time(f, "start"), time(f, "stop"), zone(f, "timezone"));
    if (f.text("start").equals(f.text("stop"))) {
      f.fault("", "invalid event time filter: stop time must not be equal to start time");
    }
    unknown.check(f);
    return result;
  }

  static ZoneId zone(Fields f, String name) {
    String text = f.text(name);
    try {
      return text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
    } catch (DateTimeException e) {
      f.fault(name, "invalid timezone \"" + text + "\"");
      return ZoneOffset.UTC;
    }
  }

  private static LocalTime time(Fields f, String name) {
    try {
      return ofDay(f.text(name));
    } catch (DateTimeException e) {
      f.fault(name, "expected a time of day such as 09:30:00, found \"" + f.text(name) + "\"");
      return LocalTime.MIDNIGHT;
    }
  }
}
