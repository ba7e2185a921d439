package dev.understack.language.jq;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Times as seconds since 1970 and as arrays of year, month from 0, day, hour, minute, second,
 * weekday and day of the year.
 */
final class Dates {
  static final ZoneId UTC = ZoneId.of("UTC");
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final double NANOS = 1e9;
  private static final int FIELDS = 8;
  private static final int SECOND = 5;

  private Dates() {}

  static ZoneId local() {
    return ZoneId.systemDefault();
  }

  static JsonNode now() {
    return epoch(Instant.now());
  }

  private static JsonNode epoch(Instant instant) {
    return Numbers.of(instant.getEpochSecond() + instant.getNano() / NANOS);
  }

  static JsonNode brokenDown(String function, JsonNode seconds, ZoneId zone) {
    return brokenDown(Values.number(function, seconds), zone);
  }

  static JsonNode brokenDown(double seconds, ZoneId zone) {
    long whole = (long) seconds;
    long nanos = (long) ((seconds - Math.floor(seconds)) * NANOS);
    ZonedDateTime time;
    try {
      time = Instant.ofEpochSecond(whole, nanos).atZone(zone);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Failure("time out of range: " + JsonText.preview(Numbers.of(seconds)));
    }
    ArrayNode fields = NODES.arrayNode(FIELDS);
    fields.add(time.getYear()).add(time.getMonthValue() - 1).add(time.getDayOfMonth());
    fields.add(time.getHour()).add(time.getMinute());
    fields.add(Numbers.of(time.getSecond() + time.getNano() / NANOS));
    return fields.add(time.getDayOfWeek().getValue() % 7).add(time.getDayOfYear() - 1);
  }

  static JsonNode toEpoch(JsonNode fields) {
    if (!fields.isArray()) {
      throw Errors.applied("mktime", fields);
    }
    try {
      return epoch(time(fields, UTC).toInstant());
    } catch (Failure e) {
      throw Errors.wrapped("mktime", fields, String.valueOf(e.getMessage()));
    }
  }

  /** The time that an array stands for; fields beyond their range carry over. */
  private static ZonedDateTime time(JsonNode fields, ZoneId zone) {
    long[] values = new long[FIELDS];
    long nanos = 0;
    for (int i = 0; i < Math.min(FIELDS, fields.size()); i++) {
      JsonNode field = fields.get(i);
      if (!field.isNumber()) {
        throw new Failure("expected an array of 8 numbers");
      }
      values[i] = Numbers.toIndex(field);
      if (i == SECOND) {
        double seconds = Numbers.toDouble(field);
        nanos = (long) ((seconds - Math.floor(seconds)) * NANOS);
      }
    }
    try {
      return LocalDate.of(Math.toIntExact(values[0]), 1, 1)
          .plusMonths(values[1])
          .plusDays(values[2] - 1)
          .atTime(LocalTime.MIDNIGHT)
          .plusHours(values[3])
          .plusMinutes(values[4])
          .plusSeconds(values[SECOND])
          .plusNanos(nanos)
          .atZone(zone);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Failure("time out of range");
    }
  }

  static JsonNode format(String function, JsonNode input, JsonNode format, ZoneId zone) {
    JsonNode fields = input.isNumber() ? brokenDown(Numbers.toDouble(input), zone) : input;
    if (!fields.isArray() || !format.isString()) {
      throw Errors.applied(function, fields, format);
    }
    try {
      ZonedDateTime time = time(fields, zone);
      return NODES.stringNode(new TimeFormat(time).format(format.stringValue()));
    } catch (Failure e) {
      throw Errors.wrapped(function, fields, format, String.valueOf(e.getMessage()));
    }
  }

  static JsonNode parse(JsonNode input, JsonNode format) {
    if (!input.isString() || !format.isString()) {
      throw Errors.applied("strptime", input, format);
    }
    try {
      Instant time = new TimeParser(input.stringValue(), format.stringValue()).parse();
      if (time.equals(LocalDate.of(1, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC))) {
        throw Errors.applied("strptime", input, format);
      }
      return brokenDown(Numbers.toDouble(epoch(time)), UTC);
    } catch (TimeParser.Mismatch e) {
      throw Errors.wrapped("strptime", input, format, String.valueOf(e.getMessage()));
    }
  }
}
