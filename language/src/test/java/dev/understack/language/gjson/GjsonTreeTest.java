package dev.understack.language.gjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GjsonTreeTest {
  private static final String JSON =
      """
      {"body":{"event_type":"identity.project.created","n":1.50,"big":12345678901234567890,
       "list":[{"a":1},{"a":2}],"t":true,"nil":null,"d.e":{"f":"x"}},"e":1e21}
      """;
  private static final JsonNode TREE = JsonMapper.shared().readTree(JSON);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "body.event_type",
        "body.n",
        "body.big",
        "body.list",
        "body.list.1.a",
        "body.list.#.a",
        "body.list.#(a==2).a",
        "body.list.#",
        "body.t",
        "body.nil",
        "body.nil.x",
        "body.d\\.e.f",
        "body.*",
        "missing",
        "body.list.9",
        "body.list.x",
        "body|t",
        "{body.t,e}",
        "@this.body.t",
        "body.event_type.x",
        "body.list.-1",
        "e",
        "",
        "body."
      })
  void treeGivesWhatItsTextGives(String path) {
    GjsonPath compiled = GjsonPath.compile(path);

    GjsonResult inText = compiled.get(JSON);
    GjsonResult inTree = compiled.get(TREE);

    assertThat(inTree.exists()).isEqualTo(inText.exists());
    assertThat(inTree.type()).isEqualTo(inText.type());
    assertThat(JsonMapper.shared().readTree("[" + inTree.raw() + "]"))
        .isEqualTo(JsonMapper.shared().readTree("[" + inText.raw() + "]"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.50, 1.5",
    "1e3, 1000",
    "1E+2, 100",
    "12345678901234567890, 12345678901234567890",
    "0.1, 0.1",
    "1e-7, 0.0000001",
    "100000000000000000000000.0, 100000000000000000000000",
    "-0.0, -0",
    "1e400, +Inf",
    "5e-324, 0." + ZEROS + "5"
  })
  void numbersAreTextAsGoWritesThem(String number, String text) {
    assertThat(GjsonPath.compile("n").get("{\"n\":" + number + "}").string()).isEqualTo(text);
  }

  private static final String ZEROS =
      "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
          + "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
          + "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
          + "00000000000000000000000000000000000000000000000000000000000000000000000000000000"
          + "000";

  @Test
  void valueIsATreeOfFloats() {
    JsonNode value = GjsonPath.compile("body").get(JSON).value();

    assertThat(value.path("big").isDouble()).isTrue();
    assertThat(value.path("list").path(1).path("a").doubleValue()).isEqualTo(2.0);
  }

  @Test
  void escapedKeyIsFoundAsItIs() {
    String key = "a.b|c#d@e*f?g\\h!i{j}k[l]m(n)o~p%q é";
    String json = JsonMapper.shared().writeValueAsString(java.util.Map.of(key, 7));

    assertThat(GjsonPath.compile(GjsonPath.escape(key)).get(json).string()).isEqualTo("7");
  }

  @Test
  @Timeout(30)
  void hostileTextsEndSoon() {
    Limits limits = new Limits(Duration.ofMillis(500), 4L << 20, 500);
    String deep = "[".repeat(200_000);
    String stars = "*a".repeat(500) + "b";

    assertThat(GjsonPath.isValid(deep + "]".repeat(200_000))).isTrue();
    assertThat(GjsonPath.compile("0.0.0").get(deep, limits).exists()).isTrue();
    assertThat(GjsonPath.compile(stars).get("{\"" + "a".repeat(50_000) + "\":1}", limits).exists())
        .isFalse();
    for (String path :
        new String[] {
          "@dig:x",
          "@flatten:{\"deep\":true}",
          "@pretty",
          "@tostr" + "|@tostr".repeat(40),
          "[@this,@this]" + "|[@this,@this]".repeat(30),
          "0.".repeat(2_000) + "0"
        }) {
      assertThatThrownBy(
              () -> {
                GjsonPath.compile(path).get(deep + "1" + "]".repeat(200_000), limits);
                throw new LanguageException("gjson", path, "ended");
              })
          .isInstanceOf(LanguageException.class);
    }
    assertThatThrownBy(() -> GjsonPath.compile("a".repeat(40_000)))
        .isInstanceOf(LanguageException.class);
  }
}
