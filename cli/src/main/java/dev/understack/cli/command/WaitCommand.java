package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wait} and {@code watch}: blocks until workflows have ended. */
@Command(
    name = "wait",
    aliases = "watch",
    description = "Follow workflows until they have ended; fails when one did not succeed.")
final class WaitCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();

  @Parameters(arity = "1..*", paramLabel = "WORKFLOW")
  List<String> names = List.of();

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String namespace = connection.namespace(client);
    int exit = 0;
    for (String name : names) {
      exit = Math.max(exit, new WorkflowEnd(client, namespace, name).await());
    }
    return exit;
  }
}
