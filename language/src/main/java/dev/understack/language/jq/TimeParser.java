package dev.understack.language.jq;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a time by a format with percent signs: strptime. */
final class TimeParser {
  private static final List<String> MONTHS =
      Arrays.stream(Month.values())
          .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();
  private static final List<String> DAYS =
      Stream.of(7, 1, 2, 3, 4, 5, 6)
          .map(day -> DayOfWeek.of(day).getDisplayName(TextStyle.FULL, Locale.ENGLISH))
          .toList();

  /** The text is not what the format says. */
  static final class Mismatch extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Mismatch(String message) {
      super(message, null, false, false);
    }
  }

  private final String source;
  private final String format;
  private int at;
  private int year = 1900;
  private int month = 1;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int century = -1;
  private int dayOfYear;
  private int week;
  private int weekday;
  private int offset;
  private char weekKind;
  private boolean isoYear;
  private boolean afternoon;

  TimeParser(String source, String format) {
    this.source = source;
    this.format = format;
  }

  Instant parse() {
    try {
      read(format);
      if (at < source.length()) {
        throw new Mismatch("unparsed string " + quote(source.substring(at)));
      }
      return time();
    } catch (Mismatch e) {
      throw new Mismatch(
          "failed to parse " + quote(source) + " with " + quote(format) + ": " + e.getMessage());
    } catch (DateTimeException | ArithmeticException e) {
      throw new Mismatch(
          "failed to parse " + quote(source) + " with " + quote(format) + ": out of range");
    }
  }

  /** A field as it stands in a format. */
  private static String directive(String letters) {
    return quote("%" + letters);
  }

  private static String quote(String text) {
    return JsonText.of(JsonNodeFactory.instance.stringNode(text));
  }

  private void read(String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c != '%') {
        literal(c);
        continue;
      }
      if (++i == pattern.length()) {
        throw new Mismatch("stray " + directive(""));
      }
      int colons = 0;
      while (i < pattern.length() && pattern.charAt(i) == ':' && colons < 3) {
        colons++;
        i++;
      }
      if (colons > 0 && (i == pattern.length() || pattern.charAt(i) != 'z')) {
        throw new Mismatch("expected 'z' after " + directive(":".repeat(colons)));
      }
      field(pattern.charAt(i), colons);
    }
  }

  /** Letters are fields, everything else stands for itself. */
  private void fields(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      if (Lexer.isNameStart(c)) {
        field(c, 0);
      } else {
        literal(c);
      }
    }
  }

  private void literal(char c) {
    if (at >= source.length() || source.charAt(at) != c) {
      throw new Mismatch("expected '" + c + "'");
    }
    at++;
  }

  private void field(char field, int colons) {
    switch (field) {
      case 'Y', 'G' -> {
        isoYear |= field == 'G';
        int sign = sign();
        year = sign * number(4, 0, 9999, field);
      }
      case 'y', 'g' -> {
        isoYear |= field == 'g';
        int two = number(2, 0, 99, field);
        year = two + (two < 69 ? 2000 : 1900);
      }
      case 'C' -> {
        if (sign() < 0) {
          throw new Mismatch("negative century is not supported for " + directive("C"));
        }
        century = number(2, 0, 99, field);
      }
      case 'm' -> month = number(2, 1, 12, field);
      case 'B' -> month = name(MONTHS, false, field);
      case 'b', 'h' -> month = name(MONTHS, true, field);
      case 'A' -> weekday = name(DAYS, false, field);
      case 'a' -> weekday = name(DAYS, true, field);
      case 'w' -> weekday = number(1, 0, 6, field) + 1;
      case 'u' -> weekday = number(1, 1, 7, field) % 7 + 1;
      case 'V' -> week(number(2, 1, 53, field), field, 2);
      case 'U' -> week(number(2, 0, 53, field), field, 1);
      case 'W' -> week(number(2, 0, 53, field), field, 2);
      case 'd' -> day = number(2, 1, 31, field);
      case 'e' -> {
        skipOneSpace();
        day = number(2, 1, 31, field);
      }
      case 'j' -> dayOfYear = number(3, 1, 366, field);
      case 'H' -> hour = number(2, 0, 23, field);
      case 'k' -> {
        skipOneSpace();
        hour = number(2, 0, 23, field);
      }
      case 'I' -> hour = number(2, 1, 12, field) % 12;
      case 'l' -> {
        skipOneSpace();
        hour = number(2, 1, 12, field) % 12;
      }
      case 'p', 'P' -> afternoon = name(List.of("AM", "PM"), false, field) == 2;
      case 'M' -> minute = number(2, 0, 59, field);
      case 'S' -> second = number(2, 0, 60, field);
      case 's' -> epochSeconds();
      case 'f' -> microseconds();
      case 'Z' -> zoneName();
      case 'z' -> new ZoneOffsetParser(colons).read();
      case 't', 'n' -> spaces(field);
      case '%' -> literal('%');
      case 'c' -> fields("a b e H:M:S Y");
      case '+' -> fields("a b e H:M:S Z Y");
      case 'v' -> fields("e-b-Y");
      case 'r' -> fields("I:M:S p");
      case 'F' -> fields("Y-m-d");
      case 'D', 'x' -> fields("m/d/y");
      case 'T', 'X' -> fields("H:M:S");
      case 'R' -> fields("H:M");
      default -> throw new Mismatch("unexpected format " + directive(String.valueOf(field)));
    }
  }

  private void week(int number, char kind, int firstDay) {
    week = number;
    weekKind = kind;
    weekday = weekday == 0 ? firstDay : weekday;
  }

  private void skipOneSpace() {
    if (at < source.length() && source.charAt(at) == ' ') {
      at++;
    }
  }

  private int sign() {
    if (at < source.length() && source.charAt(at) == '-') {
      at++;
      return -1;
    }
    return 1;
  }

  private int number(int digits, int least, int most, char field) {
    long value = digits(digits, field);
    if (value < least || value > most) {
      throw new Mismatch("cannot parse " + directive(String.valueOf(field)));
    }
    return (int) value;
  }

  private long digits(int most, char field) {
    int start = at;
    long value = 0;
    while (at < source.length() && at < start + most && Lexer.isDigit(source.charAt(at))) {
      value = value * 10 + source.charAt(at++) - '0';
    }
    if (at == start) {
      throw new Mismatch("cannot parse " + directive(String.valueOf(field)));
    }
    return value;
  }

  /** Position of the name at the cursor, counted from 1. */
  private int name(List<String> names, boolean shortened, char field) {
    for (int i = 0; i < names.size(); i++) {
      String name = shortened ? names.get(i).substring(0, 3) : names.get(i);
      if (source.regionMatches(true, at, name, 0, name.length())) {
        at += name.length();
        return i + 1;
      }
    }
    throw new Mismatch("cannot parse " + directive(String.valueOf(field)));
  }

  private void epochSeconds() {
    int sign = sign();
    LocalDateTime time = LocalDateTime.ofEpochSecond(sign * digits(19, 's'), 0, ZoneOffset.UTC);
    year = time.getYear();
    month = time.getMonthValue();
    day = time.getDayOfMonth();
    hour = time.getHour();
    minute = time.getMinute();
    second = time.getSecond();
  }

  private void microseconds() {
    int start = at;
    int micros = number(6, 0, 999_999, 'f');
    for (int read = at - start; read < 6; read++) {
      micros *= 10;
    }
    nano = micros * 1000;
  }

  /** Names of zones other than UTC say nothing about the offset here. */
  private void zoneName() {
    int start = at;
    while (at < source.length() && source.charAt(at) >= 'A' && source.charAt(at) <= 'Z') {
      at++;
    }
    String name = source.substring(start, at);
    boolean known =
        name.length() == 3
            || (name.length() == 4 && (name.endsWith("T") || name.equals("WITA")))
            || (name.length() == 5 && name.endsWith("T"));
    if (!known) {
      throw new Mismatch("cannot parse " + quote(name) + " with " + directive("Z"));
    }
  }

  private void spaces(char field) {
    int start = at;
    while (at < source.length() && " \t\n\u000b\f\r".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw new Mismatch("expected a space for " + directive(String.valueOf(field)));
    }
  }

  private Instant time() {
    int hours = hour + (afternoon ? 12 : 0);
    if (century >= 0) {
      year = century * 100 + year % 100;
    }
    return date()
        .atStartOfDay()
        .plusHours(hours)
        .plusMinutes(minute)
        .plusSeconds(second)
        .plusNanos(nano)
        .toInstant(ZoneOffset.UTC)
        .minusSeconds(offset);
  }

  private LocalDate date() {
    if (day == 0 && dayOfYear > 0) {
      if (isoYear) {
        throw new Mismatch(
            "use " + directive("Y") + " to parse non-ISO year for " + directive("j"));
      }
      return LocalDate.of(year, 1, 1).plusDays(dayOfYear - 1L);
    }
    if (day == 0 && weekKind != 0) {
      return dateOfWeek();
    }
    return LocalDate.of(year, month, 1).plusDays(Math.max(day, 1) - 1L);
  }

  private LocalDate dateOfWeek() {
    if (weekKind == 'V' && !isoYear) {
      throw new Mismatch("use " + directive("G") + " to parse ISO year for " + directive("V"));
    }
    if (weekKind != 'V' && isoYear) {
      throw new Mismatch(
          "use "
              + directive("Y")
              + " to parse non-ISO year for "
              + directive("U")
              + " or "
              + directive("W"));
    }
    int start =
        switch (weekKind) {
          case 'V' -> 4;
          case 'W' -> 1;
          default -> 0;
        };
    int weeks = week + (start > 0 && weekday == 1 ? 1 : 0);
    LocalDate first = LocalDate.of(year, 1, 1).minusDays(start + 1L);
    int firstWeekday = first.getDayOfWeek().getValue() % 7;
    return first.plusDays(weeks * 7L - firstWeekday + weekday - 1);
  }

  /** {@code +hh:mm}, {@code +hhmm}, {@code +hh} or {@code Z}. */
  private final class ZoneOffsetParser {
    private final int colons;

    ZoneOffsetParser(int colons) {
      this.colons = colons;
    }

    void read() {
      char c = at < source.length() ? source.charAt(at) : 0;
      at++;
      if (c == 'Z') {
        offset = 0;
        return;
      }
      if (c != '+' && c != '-') {
        throw mismatch();
      }
      int total = twoDigits(23) * 3600;
      boolean colon = at < source.length() && source.charAt(at) == ':';
      if (colons > 0 && colons < 3 && !colon) {
        throw new Mismatch("expected ':' for " + directive(":".repeat(colons) + "z"));
      }
      int back = at;
      at += colon ? 1 : 0;
      if (isTwoDigits()) {
        total += twoDigits(59) * 60;
        if (at < source.length() && source.charAt(at) == ':' && (colon && colons != 1)) {
          at++;
          if (isTwoDigits()) {
            total += twoDigits(59);
          } else {
            at--;
          }
        } else if (colons == 2) {
          throw new Mismatch("expected ':' for " + directive("::z"));
        }
      } else if (colon && colons != 3) {
        throw mismatch();
      } else {
        at = back;
      }
      offset = c == '-' ? -total : total;
    }

    private boolean isTwoDigits() {
      return at + 1 < source.length()
          && Lexer.isDigit(source.charAt(at))
          && Lexer.isDigit(source.charAt(at + 1));
    }

    private int twoDigits(int most) {
      if (!isTwoDigits()) {
        throw mismatch();
      }
      int value = Integer.parseInt(source, at, at + 2, 10);
      if (value > most) {
        throw mismatch();
      }
      at += 2;
      return value;
    }

    private Mismatch mismatch() {
      return new Mismatch("cannot parse " + directive(":".repeat(colons) + "z"));
    }
  }
}
