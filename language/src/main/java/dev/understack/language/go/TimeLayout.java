package dev.understack.language.go;

import dev.understack.language.LanguageException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;

/**
 * A Go time layout, written with the reference time {@code Mon Jan 2 15:04:05 MST 2006}. Immutable,
 * safe for several threads.
 *
 * <p>The abbreviations of zones are Java's: where Go prints a number for a zone without a common
 * abbreviation, the two may differ.
 */
public final class TimeLayout {
  static final String LANGUAGE = "time";

  /** RFC 3339 to the second; reading accepts fractions of a second. */
  public static final TimeLayout RFC3339 = of("2006-01-02T15:04:05Z07:00");

  /** RFC 3339 with as many digits of a second's fraction as there are. */
  public static final TimeLayout RFC3339_NANO = of("2006-01-02T15:04:05.999999999Z07:00");

  /** What Go prints for a time without a layout. */
  public static final TimeLayout STRING = of("2006-01-02 15:04:05.999999999 -0700 MST");

  private final String text;
  private final List<TimeChunk> chunks;

  private TimeLayout(String text) {
    this.text = text;
    this.chunks = TimeChunk.split(text);
  }

  /** Any text is a layout: what is not a field is literal. */
  public static TimeLayout of(String layout) {
    return new TimeLayout(layout);
  }

  /** The time in this layout. */
  public String format(ZonedDateTime time) {
    return TimeFormatter.format(chunks, time);
  }

  /** The moment in this layout, in UTC. */
  public String format(Instant time) {
    return format(time.atZone(ZoneOffset.UTC));
  }

  /**
   * Reads a time; missing fields are those of year 0, January 1st, midnight.
   *
   * @param zone for texts that name no zone
   * @throws LanguageException whose problem is Go's error
   */
  public ZonedDateTime parse(String value, ZoneId zone) {
    return new TimeParser(text, chunks, value).parse(zone);
  }

  /** As {@link #parse(String, ZoneId)} in UTC. */
  public ZonedDateTime parse(String value) {
    return parse(value, ZoneOffset.UTC);
  }

  @Override
  public String toString() {
    return text;
  }
}
