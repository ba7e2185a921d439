package dev.understack.language.jq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.understack.language.GoJson;
import dev.understack.language.LanguageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** Every line of {@code jq/cases.jsonl}: a program, its input and what gojq 0.12.19 makes of it. */
class JqCasesTest {
  private static final int MOST_RESULTS = 200;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Jq READ = Jq.compile("fromjson");

  private final Map<String, String> documents = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> cases() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/resources/jq/cases.jsonl"));
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
    return line.path("q").asString() + " on " + line.path("i").asString(line.path("in").asString());
  }

  private void check(JsonNode line) {
    String program = line.path("q").asString();
    if (line.has("syntax")) {
      assertThatThrownBy(() -> Jq.compile(program)).isInstanceOf(LanguageException.class);
      return;
    }
    if (line.has("compile")) {
      LanguageException fault =
          catchThrowableOfType(LanguageException.class, () -> Jq.compile(program));
      assertThat(fault.line()).isPositive();
      if (!line.path("compile").asString().startsWith("missing query")) {
        assertThat(fault.problem()).isEqualTo(line.path("compile").asString());
      }
      return;
    }
    List<String> results = new ArrayList<>();
    String error = "";
    try {
      for (JsonNode result : Jq.compile(program).results(input(line))) {
        results.add(GoJson.writeSorted(result));
        if (results.size() == MOST_RESULTS) {
          break;
        }
      }
    } catch (LanguageException e) {
      error = e.problem();
    }
    assertThat(results)
        .as(line.toString())
        .containsExactlyElementsOf(line.path("out").valueStream().map(JsonNode::asString).toList());
    assertThat(error).isEqualTo(line.path("error").asString());
  }

  private JsonNode input(JsonNode line) {
    String text = line.path("i").asString();
    if (line.has("in")) {
      text = documents.get(line.path("in").asString());
    } else if (!line.has("i")) {
      return NullNode.instance;
    }
    return READ.first(StringNode.valueOf(text)).orElseThrow();
  }
}
