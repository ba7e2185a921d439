package dev.understack.language.gjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.language.LanguageException;
import dev.understack.language.sjson.SjsonPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every line of {@code gjson/cases.jsonl}: a document, a path and what gjson 1.19.0 and sjson 1.2.5
 * make of them.
 */
class GjsonCasesTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, String> documents = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/gjson/cases.jsonl"));
    List<JsonNode> cases = new ArrayList<>();
    for (JsonNode line : lines.stream().map(JSON::readTree).toList()) {
      if (line.has("document")) {
        documents.put(line.path("document").asString(), line.path("text").asString());
      } else {
        cases.add(line);
      }
    }
    return cases.stream().map(line -> DynamicTest.dynamicTest(name(line), () -> check(line)));
  }

  private static String name(JsonNode line) {
    return line.path("op").asString() + " " + line.path("path").asString();
  }

  private void check(JsonNode line) {
    String shared = documents.get(line.path("in").asString());
    String json = shared == null ? line.path("json").asString() : shared;
    String path = line.path("path").asString();
    String value = line.path("value").asString();
    switch (line.path("op").asString()) {
      case "get" -> checkGet(GjsonPath.compile(path).get(json), line);
      case "valid" ->
          assertThat(GjsonPath.isValid(json)).isEqualTo(line.path("valid").booleanValue());
      case "set" -> checkChange(() -> SjsonPath.compile(path).set(json, value), line);
      case "setraw" -> checkChange(() -> SjsonPath.compile(path).setRaw(json, value), line);
      case "delete" -> checkChange(() -> SjsonPath.compile(path).delete(json), line);
      default -> throw new IllegalArgumentException(line.toString());
    }
  }

  private static void checkGet(GjsonResult found, JsonNode line) {
    assertThat(found.exists()).as(line.toString()).isEqualTo(line.path("exists").booleanValue());
    if (!found.exists()) {
      return;
    }
    String raw = line.path("raw").asString();
    assertThat(found.raw()).as(line.toString()).isEqualTo(raw);
    assertThat(found.type().label()).isEqualTo(line.path("type").asString());
    assertThat(found.string()).isEqualTo(line.path("string").asString(raw));
    assertThat(found.bool()).isEqualTo(line.path("bool").booleanValue(false));
    assertThat(found.index()).as(line.toString()).isEqualTo(line.path("index").intValue(0));
    if (line.has("array")) {
      assertThat(found.array().stream().map(GjsonResult::raw))
          .containsExactlyElementsOf(
              line.path("array").valueStream().map(JsonNode::asString).toList());
    }
  }

  private static void checkChange(Supplier<String> change, JsonNode line) {
    if (line.has("error")) {
      assertThatThrownBy(change::get)
          .isInstanceOf(LanguageException.class)
          .hasMessageContaining(line.path("error").asString());
    } else {
      assertThat(change.get()).as(line.toString()).isEqualTo(line.path("result").asString());
    }
  }
}
