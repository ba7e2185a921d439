package dev.understack.operations.resync;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.RequestFailedException;

/** Counts how a run over many objects went. One that fails does not stop the rest. */
final class Tally {
  private final OperationRun run;
  private final String noun;
  private int total;
  private int failed;
  private int skipped;

  /** {@code noun} is what one object is called, for the log. */
  Tally(OperationRun run, String noun) {
    this.run = run;
    this.noun = noun;
  }

  /** Work on one object; it throws when it cannot be done. */
  @FunctionalInterface
  interface Step {
    /** False when the object cannot be brought in step yet, which is no failure. */
    boolean run();
  }

  void count(String id, Step step) {
    total++;
    try {
      if (!step.run()) {
        skipped++;
      }
    } catch (RequestFailedException | OperationFailedException | IllegalStateException e) {
      failed++;
      run.log().error("Failed to sync " + noun + " " + id + ": " + OperationLog.reason(e));
    }
  }

  /** Logs the sums; the exit code. */
  int finish() {
    int good = total - failed - skipped;
    run.log()
        .info(
            "Sync complete. "
                + good
                + "/"
                + total
                + " "
                + noun
                + "s synced successfully ("
                + skipped
                + " skipped).");
    if (failed > 0) {
      run.log().error("Failed to sync " + failed + " " + noun + "s");
    }
    return failed > 0 ? 1 : 0;
  }
}
