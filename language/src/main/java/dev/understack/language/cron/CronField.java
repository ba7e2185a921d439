package dev.understack.language.cron;

import java.util.List;
import java.util.Locale;

/**
 * The numbers of one field of a schedule.
 *
 * @param bits bit n stands for the number n
 * @param star whether the field does not restrict anything
 */
record CronField(long bits, boolean star) {
  /** The numbers a field may have, and names for them, the first one for {@code low}. */
  record Bounds(int low, int high, List<String> names) {}

  static final Bounds SECOND = new Bounds(0, 59, List.of());
  static final Bounds MINUTE = new Bounds(0, 59, List.of());
  static final Bounds HOUR = new Bounds(0, 23, List.of());
  static final Bounds DAY_OF_MONTH = new Bounds(1, 31, List.of());
  static final Bounds MONTH =
      new Bounds(
          1,
          12,
          List.of(
              "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
  static final Bounds DAY_OF_WEEK =
      new Bounds(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  /** Reads a list of ranges; throws IllegalArgumentException with the library's text. */
  static CronField parse(String text, Bounds bounds) {
    long bits = 0;
    boolean star = false;
    for (String part : text.split(",", -1)) {
      if (!part.isEmpty()) {
        CronField range = range(part, bounds);
        bits |= range.bits();
        star |= range.star();
      }
    }
    return new CronField(bits, star);
  }

  private static CronField range(String text, Bounds bounds) {
    String[] rangeAndStep = text.split("/", -1);
    String[] lowAndHigh = rangeAndStep[0].split("-", -1);
    boolean star = lowAndHigh[0].equals("*") || lowAndHigh[0].equals("?");
    int start = star ? bounds.low() : number(lowAndHigh[0], bounds);
    int end = star ? bounds.high() : start;
    if (!star && lowAndHigh.length == 2) {
      end = number(lowAndHigh[1], bounds);
    }
    check(star || lowAndHigh.length <= 2, "too many hyphens: " + text);
    check(rangeAndStep.length <= 2, "too many slashes: " + text);
    int step = 1;
    if (rangeAndStep.length == 2) {
      step = integer(rangeAndStep[1]);
      end = lowAndHigh.length == 1 ? bounds.high() : end;
      star &= step <= 1;
    }
    check(
        start >= bounds.low(),
        String.format("beginning of range (%d) below minimum (%d): %s", start, bounds.low(), text));
    check(
        end <= bounds.high(),
        String.format("end of range (%d) above maximum (%d): %s", end, bounds.high(), text));
    check(
        start <= end,
        String.format("beginning of range (%d) beyond end of range (%d): %s", start, end, text));
    check(step != 0, "step of range should be a positive number: " + text);
    long bits = 0;
    for (long i = start; i <= end; i += step) {
      bits |= 1L << i;
    }
    return new CronField(bits, star);
  }

  private static int number(String text, Bounds bounds) {
    int name = bounds.names().indexOf(text.toLowerCase(Locale.ROOT));
    return name < 0 ? integer(text) : name + bounds.low();
  }

  private static int integer(String text) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing \""
              + text
              + "\": invalid syntax");
    }
    check(number >= 0, "negative number (" + number + ") not allowed: " + text);
    return number;
  }

  private static void check(boolean right, String problem) {
    if (!right) {
      throw new IllegalArgumentException(problem);
    }
  }
}
