package dev.understack.sensors.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
  private static final String[] PARTS = {
    "a",
    "b",
    "ab",
    ".",
    "\\.",
    "^",
    "$",
    "x.y",
    "[ab]",
    "[^]a]",
    "[[:alpha:]b]",
    "(ab|c)",
    "(a)",
    "(?i)",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{0,1}",
    "{",
    "}",
    "\\d",
    "\\x41",
    "\\pL",
    "\\Q",
    "\\E",
    "é",
    "\uD83D\uDE00",
    "\n",
    "-",
    "\\-",
    "\\\\",
    "ü*",
    "(a[)]b)",
    "\\",
    "\\b"
  };
  private static final String[] TEXTS = {
    "a",
    "b",
    "ab",
    ".",
    "c",
    "x",
    "y",
    "A",
    "1",
    "\n",
    "é",
    "\uD83D\uDE00",
    "-",
    "\\",
    "]",
    "{",
    "}"
  };

  @Test
  void anyExpressionMatchesWhatRe2MatchesAndEveryMatchHoldsItsCertainPiece() {
    Random random = new Random(7);
    int matches = 0;
    for (int i = 0; i < 200_000; i++) {
      String expression = text(random, PARTS, 5);
      Optional<Pattern> re2 = re2(expression);
      TextPattern pattern = TextPattern.compile(expression);
      if (re2.isEmpty()) {
        assertThat(pattern.fault()).as(expression).isNotEmpty();
        continue;
      }
      String value = text(random, TEXTS, 6);
      boolean expected = re2.get().matcher(value).find();
      assertThat(pattern.matches(value)).as("%s on %s", expression, value).isEqualTo(expected);
      if (expected) {
        matches++;
        assertThat(value).as("match of %s", expression).contains(pattern.certainPiece());
      }
    }
    assertThat(matches).isGreaterThan(20_000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "identity.project.created ~ identity",
        "^identity\\.project\\.created$ ~ identity.project.created",
        "baremetal\\.node\\.(create|update)\\.end ~ baremetal.node.",
        "(create|update) ~ ''",
        "port\\.(create|delete)\\.end|network ~ ''",
        "networks? ~ network",
        "ab*cde ~ cde",
      })
  void theCertainPieceIsTheLongestTextThatNoMatchCanLack(String expression, String piece) {
    assertThat(TextPattern.compile(expression).certainPiece()).isEqualTo(piece);
  }

  private static String text(Random random, String[] parts, int most) {
    StringBuilder text = new StringBuilder();
    for (int left = 1 + random.nextInt(most); left > 0; left--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    return text.toString();
  }

  private static Optional<Pattern> re2(String expression) {
    try {
      return Optional.of(Pattern.compile(expression));
    } catch (PatternSyntaxException _) {
      return Optional.empty();
    }
  }
}
