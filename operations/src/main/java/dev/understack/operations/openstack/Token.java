package dev.understack.operations.openstack;

import dev.understack.operations.json.Trees;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Keystone token with what it opens.
 *
 * @param id the secret itself
 * @param expires when it stops working
 * @param catalogue the service catalogue as Keystone answered it
 * @param projectId the project it is scoped to; empty for none
 */
record Token(String id, Instant expires, JsonNode catalogue, String projectId) {
  private static final Duration MARGIN = Duration.ofSeconds(60);

  boolean isUsableAt(Instant now) {
    return now.plus(MARGIN).isBefore(expires);
  }

  /** The address of a service; {@code types} are the names that it goes by. */
  Optional<String> endpoint(List<String> types, String wantedInterface, String region) {
    return Trees.items(catalogue).stream()
        .filter(service -> types.contains(service.path("type").asString()))
        .flatMap(service -> Trees.items(service.path("endpoints")).stream())
        .filter(endpoint -> endpoint.path("interface").asString().equals(wantedInterface))
        .filter(endpoint ->
            region.isEmpty()
                || Trees.text(endpoint, "region_id")
                    .or(() -> Trees.text(endpoint, "region"))
                    .map(region::equals)
                    .orElse(true))
        .flatMap(endpoint -> Trees.text(endpoint, "url").stream())
        .findFirst();
  }

  @Override
  public String toString() {
    return "token of project " + projectId + " until " + expires;
  }
}
