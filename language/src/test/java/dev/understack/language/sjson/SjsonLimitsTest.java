package dev.understack.language.sjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A path of a few characters cannot ask for more memory than an event is worth. */
class SjsonLimitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "49999709",
        "a.49999709",
        "100001",
        "60000.60000",
        "9223372036854775807.9",
        "9999999999999999999999"
      })
  void refuses_indexes_far_behind_the_end_of_their_array(String path) {
    SjsonPath place = SjsonPath.compile(path);

    assertThatThrownBy(() -> place.set("", "x"))
        .isInstanceOf(LanguageException.class)
        .hasMessage("sjson: expected indexes that add at most 100000 empty elements");
  }

  @Test
  void an_index_within_an_array_costs_nothing() {
    String array = "[" + "1,".repeat(200_000) + "1]";

    String changed = SjsonPath.compile("199999").setRaw(array, "2");

    assertThat(changed).isEqualTo("[" + "1,".repeat(199_999) + "2,1]");
  }
}
