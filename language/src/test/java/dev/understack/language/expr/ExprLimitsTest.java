package dev.understack.language.expr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ExprLimitsTest {
  private static final Limits SMALL = new Limits(Duration.ofMillis(500), 1 << 20, 100);

  static Stream<String> deepTexts() {
    return Stream.of(
        "(".repeat(100_000) + "1" + ")".repeat(100_000),
        "[".repeat(100_000) + "]".repeat(100_000),
        "{a:".repeat(10_000) + "1" + "}".repeat(10_000),
        "-".repeat(100_000) + "1",
        "not ".repeat(100_000) + "true",
        "1" + " + 1".repeat(100_000),
        "true" + " ? true : true".repeat(50_000),
        "a" + ".b".repeat(100_000),
        "a" + "?.b".repeat(100_000),
        "map(a, ".repeat(20_000) + "1" + ")".repeat(20_000),
        "let x = 1; ".repeat(50_000) + "x",
        "1" + " ** 1".repeat(50_000),
        "if true { ".repeat(20_000) + "1" + "} else {2}".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("deepTexts")
  void deep_texts_are_refused(String text) {
    for (Dialect dialect : Dialect.values()) {
      assertThatThrownBy(() -> Expr.compile(text, dialect)).isInstanceOf(LanguageException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void functions_without_arguments_are_faults(Dialect dialect) {
    for (String call : List.of("sum()", "sortBy()", "len()", "first()", "concat()", "max()")) {
      assertThatThrownBy(() -> Expr.compile(call, dialect).evaluate(Map.of()))
          .as(call)
          .isInstanceOf(LanguageException.class);
    }
  }

  static Stream<String> greedyTexts() {
    return Stream.of(
        "repeat('x', 1000000) + repeat('x', 1000000)",
        "repeat(repeat('x', 10000), 10000)",
        "map(1..900000, {#})",
        "reduce(1..100, #acc + #acc, 'xxxxxxxxxx')",
        "reduce(1..100, concat(#acc, #acc), [1])",
        "join(map(1..100000, 'xxxxxxxxxxxxxxxxxxxx'))",
        "replace(repeat('a', 100000), 'a', repeat('b', 1000))",
        "split(repeat('a', 500000), '')",
        "uniq(1..400000)",
        "sum(map(1..90000, {sum(1..90000)}))",
        "all(1..900000, {all(1..900000, {true})})",
        "flatten(map(1..1000, {1..1000}))",
        "1..9223372036854775807",
        "len(1..2000000)",
        "sort(map(1..500000, {-#}))",
        "toJSON(reduce(1..20000, [#acc], []))",
        "string(reduce(1..20000, [#acc], []))",
        "reduce(1..20000, [#acc], []) == reduce(1..20000, [#acc], [])",
        "reduce(1..20000, {{a: #acc}}, {}) == reduce(1..20000, {{a: #acc}}, {})");
  }

  @ParameterizedTest
  @MethodSource("greedyTexts")
  void greedy_evaluations_end_at_a_limit(String text) {
    Expr expr = Expr.compile(text, Dialect.WORKFLOWS);

    assertThatThrownBy(() -> expr.evaluate(Map.of(), SMALL, InstantSource.system()))
        .isInstanceOf(LanguageException.class);
  }

  @Test
  void catastrophic_patterns_take_linear_time() {
    Map<String, Object> environment = Map.of("s", "a".repeat(50_000) + "b");

    assertThat(Expr.compile("s matches '^(a+)+$'", Dialect.WORKFLOWS).evaluateBoolean(environment))
        .isFalse();
    assertThat(
            Expr.compile("s matches ('(a|aa)+' + '$')", Dialect.EVENTS)
                .evaluateBoolean(environment))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void deepest_tree_that_is_accepted_evaluates(Dialect dialect) {
    Expr sum = Expr.compile("0" + " + 1".repeat(490), dialect);

    assertThat(sum.evaluate(Map.of())).isEqualTo(490L);
  }

  @Test
  void deep_values_are_refused_by_functions_that_walk_them() {
    Object nested = List.of();
    for (int i = 0; i < 5_000; i++) {
      nested = List.of(nested);
    }
    Map<String, Object> environment = Map.of("v", nested);

    for (String text : List.of("flatten(v)", "max(v)", "mean(v)")) {
      assertThatThrownBy(() -> Expr.compile(text, Dialect.WORKFLOWS).evaluate(environment))
          .isInstanceOf(LanguageException.class)
          .hasMessageContaining("nesting is deeper");
    }
  }

  @Test
  void one_expression_serves_many_threads() {
    Expr expr =
        Expr.compile("let x = n; sum(map(1..50, {# * x + len(string(n))}))", Dialect.WORKFLOWS);

    List<Object> results =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> expr.evaluate(Map.of("n", (long) (i % 10))))
            .toList();

    for (int i = 0; i < results.size(); i++) {
      assertThat(results.get(i)).isEqualTo(1_275L * (i % 10) + 50);
    }
  }

  @Test
  void clock_is_the_callers() {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-01-02T03:04:05Z"));
    Map<String, Object> environment =
        Map.of("last", clock.instant().minusSeconds(90).atZone(java.time.ZoneOffset.UTC));

    assertThat(
            Expr.compile("(now() - last).Seconds() > 60", Dialect.WORKFLOWS)
                .evaluate(environment, Limits.DEFAULT, clock))
        .isEqualTo(true);
  }

  @Test
  void required_paths_leave_out_what_may_be_absent() {
    Expr expr =
        Expr.compile(
            "(steps.a.outputs.result ?? tasks['b-c'].status) + x?.y.z + f(inputs.p)",
            Dialect.EVENTS);

    assertThat(expr.requiredPaths())
        .containsExactlyInAnyOrder(
            List.of("tasks", "b-c", "status"), List.of("f"), List.of("inputs", "p"));
    assertThat(expr.names()).containsExactlyInAnyOrder("steps", "tasks", "x", "f", "inputs");
  }
}
