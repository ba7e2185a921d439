package dev.understack.sources.amqp;

import dev.understack.bus.OutgoingData;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.UndeliverableException;
import tools.jackson.core.JacksonException;

/**
 * Makes event data of messages.
 *
 * @param maxBytes the longest body
 */
record AmqpReading(AmqpOptions options, int maxBytes) {
  private static final String MAX_BYTES = "understack.dev/max-message-bytes";
  private static final int DEFAULT_MAX_BYTES = 8 * 1024 * 1024;

  static AmqpReading of(SourceContext context, AmqpOptions options) {
    return new AmqpReading(options, context.annotation(MAX_BYTES, DEFAULT_MAX_BYTES));
  }

  /** The event's data; throws {@link UndeliverableException} when there can be none. */
  OutgoingData data(AmqpMessage message) {
    if (message.body().length > maxBytes) {
      throw new UndeliverableException(
          "the message has %d bytes, more than %d: annotation %s of the event source allows more"
              .formatted(message.body().length, maxBytes, MAX_BYTES));
    }
    if (options.jsonBody() && message.body().length == 0) {
      throw new UndeliverableException("the body is not JSON: it is empty");
    }
    try {
      return OutgoingData.of(message.data(options.jsonBody(), options.metadata()));
    } catch (JacksonException e) {
      throw new UndeliverableException("the body is not JSON: " + e.getOriginalMessage());
    }
  }
}
