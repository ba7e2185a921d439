package dev.understack.language.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CronScheduleTest {
  static Stream<JsonNode> computed() {
    return cases().filter(example -> example.has("time"));
  }

  static Stream<JsonNode> faulty() {
    return cases().filter(example -> example.has("error"));
  }

  @ParameterizedTest
  @MethodSource("computed")
  void next_times_are_those_of_the_library(JsonNode example) {
    CronSchedule schedule =
        CronSchedule.parse(
            example.path("spec").stringValue(), ZoneId.of(example.path("zone").stringValue()));

    Optional<Instant> next = schedule.next(Instant.parse(example.path("time").stringValue()));

    assertThat(next.map(Instant::toString).orElse("")).isEqualTo(example.path("next").asString(""));
  }

  @ParameterizedTest
  @MethodSource("faulty")
  void faults_are_worded_as_the_library_words_them(JsonNode example) {
    assertThatThrownBy(() -> CronSchedule.parse(example.path("spec").stringValue(), ZoneOffset.UTC))
        .isInstanceOfSatisfying(
            LanguageException.class,
            fault -> assertThat(fault.problem()).isEqualTo(example.path("error").stringValue()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0/15 * * * *                      | 2012-07-09T14:59:00Z      | 2012-07-09T14:45:00Z
          0 0/15 * * * *                      | 2012-07-09T15:01:59Z      | 2012-07-09T15:00:00Z
          0 20-35/15 * * * *                  | 2012-07-10T00:00:00Z      | 2012-07-09T23:35:00Z
          0 0 12 9 Apr-Oct ?                  | 2012-07-09T09:35:00Z      | 2012-06-09T12:00:00Z
          TZ=America/New_York 0 0 2 * * ?     | 2012-03-12T00:00:00-04:00 | 2012-03-10T07:00:00Z
          TZ=America/New_York 0 0 0 * * ?     | 2012-11-04T02:00:00-05:00 | 2012-11-04T04:00:00Z
          TZ=America/New_York 0 0 2 * * ?     | 2012-11-05T02:00:00-05:00 | 2012-11-04T07:00:00Z
          0 0 0 31 Apr ?                      | 2012-07-09T23:35:00Z      |
          0 0 0 * *                           | 2012-07-09T23:35:00Z      | 2012-07-09T00:00:00Z
          """)
  void previous_times_with_seconds(String spec, String from, String previous) {
    CronSchedule schedule = CronSchedule.parseWithSeconds(spec, ZoneOffset.UTC);

    assertThat(schedule.previous(ZonedDateTime.parse(from).toInstant()))
        .isEqualTo(Optional.ofNullable(previous).map(Instant::parse));
  }

  @Test
  void next_and_previous_agree() {
    Random random = new Random(11);
    List<String> zones = List.of("UTC", "America/New_York", "Australia/Lord_Howe");
    for (int i = 0; i < 1_500; i++) {
      String spec =
          field(random, 0, 59)
              + " "
              + field(random, 0, 23)
              + " "
              + field(random, 1, 28)
              + " "
              + field(random, 1, 12)
              + " "
              + field(random, 0, 6);
      CronSchedule schedule =
          CronSchedule.parse(spec, ZoneId.of(zones.get(random.nextInt(zones.size()))));
      Instant time = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(100_000_000));

      Optional<Instant> next = schedule.next(time);

      if (next.isPresent()) {
        assertThat(next.get()).as(spec).isAfter(time);
        assertThat(schedule.previous(next.get().plusSeconds(1))).as(spec).isEqualTo(next);
        assertThat(schedule.next(next.get().minusNanos(1))).as(spec).isEqualTo(next);
        assertThat(schedule.previous(next.get()).filter(before -> before.isAfter(time)))
            .as(spec)
            .isEmpty();
      }
    }
  }

  private static String field(Random random, int low, int high) {
    int a = low + random.nextInt(high - low + 1);
    int b = low + random.nextInt(high - low + 1);
    return switch (random.nextInt(5)) {
      case 0, 1 -> "*";
      case 2 -> "*/" + (1 + random.nextInt(high));
      case 3 -> Math.min(a, b) + "-" + Math.max(a, b);
      default -> a + "," + b;
    };
  }

  private static Stream<JsonNode> cases() {
    try (var file = CronScheduleTest.class.getResourceAsStream("/cron/next.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
