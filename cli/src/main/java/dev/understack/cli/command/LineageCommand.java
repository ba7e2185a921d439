package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.CommandFailedException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lineage}: what changed an object of another system, back to the message. */
@Command(
    name = "lineage",
    description = "Show what changed an outside object, back to the message that caused it.")
final class LineageCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Parameters(paramLabel = "KIND/ID", description = "For example tenant/UUID.")
  String object = "";

  @Override
  public Integer call() {
    int slash = object.indexOf('/');
    if (slash < 1) {
      throw new CommandFailedException("expected KIND/ID, found " + object, 2);
    }
    ApiClient client = connection.open();
    String path = "/understack/v1/lineage/" + object;
    if (output.forPeople()) {
      System.out.print(client.text(path, Map.of(), "text/plain"));
    } else {
      output.print(System.out, client.get(path, Map.of()));
    }
    return 0;
  }
}
