package dev.understack.cluster;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** The output of containers. Safe for several threads. */
public interface PodLogs {

  /**
   * Gives lines to the sink until the log ends, or, when following, until the container has ended
   * or the sink wants no more.
   *
   * @throws ApiException with reason NotFound or BadRequest when there is no such pod or container
   */
  void read(LogRequest request, Sink sink);

  /**
   * Which lines.
   *
   * @param container empty for the only or main container
   * @param follow whether to wait for more
   * @param tail how many of the last lines to start with
   */
  record LogRequest(
      String namespace,
      String pod,
      String container,
      boolean follow,
      boolean timestamps,
      Optional<Instant> since,
      OptionalInt tail) {}

  /** Takes lines. */
  interface Sink {
    /** Takes a line without its line end; false asks for no more. */
    boolean line(String line);

    /** False once nobody reads any more. */
    boolean isOpen();
  }
}
