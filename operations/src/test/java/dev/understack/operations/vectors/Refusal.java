package dev.understack.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.understack.operations.console.OperationLog;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import tools.jackson.databind.JsonNode;

/** Compares how we refuse something with the exception of the original. */
public final class Refusal {
  private static final int SHORTEST_WORD = 3;
  private static final String EXCEPTION = "^(\\w*(Error|Exception)|[A-Z]\\w*[a-z][A-Z]\\w*)\\b:?";

  private Refusal() {}

  /** The call must end with the exception that the vector names. */
  public static void check(Vector vector, ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).as("fails with " + vector.wanted("raises")).isNotNull();
    isAbout(vector, OperationLog.reason(thrown));
  }

  /** Where the vector itself made something fail, the words are those of its mock. */
  public static void isAbout(Vector vector, String said) {
    if (!Trees.write(vector.input()).contains("\"raises\"")) {
      isAbout(vector.wantedOf("raises", "error"), said);
    }
  }

  /**
   * The wording is ours, but it says the same: it has most of the words that follow the exception's
   * name.
   */
  private static void isAbout(JsonNode raises, String said) {
    String text = raises.asString("").replaceFirst(EXCEPTION, "");
    List<String> words =
        Stream.of(text.toLowerCase(Locale.ROOT).split("\\W+", -1))
            .filter(word -> word.length() >= SHORTEST_WORD)
            .toList();
    long found = words.stream().filter(said.toLowerCase(Locale.ROOT)::contains).count();
    assertThat(found * 2).as("'%s' is about '%s'", said, text).isGreaterThanOrEqualTo(words.size());
  }
}
