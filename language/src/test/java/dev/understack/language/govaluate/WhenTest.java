package dev.understack.language.govaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhenTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "heads == heads", "'a b' == 'a b'", "3 > 2 && x in ('x','y')"})
  void holds(String text) {
    assertThat(When.isTrue(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"heads == tails", "true == 'true'", "5 == '5'", "False"})
  void does_not_hold_or_is_not_boolean(String text) {
    if (text.equals("False")) {
      assertThatThrownBy(() -> When.isTrue(text))
          .isInstanceOf(LanguageException.class)
          .hasMessageContaining("Expected boolean evaluation for 'False'. Got False");
    } else {
      assertThat(When.isTrue(text)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /a == b     | Invalid 'when' expression '/a == b': Cannot transition token types from UNKNOWN [<nil>] to MODIFIER [/]
          a == @b     | Invalid 'when' expression 'a == @b': Invalid token: '@' (hint: try wrapping the affected expression in quotes ("))
          a-b == c    | Failed to evaluate 'when' expresion 'a-b == c': Value 'a' cannot be used with the modifier '-', it is not a number
          == x        | Invalid 'when' expression '== x': Cannot transition token types from UNKNOWN [<nil>] to COMPARATOR [==]
          """)
  void faults_are_worded_as_argo_words_them(String text, String problem) {
    assertThatThrownBy(() -> When.isTrue(text))
        .isInstanceOfSatisfying(
            LanguageException.class, fault -> assertThat(fault.problem()).isEqualTo(problem));
  }

  @Test
  void names_in_the_when_of_a_cron_workflow_have_no_value() {
    assertThat(When.isTrueOfCron("true")).isTrue();
    assertThatThrownBy(() -> When.isTrueOfCron("heads == heads"))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("No parameter 'heads' found.");
  }
}
