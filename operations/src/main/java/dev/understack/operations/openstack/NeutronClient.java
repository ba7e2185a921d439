package dev.understack.operations.openstack;

import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.RequestFailedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Networks, subnets and agents of Neutron. */
public final class NeutronClient {
  private final ServiceClient neutron;

  public NeutronClient(Cloud cloud) {
    this.neutron = new ServiceClient(cloud, CloudService.NETWORK, "/v2.0", Map.of());
  }

  public List<JsonNode> networks() {
    return neutron.list("/networks", "networks");
  }

  public List<JsonNode> subnets() {
    return neutron.list("/subnets", "subnets");
  }

  public Optional<JsonNode> findNetwork(String id) {
    return neutron.find("/networks/" + id).map(answer -> answer.path("network"));
  }

  public Optional<JsonNode> findSubnet(String id) {
    return neutron.find("/subnets/" + id).map(answer -> answer.path("subnet"));
  }

  public Optional<JsonNode> findSegmentRange(String id) {
    return neutron
        .find("/network_segment_ranges/" + id)
        .map(answer -> answer.path("network_segment_range"));
  }

  /** False when it was already gone. */
  public boolean deleteAgent(String id) {
    try {
      neutron.change(HttpMethod.DELETE, "/agents/" + id, null, "agent", id);
      return true;
    } catch (RequestFailedException e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }
}
