package dev.understack.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to append: a CloudEvent taken apart.
 *
 * @param bus {@code namespace/name} of the EventBus
 * @param id CloudEvent id
 * @param source name of the EventSource
 * @param subject event name inside the EventSource
 * @param type kind of source, for example {@code amqp}
 * @param time when the source received it
 * @param dedupKey appending a second event of the same bus, source and subject with this key
 *     changes nothing; null switches that off
 * @param data JSON text of the CloudEvent's data
 */
public record NewEvent(
    String bus,
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    @Nullable String dedupKey,
    String data) {}
