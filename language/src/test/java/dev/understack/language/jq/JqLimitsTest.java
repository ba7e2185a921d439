package dev.understack.language.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

@Timeout(60)
class JqLimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofMillis(300), 8L << 20, 500);
  private static final int SMALL_STACK = 768 << 10;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "def f: f; f",
        "def f: 1 + f; f",
        "def f: f, f; f",
        "def f(g): f(g | g); f(.)",
        "last(repeat(1))",
        "[repeat(1)]",
        "[range(1e18)]",
        "reduce range(1e18) as $i (0; . + 1)",
        "until(false; . + 1)",
        "[recurse(. + 1)] | length",
        "[limit(1e9; repeat(\"x\"))]",
        "\"x\" * 1e9",
        "[range(100000)] | map(tojson) | add * 100",
        "reduce range(1000) as $i (\"x\"; . + .)",
        "reduce range(1000) as $i ([1]; . + .)",
        "reduce range(200) as $i (3; . * .)",
        "reduce range(1e6) as $i (null; [.])",
        "reduce range(1e6) as $i (null; {a: .})",
        "reduce range(2000) as $i (null; [.]) | tojson",
        "reduce range(2000) as $i (null; [.]) | flatten",
        "reduce range(2000) as $i (null; [.]) | . == .",
        "reduce range(2000) as $i (null; [.]) | contains(.)",
        "reduce range(2000) as $i (null; {a: .}) | . * .",
        "setpath([range(3000) | \"a\"]; 1)",
        "setpath([5e8]; 1)",
        ".[300000000] = 1",
        "[limit(100000; repeat(\"abc\"))] | join(\"-\") * 1000",
        "[range(3000)] | combinations(3)",
        "[[range(300)], [range(300)], [range(300)], [range(300)]] | [combinations]",
        "\"a\" * 100000 | gsub(\"\"; \"bbbbbbbbbb\") | gsub(\"\"; \"cccccccccc\")",
        "\"((((a{1000}){1000}){1000}){1000})\" as $re | \"a\" | test($re)",
        "[range(1e5)] | . as $x | map($x)",
        "[range(1e5)] - [range(1e5)]",
        "[range(1e5) | [.]] | group_by(.) | transpose",
        "\"[\" * 100000 | fromjson",
        "try (def f: 1 + f; f) catch 1",
        "[.. | ..] | last(repeat(.))",
        "path(repeat(.a))",
        "[path(recurse(.a))]",
        "[foreach repeat(1) as $x (0; . + $x)]",
        "first(empty, repeat(empty))",
        "label $f | repeat(empty)",
        "[splits(\"a\")] | repeat(.) | empty",
        "1e308 * 10 | [range(.)] | length"
      })
  void hostileProgramEndsWithAFaultOrAResult(String program) {
    Jq jq = Jq.compile(program);

    assertThatThrownBy(
            () -> {
              for (JsonNode result : jq.results(NullNode.instance, SMALL)) {
                if (!result.isContainer()) {
                  break;
                }
              }
              throw new LanguageException("jq", program, "has a result");
            })
        .isInstanceOf(LanguageException.class);
  }

  @Test
  void deepValuesFitIntoASmallStack() throws InterruptedException {
    String program =
        """
        reduce range(490) as $i (1; [.]) | . as $deep
        | [., [.]] | sort, unique, (.[0] == .[1]), (tojson | fromjson), flatten, tostream,
          contains([$deep]), walk(.), [paths], (.. |= .), group_by(.), @json
        """;
    AtomicReference<Object> outcome = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                for (int i = 0; i < 20; i++) {
                  outcome.set(Jq.compile(program).stream(NullNode.instance).count());
                }
              } catch (LanguageException | StackOverflowError e) {
                outcome.set(e);
              }
            },
            "small stack",
            SMALL_STACK);

    thread.start();
    thread.join();

    assertThat(outcome.get()).isInstanceOfAny(Long.class, LanguageException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{\"a\":",
        "-",
        "1 + ",
        "if . then ",
        "try ",
        "\"\\(",
        "def f: ",
        "1, ",
        "1 | ",
        ". as $x | ",
        ".a",
        "\"\\(1)"
      })
  void deeplyNestedProgramIsRefused(String part) {
    assertThatThrownBy(() -> Jq.compile(part.repeat(50_000) + "1"))
        .isInstanceOf(LanguageException.class);
  }

  @Test
  void longChainsAreNoNesting() {
    String sum = "1" + " + 1".repeat(400);
    String pipes = "." + " | .".repeat(400);

    assertThat(Jq.compile(sum).first(NullNode.instance)).get().hasToString("401");
    assertThat(Jq.compile(pipes).first(NullNode.instance)).get().hasToString("null");
  }

  @Test
  void manyCallsAndLongLoopsAreFine() {
    assertThat(one("def f: if . < 100000 then . + 1 | f else . end; 0 | f")).isEqualTo("100000");
    assertThat(one("[limit(50000; repeat(1))] | length")).isEqualTo("50000");
    assertThat(one("reduce range(200000) as $i (0; . + $i)")).isEqualTo("19999900000");
    assertThat(one("def f: if . == 0 then 0 else 1 + (. - 1 | f) end; 20000 | f"))
        .isEqualTo("20000");
    assertThat(one("last(range(100000))")).isEqualTo("99999");
  }

  private static String one(String program) {
    return Jq.compile(program).first(NullNode.instance).orElseThrow().toString();
  }

  @Test
  void inputIsNeverChanged() {
    JsonNode input =
        Jq.compile("{b: [1, {c: 2}], a: {x: 1}}").first(NullNode.instance).orElseThrow();
    JsonNode before = input.deepCopy();

    for (String program :
        new String[] {
          ".b[1].c = 3",
          ".. |= .",
          "del(.a, .b[0])",
          ".b += [1]",
          ".a.y = 1",
          "walk(empty)",
          "reduce (1, 2) as $i (.; .b[$i] = $i)",
          "(.a, .b) = 1",
          ".b |= sort",
          "map_values(.x?)"
        }) {
      Jq.compile(program).stream(input).forEach(result -> {});
    }

    assertThat(input).isEqualTo(before);
  }

  @Test
  void resultsAreIndependentOfEachOther() {
    Jq jq = Jq.compile("(1, 2) as $x | {a: {b: 0}} | .a.b = $x | .a.c |= $x");

    assertThat(jq.stream(NullNode.instance).map(JsonNode::toString))
        .containsExactly("{\"a\":{\"b\":1,\"c\":1}}", "{\"a\":{\"b\":2,\"c\":2}}");
  }

  @Test
  void membersAreInTheOrderOfTheirKeys() {
    JsonNode input = JsonNodeFactory.instance.objectNode().put("b", 1).put("a", 2);

    assertThat(Jq.compile(".").first(input)).get().hasToString("{\"a\":2,\"b\":1}");
  }

  @Test
  void numbersThatNothingComputesWithKeepTheirDigits() {
    StringNode text = StringNode.valueOf("[9007199254740993, 12345678901234567890, 1.10]");

    assertThat(Jq.compile("fromjson | tojson").first(text).orElseThrow().stringValue())
        .isEqualTo("[9007199254740993,12345678901234567890,1.10]");
  }

  @Test
  void sameProgramInManyThreads() {
    Jq jq = Jq.compile("[range(.; . + 3)] | add");

    boolean right =
        java.util.stream.IntStream.range(0, 2_000)
            .parallel()
            .allMatch(i -> jq.first(Numbers.of(i)).orElseThrow().longValue() == 3L * i + 3);

    assertThat(right).isTrue();
  }
}
