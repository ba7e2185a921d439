package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Volume types of Cinder. */
public final class CinderClient {
  private final Cloud cloud;

  public CinderClient(Cloud cloud) {
    this.cloud = cloud;
  }

  /** The {@code extra_specs} of a volume type. */
  public JsonNode extraSpecs(String typeId) {
    String endpoint = cloud.endpoint(CloudService.BLOCK_STORAGE);
    String version = endpoint.contains("/v3") ? "" : "/v3/" + cloud.projectId();
    return new ServiceClient(cloud, CloudService.BLOCK_STORAGE, version, Map.of())
        .find("/types/" + typeId)
        .orElseThrow(() -> new OperationFailedException("Cinder has no volume type " + typeId))
        .path("volume_type")
        .path("extra_specs");
  }
}
