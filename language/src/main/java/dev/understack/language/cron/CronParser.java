package dev.understack.language.cron;

import dev.understack.language.LanguageException;
import dev.understack.language.go.GoDuration;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads one schedule. */
final class CronParser {
  /** Which fields there are. */
  enum Fields {
    STANDARD(5, 5),
    WITH_SECONDS(5, 6);

    private final int least;
    private final int most;

    Fields(int least, int most) {
      this.least = least;
      this.most = most;
    }
  }

  private final String spec;
  private final ZoneId zone;

  CronParser(String spec, ZoneId zone) {
    this.spec = spec;
    this.zone = zone;
  }

  CronSchedule parse(Fields fields, boolean descriptors) {
    if (spec.isEmpty()) {
      throw fault("empty spec string");
    }
    if (!spec.startsWith("TZ=") && !spec.startsWith("CRON_TZ=")) {
      return parse(spec, zone, fields, descriptors);
    }
    int space = spec.indexOf(' ');
    if (space < 0) {
      throw fault("expected a schedule after the time zone");
    }
    ZoneId own = zone(spec.substring(spec.indexOf('=') + 1, space));
    return parse(spec.substring(space).strip(), own, fields, descriptors);
  }

  private CronSchedule parse(String text, ZoneId own, Fields fields, boolean descriptors) {
    if (text.startsWith("@")) {
      if (!descriptors) {
        throw fault("parser does not accept descriptors: " + text);
      }
      return descriptor(text, own);
    }
    List<String> parts =
        text.isBlank() ? List.of() : new ArrayList<>(Arrays.asList(text.strip().split("\\s+")));
    if (parts.size() < fields.least || parts.size() > fields.most) {
      String expected =
          fields.least == fields.most
              ? "exactly " + fields.least
              : fields.least + " to " + fields.most;
      throw fault("expected " + expected + " fields, found " + parts.size() + ": " + shown(parts));
    }
    if (fields == Fields.STANDARD) {
      parts.addFirst("0");
    } else if (parts.size() < fields.most) {
      parts.add("*");
    }
    return schedule(parts, own);
  }

  private FieldSchedule schedule(List<String> parts, ZoneId own) {
    CronField seconds = field(parts.get(0), CronField.SECOND);
    CronField minutes = field(parts.get(1), CronField.MINUTE);
    CronField hours = field(parts.get(2), CronField.HOUR);
    CronField days = field(parts.get(3), CronField.DAY_OF_MONTH);
    CronField months = field(parts.get(4), CronField.MONTH);
    CronField weekdays = field(parts.get(5), CronField.DAY_OF_WEEK);
    return new FieldSchedule(
        seconds.bits(),
        minutes.bits(),
        hours.bits(),
        days.bits(),
        months.bits(),
        weekdays.bits(),
        days.star() || weekdays.star(),
        own);
  }

  private CronField field(String text, CronField.Bounds bounds) {
    try {
      return CronField.parse(text, bounds);
    } catch (IllegalArgumentException wrong) {
      int at = spec.indexOf(text);
      throw new LanguageException(
          CronSchedule.LANGUAGE, spec, Math.max(0, at), String.valueOf(wrong.getMessage()), wrong);
    }
  }

  private CronSchedule descriptor(String text, ZoneId own) {
    if (text.startsWith("@every ")) {
      try {
        return EverySchedule.of(GoDuration.parse(text.substring("@every ".length())));
      } catch (LanguageException wrong) {
        throw fault("failed to parse duration " + text + ": " + wrong.problem());
      }
    }
    String fields =
        switch (text) {
          case "@yearly", "@annually" -> "0 0 1 1 *";
          case "@monthly" -> "0 0 1 * *";
          case "@weekly" -> "0 0 * * 0";
          case "@daily", "@midnight" -> "0 0 * * *";
          case "@hourly" -> "0 * * * *";
          default -> throw fault("unrecognized descriptor: " + text);
        };
    return parse(fields, own, Fields.STANDARD, false);
  }

  private ZoneId zone(String name) {
    if (name.isEmpty() || name.equals("UTC")) {
      return ZoneOffset.UTC;
    }
    if (name.equals("Local")) {
      return zone;
    }
    try {
      ZoneId found = ZoneId.of(name);
      if (!(found instanceof ZoneOffset)) {
        return found;
      }
    } catch (DateTimeException unknown) {
      // Reported below.
    }
    throw fault("provided bad location " + name + ": unknown time zone " + name);
  }

  private static String shown(List<String> parts) {
    return "[" + String.join(" ", parts) + "]";
  }

  private LanguageException fault(String problem) {
    return new LanguageException(CronSchedule.LANGUAGE, spec, 0, problem);
  }
}
