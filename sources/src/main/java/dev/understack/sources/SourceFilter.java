package dev.understack.sources;

import tools.jackson.databind.JsonNode;

/** The filter of one event of a source. Safe for several threads. */
@FunctionalInterface
public interface SourceFilter {
  /** Wants everything: the manifest has no filter. */
  SourceFilter ALL = _ -> true;

  /**
   * Whether the event is wanted.
   *
   * @param data the CloudEvent's data
   * @throws FailedException when the filter cannot say
   */
  boolean accepts(JsonNode data);

  /** A filter that fails on this event. The message says why. */
  final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FailedException(String message) {
      super(message);
    }
  }
}
