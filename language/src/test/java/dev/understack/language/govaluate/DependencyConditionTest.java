package dev.understack.language.govaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependencyConditionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          ''                                      ; dep1                       ; dep1
          dep-1 || dep-1a || dep-3                ; dep-1 dep_1a dep-2 dep-3   ; dep-1||dep_1a||dep-3
          a                                       ; a b                        ; a
          ((a && b) || (c && d))                  ; a b c d                    ; ((a&&b)||(c&&d))
          test-dep-1 && (test-dep-2||test-dep-3)  ; test-dep-1 test-dep-2 test-dep-3 ; test-dep-1&&(test-dep-2||test-dep-3)
          ''                                      ; a a                        ; a&&a
          ''                                      ; true b                     ; true&&b
          """)
  void expression_names_the_dependencies(String conditions, String names, String expression) {
    assertThat(DependencyCondition.parse(conditions, names(names)).expression())
        .isEqualTo(expression);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          !a && b   ; a b
          a and b   ; a b
          a & b     ; a b
          a.b && c  ; a.b c
          ''        ; a.b c
          (a && b   ; a b
          in && b   ; in b
          a && zz   ; a b
          """)
  void other_texts_are_refused(String conditions, String names) {
    assertThatThrownBy(() -> DependencyCondition.parse(conditions, names(names)))
        .isInstanceOf(LanguageException.class);
  }

  @Test
  void conjunction_binds_tighter() {
    DependencyCondition condition =
        DependencyCondition.parse("a || b-x && c", List.of("a", "b-x", "c"));

    assertThat(condition.dependencies()).containsExactly("a", "b-x", "c");
    assertThat(condition.holds(Set.of("a"))).isTrue();
    assertThat(condition.holds(Set.of("b-x"))).isFalse();
    assertThat(condition.holds(Set.of("b-x", "c"))).isTrue();
  }

  private static List<String> names(String names) {
    return Arrays.asList(names.split(" "));
  }
}
