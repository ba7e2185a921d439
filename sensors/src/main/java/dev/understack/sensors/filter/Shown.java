package dev.understack.sensors.filter;

import java.util.regex.Pattern;

/** Values as decisions keep them: short, and hidden where the name of the place says secret. */
public final class Shown {
  private static final int LONGEST = 120;
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(^|[^a-z])(pass|password|passwd|secret|token|key|apikey|credentials?|auth|authorization"
              + "|signature|cookie)([^a-z]|$)");

  private Shown() {}

  /** The value of a place. */
  public static String value(String place, String value) {
    if (SECRET.matcher(place).find()) {
      return "***";
    }
    return value.length() <= LONGEST ? value : value.substring(0, LONGEST - 3) + "...";
  }
}
