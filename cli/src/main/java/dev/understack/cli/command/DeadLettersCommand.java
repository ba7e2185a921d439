package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.output.Ages;
import dev.understack.cli.output.Table;
import dev.understack.cli.output.Yaml;
import dev.understack.model.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code dead-letters}: what could not be processed, and trying it again. */
@Command(
    name = "dead-letters",
    description = "List what could not be processed; --resubmit tries it again.")
final class DeadLettersCommand implements Callable<Integer> {
  private static final String PATH = "/understack/v1/dead-letters";

  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Option(
      names = "--resubmit",
      paramLabel = "KEY",
      arity = "1..*",
      description = "Try these again.")
  List<String> resubmit = List.of();

  @Parameters(
      paramLabel = "KEY",
      arity = "0..1",
      description = "Show this one with all that is kept of it.")
  String key = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    if (!key.isEmpty()) {
      JsonNode letter = client.get(PATH, Map.of("key", key));
      System.out.println(
          output.forPeople() ? Yaml.write(letter).stripTrailing() : Json.pretty(letter));
      return 0;
    }
    for (String key : resubmit) {
      client.send("POST", PATH + "/resubmit", Map.of("key", key), "application/json", "{}");
      System.out.println(key + " resubmitted");
    }
    if (resubmit.isEmpty()) {
      list(client);
    }
    return 0;
  }

  private void list(ApiClient client) {
    JsonNode letters = client.get(PATH, Map.of());
    if (!output.forPeople()) {
      output.print(System.out, letters);
      return;
    }
    Table table = new Table("KEY", "AGE", "FROM", "REASON");
    Instant now = Instant.now();
    for (JsonNode letter : letters.path("items")) {
      table.row(
          letter.path("key").asString(""),
          Ages.since(letter.path("time").asString(""), now),
          letter.path("origin").asString(""),
          letter.path("reason").asString(""));
    }
    if (table.isEmpty()) {
      System.err.println("No dead letters");
    } else {
      table.print(System.out);
    }
  }
}
