package dev.understack.cli.command;

import dev.understack.cli.api.ApiFailedException;
import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.demo.DemoCommand;
import dev.understack.model.Fault;
import dev.understack.model.RejectedManifestException;
import dev.understack.store.StoreUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: its subcommands, and what errors look like. */
@Command(
    name = "understack",
    description = "Event-driven automation for OpenStack and bare metal.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      DemoCommand.class,
      LintCommand.class,
      ApplyCommand.class,
      GetCommand.class,
      DescribeCommand.class,
      DeleteCommand.class,
      LogsCommand.class,
      SubmitCommand.class,
      ListCommand.class,
      WaitCommand.class,
      EventsCommand.class,
      ExplainCommand.class,
      LineageCommand.class,
      DeadLettersCommand.class,
      OpCommand.class,
    })
public final class Understack {
  private static final int BAD_MANIFESTS = 4;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  boolean help;

  private Understack() {}

  /** The command line, ready to execute. */
  public static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Understack());
    WorkflowActionCommand.ACTIONS.forEach((name, description) -> {
      CommandLine action = new CommandLine(new WorkflowActionCommand());
      action.getCommandSpec().name(name).usageMessage().description(description);
      line.addSubcommand(name, action);
    });
    // What follows the name of an operation belongs to the operation.
    Objects.requireNonNull(line.getSubcommands().get("op")).setStopAtPositional(true);
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler((e, command, parsed) -> explain(e, command.getErr()));
  }

  private static String reason(IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing -> missing.getFile() + " does not exist";
      case AccessDeniedException denied ->
          denied.getFile() + " cannot be opened: permission denied";
      default -> failure.getMessage() == null ? failure.toString() : failure.getMessage();
    };
  }

  private static int explain(Exception e, PrintWriter err) throws Exception {
    return switch (e) {
      case RejectedManifestException rejected -> {
        for (Fault fault : rejected.faults()) {
          err.println(fault);
        }
        yield BAD_MANIFESTS;
      }
      case CommandFailedException failed -> {
        err.println("understack: " + failed.getMessage());
        yield failed.exitCode();
      }
      case ApiFailedException refused -> {
        err.println("Error from server: " + refused.getMessage());
        yield 1;
      }
      case StoreUnavailableException unavailable -> {
        err.println("understack: " + unavailable.getMessage());
        yield 1;
      }
      case IOException failed -> {
        err.println("understack: " + reason(failed));
        yield 1;
      }
      default -> throw e;
    };
  }
}
