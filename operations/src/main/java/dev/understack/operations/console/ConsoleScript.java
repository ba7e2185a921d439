package dev.understack.operations.console;

import dev.understack.operations.Connections;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.http.StoppedException;
import java.util.List;

/**
 * What every console script does around its own work: reads the arguments, prints usage errors, and
 * turns failures into a log line and an exit code.
 */
public final class ConsoleScript {
  private final Usage usage;
  private final Connections connections;
  private final Body body;

  /** The work of one script. */
  @FunctionalInterface
  public interface Body {
    int run(OperationRun run, Arguments arguments);
  }

  public ConsoleScript(Usage usage, Connections connections, Body body) {
    this.usage = usage;
    this.connections = connections;
    this.body = body;
  }

  public String name() {
    return usage.program();
  }

  /** Runs with {@code words}; the exit code. */
  public int run(OperationContext context, List<String> words) throws InterruptedException {
    OperationLog log = new OperationLog(context, usage.program());
    try {
      Arguments arguments = usage.parse(words);
      HttpGate gate = new HttpGate(connections.transport(), context, log);
      return body.run(new OperationRun(context, log, gate, connections), arguments);
    } catch (HelpRequestedException e) {
      context.out().print(usage.help());
      return 0;
    } catch (UsageException e) {
      context.err().println(usage.synopsis());
      context.err().println(usage.program() + ": error: " + log.redacted(OperationLog.reason(e)));
      return usage.errorCode();
    } catch (OperationFailedException e) {
      log.error(OperationLog.reason(e));
      return e.exitCode();
    } catch (RequestFailedException e) {
      log.error(OperationLog.reason(e));
      return 1;
    } catch (StoppedException e) {
      Thread.interrupted();
      throw new InterruptedException(usage.program() + " was stopped");
    }
  }
}
