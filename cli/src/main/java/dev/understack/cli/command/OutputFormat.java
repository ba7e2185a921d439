package dev.understack.cli.command;

import dev.understack.cli.output.Yaml;
import dev.understack.model.Json;
import java.io.PrintStream;
import java.util.Locale;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The {@code -o} option. */
final class OutputFormat {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "table, wide, json, yaml or name.")
  Format format = Format.TABLE;

  /** How to print a result. */
  enum Format {
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  boolean forPeople() {
    return format == Format.TABLE || format == Format.WIDE;
  }

  /** Prints a tree as JSON or YAML. */
  void print(PrintStream out, JsonNode tree) {
    out.println(format == Format.YAML ? Yaml.write(tree).stripTrailing() : Json.pretty(tree));
  }
}
