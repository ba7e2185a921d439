package dev.understack.language.go;

import java.util.ArrayList;
import java.util.List;

/**
 * One piece of a Go time layout: some literal text and the field that follows it.
 *
 * @param literal text before the field
 * @param field what follows; {@link Field#END} at the end of the layout
 * @param text the layout's text of the field
 */
record TimeChunk(String literal, Field field, String text) {
  /** The fields of Go's reference time. */
  enum Field {
    END,
    LONG_MONTH,
    MONTH,
    LONG_WEEKDAY,
    WEEKDAY,
    ZONE_NAME,
    ZERO_MONTH,
    ZERO_DAY,
    ZERO_HOUR12,
    ZERO_MINUTE,
    ZERO_SECOND,
    YEAR,
    ZERO_YEAR_DAY,
    HOUR,
    NUMBER_MONTH,
    LONG_YEAR,
    DAY,
    UNDER_YEAR_DAY,
    UNDER_DAY,
    HOUR12,
    MINUTE,
    SECOND,
    UPPER_PM,
    LOWER_PM,
    OFFSET,
    ISO_OFFSET,
    FRACTION
  }

  /** A way to write a field; of two that fit, the earlier one counts. */
  private record Spelling(String text, Field field) {}

  private static final List<Spelling> SPELLINGS =
      List.of(
          new Spelling("January", Field.LONG_MONTH),
          new Spelling("Jan", Field.MONTH),
          new Spelling("Monday", Field.LONG_WEEKDAY),
          new Spelling("Mon", Field.WEEKDAY),
          new Spelling("MST", Field.ZONE_NAME),
          new Spelling("01", Field.ZERO_MONTH),
          new Spelling("02", Field.ZERO_DAY),
          new Spelling("03", Field.ZERO_HOUR12),
          new Spelling("04", Field.ZERO_MINUTE),
          new Spelling("05", Field.ZERO_SECOND),
          new Spelling("06", Field.YEAR),
          new Spelling("002", Field.ZERO_YEAR_DAY),
          new Spelling("15", Field.HOUR),
          new Spelling("1", Field.NUMBER_MONTH),
          new Spelling("2006", Field.LONG_YEAR),
          new Spelling("2", Field.DAY),
          new Spelling("__2", Field.UNDER_YEAR_DAY),
          new Spelling("_2", Field.UNDER_DAY),
          new Spelling("3", Field.HOUR12),
          new Spelling("4", Field.MINUTE),
          new Spelling("5", Field.SECOND),
          new Spelling("PM", Field.UPPER_PM),
          new Spelling("pm", Field.LOWER_PM),
          new Spelling("-070000", Field.OFFSET),
          new Spelling("-07:00:00", Field.OFFSET),
          new Spelling("-0700", Field.OFFSET),
          new Spelling("-07:00", Field.OFFSET),
          new Spelling("-07", Field.OFFSET),
          new Spelling("Z070000", Field.ISO_OFFSET),
          new Spelling("Z07:00:00", Field.ISO_OFFSET),
          new Spelling("Z0700", Field.ISO_OFFSET),
          new Spelling("Z07:00", Field.ISO_OFFSET),
          new Spelling("Z07", Field.ISO_OFFSET));

  /** The pieces of a layout, the last one with the field END. */
  static List<TimeChunk> split(String layout) {
    List<TimeChunk> all = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < layout.length(); ) {
      TimeChunk found = at(layout, start, i);
      if (found == null) {
        i++;
      } else {
        all.add(found);
        start += found.literal().length() + found.text().length();
        i = start;
      }
    }
    all.add(new TimeChunk(layout.substring(start), Field.END, ""));
    return all;
  }

  private static @org.jspecify.annotations.Nullable TimeChunk at(String layout, int start, int i) {
    if (layout.startsWith("_2006", i)) {
      return new TimeChunk(layout.substring(start, i + 1), Field.LONG_YEAR, "2006");
    }
    String fraction = fraction(layout, i);
    if (!fraction.isEmpty()) {
      return new TimeChunk(layout.substring(start, i), Field.FRACTION, fraction);
    }
    for (Spelling spelling : SPELLINGS) {
      if (layout.startsWith(spelling.text(), i) && !continues(spelling.field(), layout, i)) {
        return new TimeChunk(layout.substring(start, i), spelling.field(), spelling.text());
      }
    }
    return null;
  }

  /** Jan and Mon before a lower case letter are part of another word. */
  private static boolean continues(Field field, String layout, int i) {
    boolean name = field == Field.MONTH || field == Field.WEEKDAY;
    return name && i + 3 < layout.length() && Character.isLowerCase(layout.charAt(i + 3));
  }

  private static String fraction(String layout, int i) {
    boolean mark = layout.charAt(i) == '.' || layout.charAt(i) == ',';
    if (!mark || i + 1 >= layout.length()) {
      return "";
    }
    char digit = layout.charAt(i + 1);
    if (digit != '0' && digit != '9') {
      return "";
    }
    int end = i + 1;
    while (end < layout.length() && layout.charAt(end) == digit) {
      end++;
    }
    boolean more = end < layout.length() && Character.isDigit(layout.charAt(end));
    return more ? "" : layout.substring(i, end);
  }
}
