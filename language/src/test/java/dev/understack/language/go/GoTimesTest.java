package dev.understack.language.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cases whose results were computed with Go itself. */
class GoTimesTest {
  static Stream<JsonNode> durations() {
    return cases().filter(example -> example.has("duration"));
  }

  static Stream<JsonNode> formats() {
    return cases().filter(example -> example.has("time"));
  }

  static Stream<JsonNode> parses() {
    return cases().filter(example -> example.has("value"));
  }

  @ParameterizedTest
  @MethodSource("durations")
  void durations_read_and_print_like_go(JsonNode example) {
    String text = example.path("duration").stringValue();
    if (example.has("error")) {
      assertProblem(() -> GoDuration.parse(text), example);
      return;
    }
    Duration read = GoDuration.parse(text);
    assertThat(read)
        .isEqualTo(Duration.ofNanos(Long.parseLong(example.path("nanos").stringValue())));
    assertThat(GoDuration.format(read)).isEqualTo(example.path("text").stringValue());
    assertThat(GoDuration.parse(GoDuration.format(read))).isEqualTo(read);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void times_print_like_go(JsonNode example) {
    ZonedDateTime time = ZonedDateTime.parse(example.path("time").stringValue());

    assertThat(TimeLayout.of(example.path("layout").stringValue()).format(time))
        .isEqualTo(example.path("text").stringValue());
  }

  @ParameterizedTest
  @MethodSource("parses")
  void times_read_like_go(JsonNode example) {
    TimeLayout layout = TimeLayout.of(example.path("layout").stringValue());
    String value = example.path("value").stringValue();
    if (example.has("error")) {
      assertProblem(() -> layout.parse(value), example);
      return;
    }
    assertThat(TimeLayout.RFC3339_NANO.format(layout.parse(value)))
        .isEqualTo(example.path("parsed").stringValue());
  }

  private static void assertProblem(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, JsonNode example) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            LanguageException.class,
            fault -> assertThat(fault.problem()).isEqualTo(example.path("error").stringValue()));
  }

  private static Stream<JsonNode> cases() {
    try (var file = GoTimesTest.class.getResourceAsStream("/go/times.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(JsonMapper.shared()::readTree);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
