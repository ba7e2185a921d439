package dev.understack.operations.dispatch;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.RequestFailedException;
import java.util.function.Supplier;

/**
 * Tells what is wrong by itself from what passes: a handler returns 1 when another system refuses
 * it for good, and fails (which a workflow tries again for hours) when that system is away.
 */
public final class Refusals {
  private Refusals() {}

  /** What {@code work} returns, or 1 after logging why it was refused. */
  public static int logged(OperationRun run, Supplier<Integer> work) {
    try {
      return work.get();
    } catch (RequestFailedException e) {
      if (e.isTemporary()) {
        throw e;
      }
      run.log().error(OperationLog.reason(e));
      return 1;
    } catch (OperationFailedException e) {
      run.log().error(OperationLog.reason(e));
      return 1;
    }
  }
}
