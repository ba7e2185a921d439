package dev.understack.language.sprig;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.NativeFunction;
import dev.understack.language.template.Template;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SprigNamesTest {
  private static final SprigOptions OPEN =
      new SprigOptions(
          Map.of("HOME", "/root", "A_1", "x"),
          host -> "192.0.2.1",
          InstantSource.fixed(Instant.parse("2024-02-29T12:30:00Z")),
          ZoneId.of("Europe/Berlin"),
          Limits.DEFAULT);

  @Test
  void hasEveryFunctionOfSprig() throws Exception {
    try (InputStream in = SprigNamesTest.class.getResourceAsStream("/language/sprig-names.txt")) {
      String names = new String(in.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(Sprig.functions().keySet())
          .containsExactlyInAnyOrderElementsOf(Arrays.asList(names.strip().split("\n")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"env \"HOME\"", "expandenv \"$HOME\"", "getHostByName \"localhost\""})
  void refusesTheMachineUnlessOpened(String call) {
    assertThatThrownBy(() -> execute("{{ " + call + " }}", Sprig.functions()))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("is switched off");
  }

  @ParameterizedTest
  @CsvSource({
    "env \"HOME\", /root",
    "env \"NONE\", ''",
    "expandenv \"a $HOME ${A_1}b $NONE.$\", a /root xb .$",
    "expandenv \"$$ ${} $(x)\", '  $(x)'",
    "getHostByName \"localhost\", 192.0.2.1",
    "now | date \"2006-01-02 15:04:05 MST\", 2024-02-29 13:30:00 CET",
    "ago (now), 0s",
    "ago 1709209200, 10m0s",
    "durationRound (toDate \"2006-01-02\" \"2024-02-28\"), 1d",
    "now, 2024-02-29 13:30:00 +0100 CET"
  })
  void seesWhatTheOptionsOpen(String call, String expected) {
    assertThat(execute("{{ " + call + " }}", Sprig.functions(OPEN))).isEqualTo(expected);
  }

  @Test
  void functionsForExpressionsKnowOneIntegerType() {
    assertThat(call("add", 1L, 2L)).isEqualTo(3L);
    assertThat(call("repeat", 2.0, "ab")).isEqualTo("abab");
    assertThat(call("splitList", ",", "a,b")).isEqualTo(List.of("a", "b"));
    assertThat(call("until", 3L)).isEqualTo(List.of(0L, 1L, 2L));
    assertThat(call("date", "2006", call("now"))).isEqualTo("2024");
    assertThatThrownBy(() -> call("upper", 1L))
        .isInstanceOf(FunctionException.class)
        .hasMessage("wrong type for value; expected string; got int");
    assertThatThrownBy(() -> call("upper"))
        .isInstanceOf(FunctionException.class)
        .hasMessage("wrong number of args for upper: want 1 got 0");
    assertThatThrownBy(() -> call("set", Map.of(), "a", 1L)).isInstanceOf(FunctionException.class);
  }

  private static @Nullable Object call(String name, @Nullable Object... arguments) {
    NativeFunction function = requireNonNull(Sprig.expressionFunctions(OPEN).get(name));
    return function.call(Arrays.asList(arguments));
  }

  private static String execute(String text, Map<String, ? extends NativeFunction> functions) {
    return Template.compile("t", text, functions).execute(Map.of());
  }
}
