package dev.understack.sensors.filter;

import java.util.regex.Pattern;

/**
 * How decisions keep the values of one place in events: short, and hidden where the name of the
 * place says secret. Immutable.
 */
public final class Shown {
  private static final int LONGEST = 120;
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(^|[^a-z])(pass|password|passwd|secret|token|key|apikey|credentials?|auth|authorization"
              + "|signature|cookie)([^a-z]|$)");

  private final boolean hidden;

  private Shown(boolean hidden) {
    this.hidden = hidden;
  }

  /** For the values of a place, for example {@code body.event_type}. */
  public static Shown at(String place) {
    return new Shown(SECRET.matcher(place).find());
  }

  /** A value of the place. */
  public String value(String value) {
    if (hidden) {
      return "***";
    }
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 3) + "...";
  }
}
