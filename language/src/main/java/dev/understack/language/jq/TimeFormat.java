package dev.understack.language.jq;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** Writes a time by a format with percent signs: strftime. */
final class TimeFormat {
  private static final int WIDEST = 1024;
  private static final char NONE = 0;

  private final ZonedDateTime time;
  private final StringBuilder out = new StringBuilder();

  /** How one field is written: padding character or 0 for the field's own, whether to pad. */
  private record Style(char padding, boolean bare, int width, boolean upper, boolean swapped) {}

  TimeFormat(ZonedDateTime time) {
    this.time = time;
  }

  String format(String format) {
    write(format);
    return out.toString();
  }

  private void write(String format) {
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '%') {
        i = directive(format, i);
      } else {
        out.append(c);
      }
    }
  }

  /** Writes the directive that starts at {@code start}; gives the index of its last character. */
  private int directive(String format, int start) {
    char padding = NONE;
    boolean bare = false;
    boolean upper = false;
    boolean swapped = false;
    int width = 0;
    int colons = 0;
    int i = start + 1;
    for (; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '-') {
        bare = true;
      } else if (c == '_') {
        padding = ' ';
        bare = false;
      } else if (c == '0') {
        padding = '0';
        bare = false;
      } else if (c == '^') {
        upper = true;
      } else if (c == '#') {
        swapped = true;
      } else if (Lexer.isDigit(c)) {
        while (i < format.length() && Lexer.isDigit(format.charAt(i))) {
          width = Math.min(WIDEST, width * 10 + format.charAt(i++) - '0');
        }
        padding = bare ? ' ' : padding;
        bare = false;
        i--;
      } else {
        break;
      }
    }
    while (i < format.length() && format.charAt(i) == ':' && colons < 3) {
      colons++;
      i++;
    }
    Style style = new Style(padding, bare, width, upper, swapped);
    boolean complete = i < format.length() && (colons == 0 || format.charAt(i) == 'z');
    if (!complete || !field(format.charAt(i), style, colons)) {
      int end = Math.min(format.length(), complete ? i + 1 : i);
      out.append(format, start, end);
      return end - 1;
    }
    return i;
  }

  private boolean field(char field, Style style, int colons) {
    switch (field) {
      case 'Y' -> number(time.getYear(), 4, '0', style);
      case 'y' -> number(Math.abs(time.getYear() % 100), 2, '0', style);
      case 'C' -> number(time.getYear() / 100, 2, '0', style);
      case 'g' -> number(Math.abs(isoYear() % 100), 2, '0', style);
      case 'G' -> number(isoYear(), 4, '0', style);
      case 'm' -> number(time.getMonthValue(), 2, '0', style);
      case 'B' -> text(time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH), style);
      case 'b', 'h' ->
          text(
              time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3),
              style);
      case 'A' -> text(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), style);
      case 'a' ->
          text(
              time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH).substring(0, 3),
              style);
      case 'w' -> number(weekday(), 1, '0', style);
      case 'u' -> number(time.getDayOfWeek().getValue(), 1, '0', style);
      case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', style);
      case 'U' -> number((time.getDayOfYear() + 6 - weekday()) / 7, 2, '0', style);
      case 'W' ->
          number((time.getDayOfYear() + (weekday() > 0 ? 7 - weekday() : 0)) / 7, 2, '0', style);
      case 'd' -> number(time.getDayOfMonth(), 2, '0', style);
      case 'e' -> number(time.getDayOfMonth(), 2, ' ', style);
      case 'j' -> number(time.getDayOfYear(), 3, '0', style);
      case 'H' -> number(time.getHour(), 2, '0', style);
      case 'k' -> number(time.getHour(), 2, ' ', style);
      case 'I' -> number(hour12(), 2, '0', style);
      case 'l' -> number(hour12(), 2, ' ', style);
      case 'p' -> text(time.getHour() < 12 ? "AM" : "PM", style);
      case 'P' -> {
        boolean lower = !(style.upper() || style.swapped());
        text(
            time.getHour() < 12 ? "AM" : "PM",
            new Style(style.padding(), style.bare(), style.width(), style.upper(), lower));
      }
      case 'M' -> number(time.getMinute(), 2, '0', style);
      case 'S' -> number(time.getSecond(), 2, '0', style);
      case 's' -> number(time.toEpochSecond(), 1, ' ', style);
      case 'f' -> number(time.getNano() / 1000, 6, '0', style);
      case 'Z' -> text(DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(time), style);
      case 'z' -> offset(colons, style);
      case 't' -> text("\t", style);
      case 'n' -> text("\n", style);
      case '%' -> text("%", style);
      case 'c' -> composite("a b e H:M:S Y", style, false);
      case '+' -> composite("a b e H:M:S Z Y", style, false);
      case 'v' -> composite("e-b-Y", style, false);
      case 'r' -> composite("I:M:S p", style, false);
      case 'F' -> composite("Y-m-d", style, style.swapped());
      case 'D', 'x' -> composite("m/d/y", style, style.swapped());
      case 'T', 'X' -> composite("H:M:S", style, style.swapped());
      case 'R' -> composite("H:M", style, style.swapped());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Letters are fields, everything else stands for itself. */
  private void composite(String letters, Style style, boolean swapped) {
    Style inner = new Style(NONE, false, 0, style.upper(), swapped);
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      if (!Lexer.isNameStart(c) || !field(c, inner, 0)) {
        out.append(c);
      }
    }
  }

  private int weekday() {
    return time.getDayOfWeek().getValue() % 7;
  }

  private int isoYear() {
    return time.get(IsoFields.WEEK_BASED_YEAR);
  }

  private int hour12() {
    return time.get(ChronoField.CLOCK_HOUR_OF_AMPM);
  }

  private void number(long value, int width, char padding, Style style) {
    String digits = Long.toString(Math.abs(value));
    String sign = value < 0 ? "-" : "";
    int wide = style.width() > 0 ? style.width() : width;
    boolean fixed = width == 2 || width == 3;
    wide = fixed ? Math.max(wide, width) : wide;
    char fill = style.padding() == NONE ? padding : style.padding();
    int missing = style.bare() ? 0 : Math.max(0, wide - digits.length() - sign.length());
    String filler = String.valueOf(fill).repeat(missing);
    out.append(fill == '0' ? sign + filler : filler + sign).append(digits);
  }

  private void text(String text, Style style) {
    int missing = style.bare() ? 0 : Math.max(0, style.width() - text.length());
    out.append(String.valueOf(style.padding() == NONE ? ' ' : style.padding()).repeat(missing));
    boolean upperCase = text.length() > 1 && text.charAt(1) < 'a' && text.charAt(1) >= 'A';
    if (style.swapped() && upperCase) {
      out.append(text.toLowerCase(Locale.ROOT));
    } else if (style.swapped() || style.upper()) {
      out.append(text.toUpperCase(Locale.ROOT));
    } else {
      out.append(text);
    }
  }

  private void offset(int colons, Style style) {
    int seconds = time.getOffset().getTotalSeconds();
    int size = Math.abs(seconds);
    String sign = seconds < 0 ? "-" : "+";
    String separator = colons > 0 ? ":" : "";
    StringBuilder rest = new StringBuilder();
    if (colons <= 2 || size % 3600 != 0) {
      rest.append(separator).append(two(size / 60 % 60));
      if (colons == 2 || (colons == 3 && size % 60 != 0)) {
        rest.append(separator).append(two(size % 60));
      }
    }
    String hours = style.bare() ? Integer.toString(size / 3600) : two(size / 3600);
    boolean spaced = style.padding() == ' ' && !style.bare();
    if (spaced && hours.startsWith("0")) {
      hours = hours.substring(1);
    }
    int length = sign.length() + hours.length() + rest.length();
    int missing = Math.max(spaced && size / 3600 < 10 ? 1 : 0, style.width() - length);
    String filler = style.bare() ? "" : (spaced ? " " : "0").repeat(missing);
    out.append(spaced ? filler + sign : sign + filler).append(hours).append(rest);
  }

  private static String two(int value) {
    return value < 10 ? "0" + value : Integer.toString(value);
  }
}
