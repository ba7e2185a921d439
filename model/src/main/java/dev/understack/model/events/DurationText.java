package dev.understack.model.events;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Durations as Argo Events writes them: a number of nanoseconds, or text such as {@code 1m30s}. */
public final class DurationText {
  private static final Pattern PART =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)(ns|us|µs|μs|ms|s|m|h)");
  private static final Map<String, Double> NANOS =
      Map.of(
          "ns", 1d, "us", 1e3, "µs", 1e3, "μs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

  private DurationText() {}

  /** The duration of a number or text; empty when it is neither. */
  public static Optional<Duration> read(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(Duration.ofNanos(value.longValue()));
    }
    return value.isString() ? parse(value.stringValue()) : Optional.empty();
  }

  /** The duration of a Go duration text; empty when it is not one. */
  public static Optional<Duration> parse(String text) {
    boolean negative = text.startsWith("-");
    String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
    if (unsigned.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    Matcher part = PART.matcher(unsigned);
    double nanos = 0;
    int end = 0;
    while (end < unsigned.length() && part.find(end) && part.start() == end) {
      nanos += Double.parseDouble(part.group(1)) * NANOS.getOrDefault(part.group(2), 0d);
      end = part.end();
    }
    if (unsigned.isEmpty() || end < unsigned.length() || nanos > Long.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos((long) (negative ? -nanos : nanos)));
  }
}
