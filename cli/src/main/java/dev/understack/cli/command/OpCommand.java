package dev.understack.cli.command;

import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.output.Table;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.Operations;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code op}: runs one operation by hand, on this machine's files and environment. */
@Command(
    name = "op",
    description = "Run an UnderStack operation by hand; without a name, list them.",
    footer = "Options after the operation's name are its own, for example: op sync-keystone --help")
final class OpCommand implements Callable<Integer> {
  /** Undersync itself can say what it would do, and is asked to by this option. */
  private static final String OWN_DRY_RUN = "undersync-switch";

  @Option(names = "--dry-run", description = "Print the calls that would change something.")
  boolean dryRun;

  @Option(
      names = "--root",
      paramLabel = "FOLDER",
      description = "Folder that stands for / in the files it reads, such as /etc/nb-token/token.")
  Path root = Path.of("/");

  @Parameters(arity = "0..*", paramLabel = "NAME ARGUMENTS")
  List<String> words = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    Operations operations = Operations.standard();
    if (words.isEmpty()) {
      Table table = new Table("OPERATION");
      operations.all().forEach(operation -> table.row(operation.name()));
      table.print(System.out);
      return 0;
    }
    Operation operation =
        operations
            .find(words.getFirst())
            .orElseThrow(() -> new CommandFailedException("no operation " + words.getFirst(), 2));
    List<String> arguments = new ArrayList<>(words.subList(1, words.size()));
    boolean dry =
        dryRun || (!operation.name().equals(OWN_DRY_RUN) && arguments.remove("--dry-run"));
    return operation.run(
        new OperationContext(
            System.getenv(),
            new HostFiles(root),
            System.out,
            System.err,
            change ->
                System.err.println(
                    change.action()
                        + " "
                        + change.kind()
                        + "/"
                        + change.id()
                        + ": "
                        + change.summary()),
            dry,
            Clock.systemUTC()),
        arguments);
  }
}
