package dev.understack.sensors.trigger;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Which HTTP status codes are a success: those that {@code policy.status.allow} lists; without a
 * list all below 400.
 */
public record StatusPolicy(Optional<Set<Integer>> allowed) {

  static StatusPolicy of(ActionRun run) {
    return read(ActionRequest.object(run.request(), ActionRequest.POLICY).path("status"));
  }

  /** Reads {@code policy.status}. */
  public static StatusPolicy read(JsonNode status) {
    if (!status.has("allow")) {
      return new StatusPolicy(Optional.empty());
    }
    Set<Integer> allowed = new TreeSet<>();
    status.path("allow").forEach(code -> allowed.add(code.asInt()));
    return new StatusPolicy(Optional.of(allowed));
  }

  /** Throws {@link ActionException} when the status is not a success. */
  public void check(int status, String target) {
    if (allowed.isPresent()) {
      if (!allowed.get().contains(status)) {
        throw ActionException.retryable(
            "policy application resulted in failure. http response status "
                + status
                + " is not allowed");
      }
    } else if (status >= 500 || status == 408 || status == 429) {
      throw ActionException.retryable(target + " answers with " + status);
    } else if (status >= 400) {
      throw ActionException.terminal(target + " answers with " + status);
    }
  }
}
