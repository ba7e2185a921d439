package dev.understack.sources.spi;

/**
 * What became of a received message: the one place that decides what its sender is told.
 *
 * <p>A message may be acknowledged only once it is durable somewhere: as an event, or as a rejected
 * message with its reason. Only a bus that cannot take it is a reason not to.
 */
public enum DeliveryOutcome {
  /** It is an event on the bus. */
  STORED(true, 200),
  /** It repeats an event that is on the bus. */
  REPEATED(true, 200),
  /** The source's filter is false for it: it is not wanted. */
  FILTERED(true, 200),
  /** It can never become an event and is kept among the rejected messages. */
  DEAD_LETTERED(true, 200),
  /** The bus cannot take it now: the sender has to keep it and send it again. */
  REFUSED(false, 503);

  private final boolean acknowledged;
  private final int httpStatus;

  DeliveryOutcome(boolean acknowledged, int httpStatus) {
    this.acknowledged = acknowledged;
    this.httpStatus = httpStatus;
  }

  /** Whether the sender may forget the message. */
  public boolean acknowledged() {
    return acknowledged;
  }

  /** How an HTTP caller is answered. */
  public int httpStatus() {
    return httpStatus;
  }
}
