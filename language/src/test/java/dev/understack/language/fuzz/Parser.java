package dev.understack.language.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A parser that is fuzzed.
 *
 * @param target the class that Jazzer runs
 * @param read what its method does
 * @param file of examples to start from
 * @param field of an example that is the parser's text
 */
record Parser(String name, Class<?> target, Consumer<byte[]> read, String file, String field) {
  static final List<Parser> ALL =
      List.of(
          new Parser("jq", JqFuzz.class, JqFuzz::fuzzerTestOneInput, "jq/cases.jsonl", "q"),
          new Parser(
              "gjson", GjsonFuzz.class, GjsonFuzz::fuzzerTestOneInput, "gjson/cases.jsonl", "path"),
          new Parser(
              "sjson", SjsonFuzz.class, SjsonFuzz::fuzzerTestOneInput, "gjson/cases.jsonl", "path"),
          new Parser(
              "expr",
              ExprFuzz.class,
              ExprFuzz::fuzzerTestOneInput,
              "expr/cases-1.17.jsonl",
              "text"),
          new Parser(
              "govaluate",
              GovaluateFuzz.class,
              GovaluateFuzz::fuzzerTestOneInput,
              "govaluate/cases.jsonl",
              "text"),
          new Parser(
              "template",
              TemplateFuzz.class,
              TemplateFuzz::fuzzerTestOneInput,
              "language/template-cases.json",
              "template"),
          new Parser(
              "sprig",
              TemplateFuzz.class,
              TemplateFuzz::fuzzerTestOneInput,
              "language/sprig-cases.json",
              "template"),
          new Parser(
              "lua",
              LuaFuzz.class,
              LuaFuzz::fuzzerTestOneInput,
              "language/lua-cases.json",
              "script"),
          new Parser(
              "tags",
              TagsFuzz.class,
              TagsFuzz::fuzzerTestOneInput,
              "expr/cases-1.17.jsonl",
              "text"),
          new Parser(
              "cron", CronFuzz.class, CronFuzz::fuzzerTestOneInput, "cron/next.jsonl", "spec"),
          new Parser(
              "time", CronFuzz.class, CronFuzz::fuzzerTestOneInput, "go/times.jsonl", "layout"),
          new Parser(
              "jsonpath",
              KubeFuzz.class,
              KubeFuzz::fuzzerTestOneInput,
              "kube/jsonpath.jsonl",
              "template"),
          new Parser(
              "selector",
              KubeFuzz.class,
              KubeFuzz::fuzzerTestOneInput,
              "kube/selectors-and-patches.json",
              "selector"));

  /** Texts of the field in a file of examples, without those that make keys, which are slow. */
  List<String> examples() throws IOException {
    String text = Files.readString(Path.of("src/test/resources", file));
    Stream<JsonNode> trees =
        file.endsWith("l")
            ? text.lines().map(JsonMapper.shared()::readTree)
            : Stream.of(JsonMapper.shared().readTree(text));
    return trees
        .flatMap(tree -> tree.findValues(field).stream())
        .map(value ->
            target == TagsFuzz.class ? "a{{=" + value.asString() + "}}b" : value.asString())
        .filter(example -> !example.contains("genPrivateKey"))
        .filter(example -> !example.contains("derivePassword"))
        .distinct()
        .toList();
  }
}
