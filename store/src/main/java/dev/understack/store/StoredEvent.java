package dev.understack.store;

import java.time.Instant;

/**
 * An event as stored.
 *
 * @param sequence its place on the bus; ascending, never reused
 * @param data JSON text of the CloudEvent's data
 */
public record StoredEvent(
    long sequence,
    String bus,
    String id,
    String source,
    String subject,
    String type,
    Instant time,
    String data) {}
