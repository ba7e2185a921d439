package dev.understack.language.go;

import dev.understack.language.LanguageException;
import dev.understack.language.go.TimeChunk.Field;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one time piece by piece of a layout, with Go's rules and error texts. */
final class TimeParser {
  private static final List<String> MONTHS =
      List.of(
          "January",
          "February",
          "March",
          "April",
          "May",
          "June",
          "July",
          "August",
          "September",
          "October",
          "November",
          "December");
  private static final List<String> DAYS =
      List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday");

  private final String layout;
  private final List<TimeChunk> chunks;
  private final String value;
  private int position;
  private TimeChunk chunk;

  private int year;
  private int month = -1;
  private int day = -1;
  private int yearDay = -1;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private boolean am;
  private boolean pm;
  private @Nullable ZoneOffset offset;

  /** Of a zone such as GMT+3: Go shows the time there, but takes the text for a time in UTC. */
  private int gmtHours;

  TimeParser(String layout, List<TimeChunk> chunks, String value) {
    this.layout = layout;
    this.chunks = chunks;
    this.value = value;
    this.chunk = chunks.getFirst();
  }

  ZonedDateTime parse(ZoneId zone) {
    for (int i = 0; i < chunks.size(); i++) {
      chunk = chunks.get(i);
      skip(chunk.literal());
      int start = position;
      try {
        read(i);
      } catch (IndexOutOfBoundsException | NumberFormatException unreadable) {
        position = start;
        throw fault(chunk.text(), "");
      }
    }
    if (position < value.length()) {
      throw fault("", ": extra text: " + quoted(value.substring(position)));
    }
    if (pm && hour < 12) {
      hour += 12;
    } else if (am && hour == 12) {
      hour = 0;
    }
    return time(zone);
  }

  private ZonedDateTime time(ZoneId zone) {
    LocalDateTime local;
    try {
      local = date().atTime(hour, minute, second, nano);
    } catch (DateTimeException impossible) {
      throw fault("", ": day out of range");
    }
    if (offset == null) {
      return local.atZone(zone);
    }
    if (gmtHours != 0 && Math.abs(gmtHours) <= 18) {
      return local.toInstant(offset).atZone(ZoneOffset.ofHours(gmtHours));
    }
    boolean ofZone = zone.getRules().getOffset(local.toInstant(offset)).equals(offset);
    return ofZone ? local.toInstant(offset).atZone(zone) : local.atZone(offset);
  }

  private LocalDate date() {
    if (yearDay < 0) {
      int inMonth = Math.max(month, 1);
      int inDay = day < 0 ? 1 : day;
      if (inDay < 1 || inDay > YearMonth.of(year, inMonth).lengthOfMonth()) {
        throw fault("", ": day out of range");
      }
      return LocalDate.of(year, inMonth, inDay);
    }
    if (yearDay < 1 || yearDay > Year.of(year).length()) {
      throw fault("", ": day-of-year out of range");
    }
    LocalDate date = LocalDate.ofYearDay(year, yearDay);
    if (month >= 0 && month != date.getMonthValue()) {
      throw fault("", ": day-of-year does not match month");
    }
    if (day >= 0 && day != date.getDayOfMonth()) {
      throw fault("", ": day-of-year does not match day");
    }
    return date;
  }

  private void read(int index) {
    switch (chunk.field()) {
      case END -> {}
      case LONG_MONTH -> month = name(MONTHS, Integer.MAX_VALUE) + 1;
      case MONTH -> month = name(MONTHS, 3) + 1;
      case LONG_WEEKDAY -> name(DAYS, Integer.MAX_VALUE);
      case WEEKDAY -> name(DAYS, 3);
      case ZERO_MONTH, NUMBER_MONTH ->
          month = inRange(number(chunk.field() == Field.ZERO_MONTH), 1, 12, "month");
      case ZERO_DAY, DAY -> day = number(chunk.field() == Field.ZERO_DAY);
      case UNDER_DAY -> {
        skipBlank();
        day = number(false);
      }
      case ZERO_YEAR_DAY -> yearDay = yearDay(3);
      case UNDER_YEAR_DAY -> {
        skipBlank();
        skipBlank();
        yearDay = yearDay(1);
      }
      case YEAR -> {
        int two = Integer.parseInt(take(2));
        year = two >= 69 ? two + 1900 : two + 2000;
      }
      case LONG_YEAR -> year = digits(take(4));
      case HOUR -> hour = inRange(number(false), 0, 23, "hour");
      case ZERO_HOUR12, HOUR12 ->
          hour = inRange(number(chunk.field() == Field.ZERO_HOUR12), 0, 12, "hour");
      case ZERO_MINUTE, MINUTE ->
          minute = inRange(number(chunk.field() == Field.ZERO_MINUTE), 0, 59, "minute");
      case ZERO_SECOND, SECOND -> {
        second = inRange(number(chunk.field() == Field.ZERO_SECOND), 0, 59, "second");
        if (chunks.get(index + 1).field() != Field.FRACTION
            || !chunks.get(index + 1).literal().isEmpty()) {
          fraction();
        }
      }
      case UPPER_PM, LOWER_PM -> half(chunk.field() == Field.UPPER_PM);
      case ISO_OFFSET, OFFSET -> offset();
      case ZONE_NAME -> zoneName();
      case FRACTION -> {
        if (chunk.text().charAt(1) == '9') {
          fraction();
        } else {
          nano = nanos(take(chunk.text().length()));
        }
      }
    }
  }

