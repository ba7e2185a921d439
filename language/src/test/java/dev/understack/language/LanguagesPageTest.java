package dev.understack.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.language.cron.CronSchedule;
import dev.understack.language.expr.ArgoFunctions;
import dev.understack.language.expr.Dialect;
import dev.understack.language.expr.Expr;
import dev.understack.language.expr.ExprValues;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.govaluate.Govaluate;
import dev.understack.language.jq.Jq;
import dev.understack.language.kube.KubeJsonPath;
import dev.understack.language.kube.LabelSelector;
import dev.understack.language.lua.LuaScript;
import dev.understack.language.sjson.SjsonPath;
import dev.understack.language.sprig.Sprig;
import dev.understack.language.sprig.SprigOptions;
import dev.understack.language.tags.TagMode;
import dev.understack.language.tags.TagScope;
import dev.understack.language.tags.TagTemplate;
import dev.understack.language.template.Template;
import dev.understack.language.value.JsonValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of {@code docs/languages.md} give what the page says. */
class LanguagesPageTest {
  private static final Path PAGE = Path.of("../docs/languages.md");
  private static final String ERROR = "error: ";

  record Example(String language, String text, String data, String gives) {}

  static Stream<Example> examples() throws IOException {
    List<Example> all = new ArrayList<>();
    String language = "";
    boolean table = false;
    for (String line : Files.readAllLines(PAGE)) {
      language = line.startsWith("## ") ? line.substring(3) : language;
      table = line.startsWith("| example |") || (table && line.startsWith("|"));
      if (table && line.startsWith("| `")) {
        String[] cells = line.split("(?<!\\\\)\\|", -1);
        all.add(new Example(language, cell(cells[1]), cell(cells[2]), cell(cells[3])));
      }
    }
    return all.stream();
  }

  private static String cell(String cell) {
    String text = cell.strip();
    return text.isEmpty() ? "" : text.substring(1, text.length() - 1).replace("\\|", "|");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void examples_give_what_the_page_says(Example example) {
    String result;
    try {
      result = result(example);
    } catch (LanguageException e) {
      result = ERROR + e.problem();
    }
    assertThat(result).isEqualTo(example.gives());
  }

  private static String result(Example example) {
    String text = example.text();
    String data = example.data();
    return switch (example.language()) {
      case "jq" -> GoJson.writeSorted(Jq.compile(text).first(json(data)).orElseThrow());
      case "gjson" -> GjsonPath.compile(text).get(data).string();
      case "sjson" -> {
        String[] parts = text.split(" = ", 2);
        yield SjsonPath.compile(parts[0]).set(data, parts[1]);
      }
      case "Go templates", "sprig" -> {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("Input", JsonValues.parse(data));
        yield Template.compile("t", text, Sprig.functions()).execute(input);
      }
      case "Lua" -> GoJson.writeSorted(LuaScript.compile(text).transform(json(data)));
      case "expr" ->
          GoJson.writeSorted(
              ExprValues.json(Expr.compile(text, Dialect.EVENTS).evaluate(json(data))));
      case "govaluate" -> String.valueOf(Govaluate.parse(text).evaluate(variables(data)));
      case "Tags" ->
          TagTemplate.parse(text)
              .resolve(
                  TagScope.of(
                      variables(data),
                      ArgoFunctions.with(Sprig.expressionFunctions(SprigOptions.CLOSED))),
                  TagMode.LENIENT);
      case "Cron, durations, times" ->
          CronSchedule.parse(text, ZoneOffset.UTC)
              .next(Instant.parse(data))
              .orElseThrow()
              .toString();
      case "Selectors, JSONPath and patches of Kubernetes" ->
          text.startsWith("{")
              ? KubeJsonPath.parse(text).render(json(data), true)
              : String.valueOf(LabelSelector.parse(text).matches(labels(data)));
      default -> throw new IllegalStateException("no language " + example.language());
    };
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  private static Map<String, @Nullable Object> variables(String data) {
    Map<String, @Nullable Object> all = new HashMap<>();
    json(data).properties().forEach(e -> all.put(e.getKey(), JsonValues.value(e.getValue())));
    return all;
  }

  private static Map<String, String> labels(String data) {
    Map<String, String> all = new HashMap<>();
    variables(data).forEach((key, value) -> all.put(key, Objects.toString(value)));
    return all;
  }
}
