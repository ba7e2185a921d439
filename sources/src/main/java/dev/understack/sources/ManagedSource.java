package dev.understack.sources;

import dev.understack.bus.RejectedMessage;
import dev.understack.model.RejectedManifestException;
import dev.understack.sources.spi.DeliveryOutcome;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets.MissingSecretException;
import dev.understack.sources.spi.SourceHealth;
import dev.understack.sources.spi.SourceHealth.Phase;
import dev.understack.sources.spi.UndeliverableException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A source that is to run: started, or to be started again. For the controller's thread, but for
 * what says otherwise.
 */
final class ManagedSource implements AutoCloseable {
  private final String fingerprint;
  private final SourceHealth health;
  private final Supplier<RunningSource> start;

  /** Written by the controller's thread alone. */
  private volatile @Nullable RunningSource source;

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

  /** See {@link RunningSource#deliverAgain}. Safe for several threads. */
  CompletableFuture<DeliveryOutcome> deliverAgain(RejectedMessage message) {
    RunningSource running = source;
    if (running == null) {
      throw new UndeliverableException("the event source does not run: " + describe());
    }
    return running.deliverAgain(message);
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
    RunningSource running = source;
    if (running != null) {
      running.close();
      source = null;
    }
  }
}
