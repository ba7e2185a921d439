package dev.understack.language.depends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DependsTest {
  @Test
  void bare_names_stand_for_their_default() {
    Depends depends =
        Depends.parse(
            "task-1 && (task-2.Failed || !task-3)",
            task -> task.equals("task-3") ? new ContinueOn(true, true) : ContinueOn.NOTHING);

    assertThat(depends.logic())
        .isEqualTo(
            "(task-1.Succeeded || task-1.Skipped || task-1.Daemoned) && (task-2.Failed ||"
                + " !(task-3.Succeeded || task-3.Skipped || task-3.Daemoned || task-3.Errored ||"
                + " task-3.Failed))");
    assertThat(depends.tasks()).containsExactly("task-1", "task-2", "task-3");
  }

  @Test
  void dependencies_are_the_conjunction_of_their_defaults() {
    Depends depends =
        Depends.ofDependencies(
            List.of("A", "B"),
            task -> task.equals("B") ? new ContinueOn(false, true) : ContinueOn.NOTHING);

    assertThat(depends.logic())
        .isEqualTo(
            "(A.Succeeded || A.Skipped || A.Daemoned) &&"
                + " (B.Succeeded || B.Skipped || B.Daemoned || B.Failed)");
    assertThat(
            depends.evaluate(
                results(Map.of("A", Set.of(TaskResult.SKIPPED), "B", Set.of(TaskResult.FAILED)))))
        .isTrue();
    assertThat(
            depends.evaluate(
                results(Map.of("A", Set.of(TaskResult.FAILED), "B", Set.of(TaskResult.SUCCEEDED)))))
        .isFalse();
  }

  @Test
  void task_without_dependencies_may_run() {
    assertThat(Depends.ofDependencies(List.of(), DependsTest::nothing).evaluate(task -> Set.of()))
        .isTrue();
  }

  @Test
  void results_of_members_are_told_apart() {
    Depends depends =
        Depends.parse("a.AnySucceeded && b.Succeeded && b.AllFailed", DependsTest::nothing);

    assertThat(depends.asksMembersOf("a")).isTrue();
    assertThat(depends.asksMembersOf("b")).isTrue();
    assertThat(Depends.parse("a", DependsTest::nothing).asksMembersOf("a")).isFalse();
  }

  @Test
  void every_result_can_be_asked_for() {
    for (TaskResult result : TaskResult.values()) {
      Depends depends = Depends.parse("some-task." + result.text(), DependsTest::nothing);
      assertThat(depends.evaluate(task -> EnumSet.of(result))).isTrue();
      assertThat(depends.evaluate(task -> EnumSet.complementOf(EnumSet.of(result)))).isFalse();
    }
  }

  @Test
  void unknown_result_is_named() {
    assertThatThrownBy(() -> Depends.parse("a && my-task.Finished", DependsTest::nothing))
        .isInstanceOfSatisfying(
            LanguageException.class,
            fault -> {
              assertThat(fault.problem())
                  .isEqualTo("task result 'Finished' for task 'my-task' is invalid");
              assertThat(fault.column()).isEqualTo(6);
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a &&", "a || || b", "(a", "a b", "!"})
  void malformed_expressions_are_refused(String text) {
    assertThatThrownBy(() -> Depends.parse(text, DependsTest::nothing))
        .isInstanceOf(LanguageException.class);
  }

  private static ContinueOn nothing(String task) {
    return ContinueOn.NOTHING;
  }

  private static Function<String, Set<TaskResult>> results(Map<String, Set<TaskResult>> all) {
    return task -> all.getOrDefault(task, Set.of());
  }
}
