package dev.understack.operations;

import java.util.List;

/**
 * One UnderStack operation: what a container of the UnderStack images runs, as a call inside this
 * JVM.
 *
 * <p>An operation may be called twice with the same arguments, and side by side with others; it
 * converges on the same end state. It reaches files, environment, output and time through its
 * {@link OperationContext} alone.
 */
public interface Operation {

  /** The console-script name, for example {@code sync-keystone}. */
  String name();

  /** Environment variables without which a part of its work fails. */
  default List<String> variables() {
    return List.of();
  }

  /**
   * Runs to the end.
   *
   * @param arguments what follows the command name, as the process would get it
   * @return the exit code; 0 is success
   * @throws InterruptedException when the run is stopped from outside; nothing more is changed
   */
  int run(OperationContext context, List<String> arguments) throws InterruptedException;
}
