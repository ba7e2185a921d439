package dev.understack.sources.spi;

import dev.understack.bus.RejectedMessage;
import java.util.concurrent.CompletableFuture;

/** An event source that receives. */
public interface RunningSource extends AutoCloseable {

  /**
   * Delivers a message that was rejected before, as the source reads it now: its settings may have
   * changed. The future completes like that of {@link EventSink#deliver}.
   *
   * @throws UndeliverableException when it is rejected again, or the kind cannot do this
   */
  default CompletableFuture<DeliveryOutcome> deliverAgain(RejectedMessage message) {
    throw new UndeliverableException(
        "an event source of this kind cannot deliver a rejected message again: let its sender send"
            + " it again");
  }

  /**
   * Ends it: nothing is delivered once this returns, and what was delivered but not acknowledged
   * goes back to the sender. May be called twice.
   */
  @Override
  void close();
}
