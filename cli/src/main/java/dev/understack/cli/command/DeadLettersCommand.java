package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.output.Ages;
import dev.understack.cli.output.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code dead-letters}: what could not be processed, and trying it again. */
@Command(
    name = "dead-letters",
    description = "List what could not be processed; --resubmit tries it again.")
final class DeadLettersCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Option(
      names = "--resubmit",
      paramLabel = "KEY",
      arity = "1..*",
      description = "Try these again.")
  List<String> resubmit = List.of();

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    for (String key : resubmit) {
      client.send(
          "POST",
          "/understack/v1/dead-letters/"
              + URLEncoder.encode(key, StandardCharsets.UTF_8)
              + "/resubmit",
          Map.of(),
          "application/json",
          "{}");
      System.out.println(key + " resubmitted");
    }
    if (resubmit.isEmpty()) {
      list(client);
    }
    return 0;
  }

  private void list(ApiClient client) {
    JsonNode letters = client.get("/understack/v1/dead-letters", Map.of());
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
