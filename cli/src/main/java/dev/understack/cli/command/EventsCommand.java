package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.output.Ages;
import dev.understack.cli.output.Table;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code events}: what arrived lately and what became of it. */
@Command(name = "events", description = "List the newest events and what became of them.")
final class EventsCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Option(names = "--source", paramLabel = "NAME", description = "Only of this EventSource.")
  String source = "";

  @Option(names = "--limit", paramLabel = "N", description = "How many (default 20).")
  int limit = 20;

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    JsonNode events =
        client.get(
            "/understack/v1/events", Map.of("source", source, "limit", String.valueOf(limit)));
    if (!output.forPeople()) {
      output.print(System.out, events);
      return 0;
    }
    Table table = new Table("EVENT", "AGE", "SOURCE", "NAME", "OUTCOME");
    Instant now = Instant.now();
    for (JsonNode event : events.path("items")) {
      table.row(
          event.path("id").asString(""),
          Ages.since(event.path("time").asString(""), now),
          event.path("source").asString(""),
          event.path("subject").asString(""),
          event.path("outcome").asString(""));
    }
    if (table.isEmpty()) {
      System.err.println("No events yet");
    } else {
      table.print(System.out);
    }
    return 0;
  }
}
