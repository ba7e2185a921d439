package dev.understack.sources.spi;

import dev.understack.bus.OutgoingData;
import dev.understack.sources.spi.EventSink.RawMessage;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Delivers for sources whose sender cannot send again: waits and tries again for as long as the bus
 * refuses. For one thread.
 */
public final class SureDelivery {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final SourceContext context;
  private final CountDownLatch closed;

  /**
   * @param closed ends the waiting when it reaches zero
   */
  public SureDelivery(SourceContext context, CountDownLatch closed) {
    this.context = context;
    this.closed = closed;
  }

  /** Returns once the message is durable, or false when the source was closed before. */
  public boolean deliver(JsonNode data, @Nullable String dedupKey, RawMessage raw)
      throws InterruptedException {
    OutgoingData outgoing = OutgoingData.of(data);
    while (closed.getCount() > 0) {
      try {
        if (context.sink().deliver(outgoing, dedupKey, raw).get().acknowledged()) {
          return true;
        }
      } catch (ExecutionException e) {
        context.health().warn("the bus failed: " + e.getCause());
      }
      context.health().failing("the bus refuses events; this one is kept and tried again");
      if (closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }
}
