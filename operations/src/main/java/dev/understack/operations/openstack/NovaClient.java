package dev.understack.operations.openstack;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Servers of Nova. */
public final class NovaClient {
  private final ServiceClient nova;

  public NovaClient(Cloud cloud) {
    this.nova = new ServiceClient(cloud, CloudService.COMPUTE, "", Map.of());
  }

  public Optional<JsonNode> findServer(String id) {
    return nova.find("/servers/" + id).map(answer -> answer.path("server"));
  }
}
