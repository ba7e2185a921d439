package dev.understack.language.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understack.language.LanguageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.NullNode;

class JqMessagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '\0',
      value = {
        ".a |¦1:5¦expected a term, found end of the program",
        ".a[¦1:4¦expected a term, found end of the program",
        ".a b¦1:4¦expected the end of the program or an operator, found \"b\"",
        "{a: }¦1:5¦expected a term, found \"}\"",
        "if . then 1¦1:12¦expected \"end\", found end of the program",
        ".a = .b = 1¦1:9¦expected parentheses around one of the operators, found \"=\"",
        "nosuch(1)¦1:1¦function not defined: nosuch/1",
        "1 + $x¦1:5¦variable not defined: $x",
        "break $out¦1:1¦label not defined: $out",
        "\"a\\qb\"¦1:3¦invalid escape sequence in a string: expected one of \\\" \\\\ \\/ \\b \\f"
            + " \\n \\r \\t \\uXXXX \\(",
        "input¦1:1¦input(s)/0 is not allowed",
        "import \"a\" as a; .¦1:1¦cannot load module: \"a\"",
        "def f: 1;¦1:10¦expected a query behind the definition (try \".\"), found end of the"
            + " program"
      })
  void faultNamesThePlaceAndWhatWasExpected(String program, String place, String problem) {
    LanguageException fault =
        catchThrowableOfType(LanguageException.class, () -> Jq.compile(program));

    assertThat(fault.line() + ":" + fault.column()).isEqualTo(place);
    assertThat(fault.problem()).isEqualTo(problem);
  }

  @Test
  void faultInALongProgramShowsItsLine() {
    LanguageException fault =
        catchThrowableOfType(
            LanguageException.class, () -> Jq.compile(".a\n| .b\n| map(.c d)\n| .e"));

    assertThat(fault)
        .hasMessage("jq: 3:10: expected \")\", found \"d\"\n  | map(.c d)\n           ^");
  }

  @Test
  void failureOfTheEvaluationHasTheWordsOfGojq() {
    LanguageException fault =
        catchThrowableOfType(
            LanguageException.class, () -> Jq.compile("[1] | .a").first(NullNode.instance));

    assertThat(fault).hasMessage("jq: expected an object but got: array ([1])");
  }
}
