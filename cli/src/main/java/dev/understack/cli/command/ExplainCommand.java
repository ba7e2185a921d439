package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.CommandFailedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code explain}: everything that is recorded about one event. */
@Command(
    name = "explain",
    description = "Show what each sensor made of an event and what followed from it.")
final class ExplainCommand implements Callable<Integer> {
  private static final int ID_LENGTH = 32;
  private static final int NEWEST = 1000;

  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Parameters(paramLabel = "EVENT", description = "Id of an event, or a unique start of it.")
  String event = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String path = "/understack/v1/events/" + whole(client);
    if (output.forPeople()) {
      System.out.print(client.text(path, Map.of(), "text/plain"));
    } else {
      output.print(System.out, client.get(path, Map.of()));
    }
    return 0;
  }

  /** The id that the given start means; looked for among the newest events. */
  private String whole(ApiClient client) {
    if (event.length() >= ID_LENGTH) {
      return event;
    }
    JsonNode events =
        client.get("/understack/v1/events", Map.of("source", "", "limit", String.valueOf(NEWEST)));
    List<String> ids =
        events
            .path("items")
            .valueStream()
            .map(each -> each.path("id").asString(""))
            .filter(id -> id.startsWith(event))
            .toList();
    if (ids.size() > 1) {
      throw new CommandFailedException(
          ids.size() + " events start with " + event + ": give more of the id", 2);
    }
    return ids.isEmpty() ? event : ids.getFirst();
  }
}
