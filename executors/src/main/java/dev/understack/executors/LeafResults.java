package dev.understack.executors;

import dev.understack.executors.artifacts.Outputs;
import dev.understack.model.RejectedManifestException;
import dev.understack.workflows.spi.LeafResult;
import java.util.List;
import java.util.OptionalInt;

/** Results of leaves that say more about the executor than about the command. */
final class LeafResults {
  /** As Kubernetes words it. */
  static final String DEADLINE = "Pod was active on the node longer than the specified deadline";

  private LeafResults() {}

  /** The leaf could not be run as asked. */
  static LeafResult error(Exception cause) {
    String message =
        cause instanceof RejectedManifestException rejected
            ? String.join(
                "; ", rejected.faults().stream().map(f -> f.path() + ": " + f.message()).toList())
            : cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new LeafResult(
        LeafResult.Phase.ERROR, OptionalInt.empty(), message, new Outputs().tree(), List.of());
  }
}
