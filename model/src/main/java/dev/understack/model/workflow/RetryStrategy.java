package dev.understack.model.workflow;

import dev.understack.model.Fields;
import org.jspecify.annotations.Nullable;

/**
 * How often and when a template is tried again; numbers and durations are text because they may
 * hold tags.
 *
 * @param limit how many retries after the first attempt; null for no limit
 * @param retryPolicy which ends are retried; empty for the default
 * @param expression an expr expression that must hold for another attempt; may be empty
 * @param backoff wait between attempts; null for none
 */
public record RetryStrategy(
    @Nullable String limit, String retryPolicy, String expression, @Nullable Backoff backoff) {

  static RetryStrategy read(Fields fields) {
    RetryStrategy strategy =
        new RetryStrategy(
            AnyText.in(fields, "limit"),
            fields.text("retryPolicy"),
            fields.text("expression"),
            fields.read("backoff", Backoff::read));
    fields.known("affinity").rejectUnknown();
    return strategy;
  }

  /**
   * A growing wait.
   *
   * @param duration the first wait; may be empty
   * @param factor by how much it grows with each attempt; may be empty
   * @param maxDuration how long all attempts together may take; may be empty
   * @param cap the longest wait; may be empty
   */
  public record Backoff(String duration, String factor, String maxDuration, String cap) {

    static Backoff read(Fields fields) {
      Backoff backoff =
          new Backoff(
              AnyText.orEmpty(fields, "duration"),
              AnyText.orEmpty(fields, "factor"),
              AnyText.orEmpty(fields, "maxDuration"),
              AnyText.orEmpty(fields, "cap"));
      fields.rejectUnknown();
      return backoff;
    }
  }
}
