package dev.understack.sources;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as Go prints them, for example {@code 2024-01-02 03:04:05 +0000 UTC}. */
public final class GoTimeText {
  /** Go's zero time. */
  public static final String ZERO = "0001-01-01 00:00:00 +0000 UTC";

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("xx zzz", Locale.ROOT);

  private GoTimeText() {}

  /** The instant in UTC. */
  public static String utc(Instant instant) {
    return at(instant, ZoneOffset.UTC);
  }

  /** The instant in a zone. */
  public static String at(Instant instant, ZoneId zone) {
    ZonedDateTime time = instant.atZone(zone.equals(ZoneOffset.UTC) ? ZoneId.of("UTC") : zone);
    String fraction = "";
    if (time.getNano() > 0) {
      fraction = String.format(Locale.ROOT, ".%09d", time.getNano()).replaceAll("0+$", "");
    }
    return SECONDS.format(time) + fraction + " " + ZONE.format(time);
  }
}
