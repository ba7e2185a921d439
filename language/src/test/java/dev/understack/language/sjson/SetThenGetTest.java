package dev.understack.language.sjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SetThenGetTest {
  private static final List<String> PARTS =
      List.of("a", "b", "app\\.kubernetes\\.io/name", "0", "2", "x y", "é", "\\:c", "d\"e");

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void valueThatWasSetIsFound(int seed) {
    Random random = new Random(seed);
    String json = document(random, 0);
    String path =
        IntStream.rangeClosed(0, random.nextInt(4))
            .mapToObj(i -> PARTS.get(random.nextInt(PARTS.size())))
            .collect(Collectors.joining("."));
    String value = "<v\"" + seed + "\u2028é\ud83d\ude00>";

    String changed;
    try {
      changed = SjsonPath.compile(path).set(json, value);
    } catch (LanguageException e) {
      assertThat(e.problem()).startsWith("cannot set array element for non-numeric key");
      return;
    }

    assertThat(GjsonPath.isValid(changed)).as(changed).isTrue();
    assertThat(GjsonPath.compile(path).get(changed).string()).as(changed).isEqualTo(value);
    String deleted = SjsonPath.compile(path).delete(changed);
    assertThat(GjsonPath.isValid(deleted)).as(deleted).isTrue();
  }

  private static String document(Random random, int depth) {
    String space = " ".repeat(random.nextInt(2));
    return switch (depth > 3 ? random.nextInt(2) : random.nextInt(4)) {
      case 0 -> "12.50";
      case 1 -> "\"te\\\"xt\"";
      case 2 ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(i -> space + document(random, depth + 1))
              .collect(Collectors.joining(",", "[", space + "]"));
      default ->
          IntStream.range(0, random.nextInt(4))
              .mapToObj(
                  i -> "\"" + "abc".charAt(i % 3) + "\" :" + space + document(random, depth + 1))
              .collect(Collectors.joining(" , ", "{", "}"));
    };
  }

  @Test
  void otherTextKeepsOrderAndSpacing() {
    String json = "{ \"z\" : 1.50 ,\n  \"a\" : [ 1 , 2 ] , \"m\" : { } }";

    assertThat(SjsonPath.compile("a.1").setRaw(json, "3"))
        .isEqualTo("{ \"z\" : 1.50 ,\n  \"a\" : [ 1 , 3 ] , \"m\" : { } }");
  }

  @Test
  void hugeIndexIsRefused() {
    assertThatThrownBy(() -> SjsonPath.compile("a.99999999999").set("{}", "x"))
        .isInstanceOf(LanguageException.class)
        .hasMessageContaining("index");
  }

  @Test
  void emptyPathIsRefused() {
    assertThatThrownBy(() -> SjsonPath.compile(""))
        .hasMessage("sjson: 1:1: path cannot be empty\n  \n  ^");
  }
}
