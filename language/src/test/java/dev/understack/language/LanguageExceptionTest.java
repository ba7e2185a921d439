package dev.understack.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LanguageExceptionTest {
  @Test
  void messageShowsTheLineAndTheColumn() {
    LanguageException fault = new LanguageException("jq", ".a\n| .b[", 7, "expected ], found end");

    assertThat(fault).hasMessage("jq: 2:5: expected ], found end\n  | .b[\n      ^");
    assertThat(fault.line()).isEqualTo(2);
    assertThat(fault.column()).isEqualTo(5);
  }

  @Test
  void offsetBeyondTheTextMeansItsEnd() {
    assertThat(new LanguageException("jq", ".a", 99, "x").column()).isEqualTo(3);
  }

  @Test
  void longLinesAreCutAroundThePlace() {
    LanguageException fault = new LanguageException("jq", "x".repeat(5_000), 2_500, "bad");

    assertThat(fault.getMessage()).hasSizeLessThan(250).contains("bad");
    assertThat(fault.column()).isEqualTo(2_501);
  }

  @Test
  void faultWithoutPlaceHasOnlyTheProblem() {
    LanguageException fault = new LanguageException("jq", ".a", "no output");

    assertThat(fault).hasMessage("jq: no output");
    assertThat(fault.line()).isZero();
  }
}
