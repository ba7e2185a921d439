package dev.understack.server.kube;

import dev.understack.model.KubeObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** How long ago something happened. */
final class Ages {
  private static final String UNKNOWN = "<unknown>";

  private Ages() {}

  static String of(JsonNode time, KubeObject object, Instant now) {
    if (time.isString() && !time.stringValue().isEmpty()) {
      try {
        return HumanDuration.of(Duration.between(Instant.parse(time.stringValue()), now));
      } catch (DateTimeException _) {
        return UNKNOWN;
      }
    }
    return object
        .creationTimestamp()
        .map(created -> HumanDuration.of(Duration.between(created, now)))
        .orElse(UNKNOWN);
  }
}
