package dev.understack.workflows.spi;

import dev.understack.store.ChangeTable.ExternalChange;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a leaf ended.
 *
 * @param phase how it counts
 * @param exitCode of the main container, when it ran
 * @param message as Argo words it; empty on success
 * @param outputs in Argo's Outputs shape: {@code parameters} with values, {@code artifacts}, {@code
 *     result}, {@code exitCode}
 * @param changes what it changed in other systems
 */
public record LeafResult(
    Phase phase,
    OptionalInt exitCode,
    String message,
    ObjectNode outputs,
    List<ExternalChange> changes) {

  public LeafResult {
    changes = List.copyOf(changes);
  }

  /** Succeeded; failed by its own exit code; or error: it could not be run as asked. */
  public enum Phase {
    SUCCEEDED,
    FAILED,
    ERROR
  }
}
