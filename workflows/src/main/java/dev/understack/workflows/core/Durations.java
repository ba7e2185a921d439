package dev.understack.workflows.core;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as manifests write them, and as messages show them. */
public final class Durations {
  private static final Pattern PART = Pattern.compile("([0-9]*\\.?[0-9]+)(ns|us|µs|ms|s|m|h)");

  private Durations() {}

  /**
   * A whole number of seconds, or Go's duration syntax such as {@code 1h30m}.
   *
   * @throws CallException when it is neither
   */
  public static Duration parse(String text) {
    String bare = text.strip();
    if (bare.matches("-?\\d+")) {
      return Duration.ofSeconds(Long.parseLong(bare));
    }
    return parseGo(bare);
  }

  /**
   * Go's duration syntax.
   *
   * @throws CallException when it is not that
   */
  public static Duration parseGo(String text) {
    Matcher part = PART.matcher(text);
    Duration total = Duration.ZERO;
    int at = 0;
    while (part.find() && part.start() == at) {
      total = total.plus(nanos(Double.parseDouble(part.group(1)), part.group(2)));
      at = part.end();
    }
    if (at == 0 || at < text.length()) {
      throw new CallException("time: invalid duration \"" + text + "\"");
    }
    return total;
  }

  private static Duration nanos(double amount, String unit) {
    double factor =
        switch (unit) {
          case "ns" -> 1;
          case "us", "µs" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m" -> 60e9;
          default -> 3600e9;
        };
    return Duration.ofNanos(Math.round(amount * factor));
  }

  /** For people: {@code 1 minute 30 seconds}. */
  static String shown(Duration duration) {
    long seconds = Math.max(1, Math.round(duration.toMillis() / 1000.0));
    StringBuilder text = new StringBuilder();
    part(text, seconds / 86400, "day");
    part(text, seconds / 3600 % 24, "hour");
    part(text, seconds / 60 % 60, "minute");
    part(text, seconds % 60, "second");
    return text.toString();
  }

  /** Seconds with six decimals, as {@code %f} prints them. */
  static String seconds(Duration duration) {
    return String.format(java.util.Locale.ROOT, "%.6f", duration.toNanos() / 1e9);
  }

  private static void part(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
      text.append(amount == 1 ? "" : "s");
    }
  }
}
