package dev.understack.language.go;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** Prints a time piece by piece of a layout. */
final class TimeFormatter {
  private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

  private TimeFormatter() {}

  static String format(List<TimeChunk> chunks, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (TimeChunk chunk : chunks) {
      text.append(chunk.literal()).append(field(chunk, time));
    }
    return text.toString();
  }

  private static String field(TimeChunk chunk, ZonedDateTime time) {
    int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
    return switch (chunk.field()) {
      case END -> "";
      case LONG_MONTH -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case MONTH -> time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case LONG_WEEKDAY -> time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case WEEKDAY ->
          time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3);
      case ZONE_NAME -> zoneName(time);
      case ZERO_MONTH -> padded(time.getMonthValue(), 2);
      case NUMBER_MONTH -> Integer.toString(time.getMonthValue());
      case ZERO_DAY -> padded(time.getDayOfMonth(), 2);
      case DAY -> Integer.toString(time.getDayOfMonth());
      case UNDER_DAY -> blank(time.getDayOfMonth(), 2);
      case ZERO_YEAR_DAY -> padded(time.getDayOfYear(), 3);
      case UNDER_YEAR_DAY -> blank(time.getDayOfYear(), 3);
      case YEAR -> padded(Math.abs(time.getYear()) % 100, 2);
      case LONG_YEAR -> padded(time.getYear(), 4);
      case HOUR -> padded(time.getHour(), 2);
      case ZERO_HOUR12 -> padded(hour12, 2);
      case HOUR12 -> Integer.toString(hour12);
      case ZERO_MINUTE -> padded(time.getMinute(), 2);
      case MINUTE -> Integer.toString(time.getMinute());
      case ZERO_SECOND -> padded(time.getSecond(), 2);
      case SECOND -> Integer.toString(time.getSecond());
      case UPPER_PM -> time.getHour() >= 12 ? "PM" : "AM";
      case LOWER_PM -> time.getHour() >= 12 ? "pm" : "am";
      case OFFSET -> offset(chunk.text(), time.getOffset());
      case ISO_OFFSET ->
          time.getOffset().getTotalSeconds() == 0 ? "Z" : offset(chunk.text(), time.getOffset());
      case FRACTION -> fraction(chunk.text(), time.getNano());
    };
  }

  private static String zoneName(ZonedDateTime time) {
    ZoneId zone = time.getZone();
    if (zone.equals(ZoneOffset.UTC)) {
      return "UTC";
    }
    return zone instanceof ZoneOffset offset ? offset("-0700", offset) : ZONE.format(time);
  }

  private static String offset(String layout, ZoneOffset offset) {
    int seconds = Math.abs(offset.getTotalSeconds());
    String colon = layout.contains(":") ? ":" : "";
    StringBuilder text = new StringBuilder(offset.getTotalSeconds() < 0 ? "-" : "+");
    text.append(padded(seconds / 3600, 2));
    if (layout.length() > 3) {
      text.append(colon).append(padded(seconds / 60 % 60, 2));
    }
    if (layout.length() > 6) {
      text.append(colon).append(padded(seconds % 60, 2));
    }
    return text.toString();
  }

  private static String fraction(String layout, int nanos) {
    String digits = padded(nanos, 9);
    int length = Math.min(layout.length() - 1, 9);
    String shown = digits.substring(0, length);
    if (layout.charAt(1) == '9') {
      shown = shown.replaceAll("0+$", "");
      return shown.isEmpty() ? "" : layout.charAt(0) + shown;
    }
    return layout.charAt(0) + shown + "0".repeat(layout.length() - 1 - length);
  }

  private static String padded(int value, int width) {
    String digits = Integer.toString(Math.abs(value));
    return (value < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
  }

  private static String blank(int value, int width) {
    String digits = Integer.toString(value);
    return " ".repeat(width - digits.length()) + digits;
  }
}
