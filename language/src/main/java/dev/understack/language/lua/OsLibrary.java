package dev.understack.language.lua;

import dev.understack.language.go.TimeLayout;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;

/** The part of the library {@code os} that tells the time. The local zone is UTC. */
final class OsLibrary {
  private static final double NANOS = 1e9;
  private static final Map<Character, String> LAYOUTS =
      Map.ofEntries(
          Map.entry('a', "mon"),
          Map.entry('A', "Monday"),
          Map.entry('b', "Jan"),
          Map.entry('B', "January"),
          Map.entry('c', "02 Jan 06 15:04 MST"),
          Map.entry('d', "02"),
          Map.entry('F', "2006-01-02"),
          Map.entry('H', "15"),
          Map.entry('I', "03"),
          Map.entry('m', "01"),
          Map.entry('M', "04"),
          Map.entry('p', "PM"),
          Map.entry('P', "pm"),
          Map.entry('S', "05"),
          Map.entry('x', "15/04/05"),
          Map.entry('X', "15:04:05"),
          Map.entry('y', "06"),
          Map.entry('Y', "2006"),
          Map.entry('z', "-0700"),
          Map.entry('Z', "MST"));

  private OsLibrary() {}

  static void addTo(Machine machine, InstantSource clock) {
    LuaTable table = new LuaTable();
    Library library = new Library(machine, table);
    long started = System.nanoTime();
    library.single("clock", (m, a) -> (System.nanoTime() - started) / NANOS);
    library.single("difftime", (m, a) -> a.number(1) - a.number(2));
    library.single("time", (m, a) -> time(m, a, clock));
    library.single("date", (m, a) -> date(m, a, clock));
    library.single("setlocale", (m, a) -> false);
    library.refuse("os", "execute", "exit", "getenv", "remove", "rename", "setenv", "tmpname");
    machine.globals().put(machine, "os", table);
  }

  private static double time(Machine machine, Args a, InstantSource clock) {
    if (a.get(1) == null) {
      return clock.instant().getEpochSecond();
    }
    LuaTable fields = a.table(1);
    try {
      // Values that are out of range run over, as in Go.
      LocalDateTime start = LocalDateTime.of(field(fields, "year", -1), 1, 1, 0, 0);
      return start
          .plusMonths(field(fields, "month", -1) - 1L)
          .plusDays(field(fields, "day", -1) - 1L)
          .plusHours(field(fields, "hour", 12))
          .plusMinutes(field(fields, "min", 0))
          .plusSeconds(field(fields, "sec", 0))
          .toEpochSecond(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw machine.error("time out of range");
    }
  }

  private static int field(LuaTable fields, String name, int standard) {
    Double number = Values.number(fields.get(name));
    return number == null ? standard : number.intValue();
  }

  private static Object date(Machine machine, Args a, InstantSource clock) {
    String format = a.text(1, "%c");
    format = format.startsWith("!") ? format.replaceFirst("^!+", "") : format;
    ZonedDateTime time = at(machine, a, clock);
    return format.startsWith("*t") ? fields(machine, time) : formatted(machine, format, time);
  }

  private static ZonedDateTime at(Machine machine, Args a, InstantSource clock) {
    Instant instant;
    try {
      instant = a.get(2) == null ? clock.instant() : Instant.ofEpochSecond((long) a.number(2));
      return instant.atZone(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw machine.error("time out of range");
    }
  }

  private static LuaTable fields(Machine machine, ZonedDateTime time) {
    LuaTable table = new LuaTable();
    table.put(machine, "year", (double) time.getYear());
    table.put(machine, "month", (double) time.getMonthValue());
    table.put(machine, "day", (double) time.getDayOfMonth());
    table.put(machine, "hour", (double) time.getHour());
    table.put(machine, "min", (double) time.getMinute());
    table.put(machine, "sec", (double) time.getSecond());
    table.put(machine, "wday", time.getDayOfWeek().getValue() % 7 + 1.0);
    table.put(machine, "yday", 0.0);
    table.put(machine, "isdst", false);
    return table;
  }

  private static String formatted(Machine machine, String format, ZonedDateTime time) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%' || i + 1 == format.length()) {
        out.append(c);
        continue;
      }
      char flag = format.charAt(++i);
      String layout = LAYOUTS.get(flag);
      String part =
          switch (flag) {
            case '%' -> "%";
            case 'w' -> Integer.toString(time.getDayOfWeek().getValue() % 7);
            default -> layout == null ? "%" + flag : TimeLayout.of(layout).format(time);
          };
      machine.spend(part.length());
      out.append(part);
    }
    return machine.made(out.toString());
  }
}
