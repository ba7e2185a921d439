package dev.understack.bus;

import java.time.Instant;
import java.util.Map;

/**
 * A message that a source received but could not turn into an event.
 *
 * @param id unique
 * @param source name of the EventSource
 * @param subject name of the event in it
 * @param type kind of source
 * @param time when it was received
 * @param reason why it was rejected: a whole sentence
 * @param raw the message as received; not changed afterwards
 * @param properties what else is known of it, for example its routing key
 */
@SuppressWarnings("ArrayRecordComponent") // compared by id only
public record RejectedMessage(
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    String reason,
    byte[] raw,
    Map<String, String> properties) {

  public RejectedMessage {
    properties = Map.copyOf(properties);
  }
}
