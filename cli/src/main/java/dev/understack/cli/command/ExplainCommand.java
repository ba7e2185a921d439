package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code explain}: everything that is recorded about one event. */
@Command(
    name = "explain",
    description = "Show what each sensor made of an event and what followed from it.")
final class ExplainCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Parameters(paramLabel = "EVENT", description = "Id of an event, or a unique start of it.")
  String event = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String path = "/understack/v1/events/" + event;
    if (output.forPeople()) {
      System.out.print(client.text(path, Map.of(), "text/plain"));
    } else {
      output.print(System.out, client.get(path, Map.of()));
    }
    return 0;
  }
}
