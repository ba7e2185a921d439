package dev.understack.sources;

import dev.understack.model.events.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The waits between a source's attempts to connect: they grow as the manifest's backoff says, never
 * beyond half a minute, and never end. For one thread.
 */
public final class RetryPause {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Backoff backoff;
  private int failures;

  public RetryPause(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Forgets earlier failures: a connection worked. */
  public void reset() {
    failures = 0;
  }

  /** How long to wait after one more failure. */
  public Duration next() {
    failures = Math.min(failures + 1, 60);
    Duration wait = backoff.pauseAfter(failures, ThreadLocalRandom.current().nextDouble());
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
