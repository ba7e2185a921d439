package dev.understack.sources;

import dev.understack.model.RejectedManifestException;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets.MissingSecretException;
import dev.understack.sources.spi.SourceHealth;
import dev.understack.sources.spi.SourceHealth.Phase;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A source that is to run: started, or to be started again. For the controller's thread. */
final class ManagedSource implements AutoCloseable {
  private final String fingerprint;
  private final SourceHealth health;
  private final Supplier<RunningSource> start;
  private @Nullable RunningSource source;

  ManagedSource(String fingerprint, SourceHealth health, Supplier<RunningSource> start) {
    this.fingerprint = fingerprint;
    this.health = health;
    this.start = start;
  }

  /** Changes when the source has to be started again. */
  String fingerprint() {
    return fingerprint;
  }

  /** Starts it unless it runs; what goes wrong is its health. */
  void startIfDown() {
    if (source != null) {
      return;
    }
    try {
      source = start.get();
    } catch (SourceStartException | MissingSecretException | RejectedManifestException e) {
      health.failing(String.valueOf(e.getMessage()));
    }
  }

  boolean receives() {
    return health.state().phase() == Phase.RUNNING;
  }

  /** Its state in one line. */
  String describe() {
    SourceHealth.State state = health.state();
    return state.warnings().isEmpty()
        ? state.message()
        : state.message() + " (" + String.join("; ", state.warnings()) + ")";
  }

  @Override
  public void close() {
    if (source != null) {
      source.close();
      source = null;
    }
  }
}
