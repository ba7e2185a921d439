package dev.understack.operations.resync;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import java.util.List;
import java.util.stream.Stream;

/** {@code resync-result}: fails when one of the resyncs before it did. */
public final class ResyncResult implements Operation {
  private static final List<String> PARTS = List.of("keystone", "neutron", "ironic");

  private final ConsoleScript script;

  public ResyncResult(Connections connections) {
    Usage usage = Usage.of("resync-result", "Fail when a part of the resync failed");
    for (String part : PARTS) {
      usage = usage.positional(part, part + "=<status of its step>");
    }
    script = new ConsoleScript(usage, connections, ResyncResult::judge);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int judge(OperationRun run, Arguments arguments) {
    Stream<String> statuses = PARTS.stream().map(arguments::get);
    List<String> bad = statuses.filter(status -> !status.endsWith("=Succeeded")).toList();
    if (!bad.isEmpty()) {
      throw new OperationFailedException("not everything is in step: " + String.join(", ", bad));
    }
    run.log().info("everything is in step");
    return 0;
  }
}
