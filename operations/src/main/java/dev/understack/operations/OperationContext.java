package dev.understack.operations;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;

/**
 * The world as one run of an operation sees it.
 *
 * @param environment the variables of the container; nothing of the host's
 * @param files the mounted and written files
 * @param out standard output
 * @param err standard error
 * @param changes where the operation reports what it changed
 * @param dryRun when true, calls that would change something are printed and not made
 * @param clock the time
 */
public record OperationContext(
    Map<String, String> environment,
    OperationFiles files,
    PrintStream out,
    PrintStream err,
    ChangeReport changes,
    boolean dryRun,
    Clock clock) {

  public OperationContext {
    environment = Map.copyOf(environment);
  }
}