  private void skip(String literal) {
    for (int i = 0; i < literal.length(); ) {
      if (literal.charAt(i) == ' ') {
        if (position < value.length() && value.charAt(position) != ' ') {
          throw fault(literal, "");
        }
        while (i < literal.length() && literal.charAt(i) == ' ') {
          i++;
        }
        while (position < value.length() && value.charAt(position) == ' ') {
          position++;
        }
      } else if (position < value.length() && value.charAt(position) == literal.charAt(i)) {
        i++;
        position++;
      } else {
        throw fault(literal.substring(i), "");
      }
    }
  }

  private void skipBlank() {
    if (position < value.length() && value.charAt(position) == ' ') {
      position++;
    }
  }

  private int name(List<String> names, int length) {
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i).substring(0, Math.min(length, names.get(i).length()));
      if (value.regionMatches(true, position, name, 0, name.length())) {
        position += name.length();
        return i;
      }
    }
    throw new NumberFormatException("no such name");
  }

  private int number(boolean twoDigits) {
    int length = isDigit(position + 1) ? 2 : 1;
    if (!isDigit(position) || (twoDigits && length == 1)) {
      throw new NumberFormatException("digits expected");
    }
    return digits(take(length));
  }

  private int yearDay(int least) {
    int length = 0;
    while (length < 3 && isDigit(position + length)) {
      length++;
    }
    if (length < least) {
      throw new NumberFormatException("digits expected");
    }
    return digits(take(length));
  }

  private int inRange(int number, int low, int high, String what) {
    if (number < low || number > high) {
      throw fault(chunk.text(), ": " + what + " out of range");
    }
    return number;
  }

  private void half(boolean upper) {
    String text = take(2);
    if (!text.toUpperCase(Locale.ROOT).equals(upper ? text : text.toUpperCase(Locale.ROOT))
        || (!upper && !text.toLowerCase(Locale.ROOT).equals(text))) {
      throw new NumberFormatException("wrong case");
    }
    switch (text.toUpperCase(Locale.ROOT)) {
      case "AM" -> am = true;
      case "PM" -> pm = true;
      default -> throw new NumberFormatException("neither AM nor PM");
    }
  }

  private void offset() {
    if (chunk.field() == Field.ISO_OFFSET
        && position < value.length()
        && value.charAt(position) == 'Z') {
      position++;
      offset = ZoneOffset.UTC;
      return;
    }
    String text = take(chunk.text().length());
    boolean colon = chunk.text().contains(":");
    int sign =
        switch (text.charAt(0)) {
          case '+' -> 1;
          case '-' -> -1;
          default -> throw new NumberFormatException("sign expected");
        };
    int[] parts = new int[3];
    for (int i = 0, at = 1; at < text.length(); i++, at += 2) {
      if (i > 0 && colon) {
        if (text.charAt(at) != ':') {
          throw new NumberFormatException("colon expected");
        }
        at++;
      }
      parts[i] = digits(text.substring(at, at + 2));
    }
    if (parts[0] > 18 || parts[1] > 60 || parts[2] > 60) {
      throw fault(chunk.text(), ": time zone offset hour out of range");
    }
    offset = ZoneOffset.ofTotalSeconds(sign * ((parts[0] * 60 + parts[1]) * 60 + parts[2]));
  }

  /** A zone's abbreviation says nothing certain about its offset; Go takes 0 for unknown ones. */
  private void zoneName() {
    int end = position;
    while (end < value.length() && end - position < 5 && Character.isUpperCase(value.charAt(end))) {
      end++;
    }
    String name = value.substring(position, end);
    boolean signed = end < value.length() && (value.charAt(end) == '+' || value.charAt(end) == '-');
    if (name.length() < 3 && !(name.isEmpty() && signed)) {
      throw new NumberFormatException("zone expected");
    }
    position = end;
    if (signed && (name.isEmpty() || name.equals("GMT"))) {
      int hours = signedHours();
      gmtHours = name.isEmpty() ? 0 : hours;
    }
    if (offset == null) {
      offset = ZoneOffset.UTC;
    }
  }

  private int signedHours() {
    int end = position + 1;
    while (isDigit(end)) {
      end++;
    }
    int sign = value.charAt(position) == '-' ? -1 : 1;
    int hours = digits(value.substring(position + 1, end));
    if (hours > 23) {
      throw new NumberFormatException("hours expected");
    }
    position = end;
    return sign * hours;
  }

  private void fraction() {
    boolean mark =
        position < value.length()
            && (value.charAt(position) == '.' || value.charAt(position) == ',')
            && isDigit(position + 1);
    if (mark) {
      int end = position + 1;
      while (isDigit(end)) {
        end++;
      }
      nano = nanos(take(end - position));
    }
  }

  private static int nanos(String fraction) {
    if (fraction.charAt(0) != '.' && fraction.charAt(0) != ',') {
      throw new NumberFormatException("fraction expected");
    }
    String nine = (fraction.substring(1) + "000000000").substring(0, 9);
    return digits(nine);
  }

  private static int digits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        throw new NumberFormatException("digits expected");
      }
    }
    return Integer.parseInt(text);
  }

  private boolean isDigit(int index) {
    return index < value.length() && value.charAt(index) >= '0' && value.charAt(index) <= '9';
  }

  private String take(int length) {
    String taken = value.substring(position, position + length);
    position += length;
    return taken;
  }

  private LanguageException fault(String element, String message) {
    String problem =
        message.isEmpty()
            ? "parsing time "
                + quoted(value)
                + " as "
                + quoted(layout)
                + ": cannot parse "
                + quoted(value.substring(Math.min(position, value.length())))
                + " as "
                + quoted(element)
            : "parsing time " + quoted(value) + message;
    return new LanguageException(TimeLayout.LANGUAGE, value, position, problem);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
