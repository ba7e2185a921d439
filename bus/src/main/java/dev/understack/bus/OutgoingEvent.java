package dev.understack.bus;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a bus: a CloudEvent whose data is JSON.
 *
 * @param id CloudEvent id
 * @param source name of the EventSource
 * @param subject name of the event in it
 * @param type kind of source, for example {@code amqp}
 * @param time when the source received it
 * @param dedupKey a second event of the same source and subject with this key is not stored again;
 *     null switches that off
 * @param data its data
 */
public record OutgoingEvent(
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    @Nullable String dedupKey,
    OutgoingData data) {}
