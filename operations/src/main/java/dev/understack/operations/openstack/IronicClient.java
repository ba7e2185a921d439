package dev.understack.operations.openstack;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.Pause;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.http.UrlPart;
import dev.understack.operations.json.Trees;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Nodes, ports and what belongs to them. A node that another request has locked (409) is tried
 * again a few times.
 */
public final class IronicClient {
  private static final int CONFLICT_ATTEMPTS = 6;
  private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(2);
  private static final Duration POLL = Duration.ofSeconds(2);

  private final ServiceClient ironic;
  private final Pause pause;
  private final OperationRun run;

  public IronicClient(OperationRun run, Cloud cloud) {
    this.run = run;
    this.pause = run.connections().pause();
    this.ironic =
        new ServiceClient(
            cloud,
            CloudService.BAREMETAL,
            "/v1",
            Map.of("X-OpenStack-Ironic-API-Version", "latest"));
  }

  /** By UUID or name. */
  public Optional<JsonNode> findNode(String idOrName) {
    return ironic.find("/nodes/" + UrlPart.of(idOrName));
  }

  /** By UUID or name; throws when there is none. A dry run imagines the one it did not create. */
  public JsonNode node(String idOrName) {
    if (isImagined(idOrName)) {
      return Trees.object().put("uuid", idOrName);
    }
    return findNode(idOrName)
        .orElseThrow(() -> new OperationFailedException("Ironic has no node " + idOrName));
  }

  /** Every node, page by page. */
  public List<JsonNode> nodes() {
    return ironic.list("/nodes", "nodes");
  }

  public JsonNode createNode(ObjectNode body) {
    return ironic.change(HttpMethod.POST, "/nodes", body, "node", null).json();
  }

  public void patchNode(String id, ArrayNode patch) {
    whileLocked(() -> ironic.change(HttpMethod.PATCH, "/nodes/" + id, patch, "node", id));
  }

  /**
   * Changes fields, the driver among them. Interfaces that were set for the old driver would be
   * refused by the new one, so that all become what the new driver has by default.
   */
  public void changeDriver(String id, ArrayNode patch) {
    String path = "/nodes/" + id + "?reset_interfaces=true";
    whileLocked(() -> ironic.change(HttpMethod.PATCH, path, patch, "node", id));
  }

  /** Asks for a provision state; {@code more} holds clean steps and the like. */
  public void provision(String id, String target, ObjectNode more) {
    ObjectNode body = Trees.object().put("target", target);
    body.setAll(more);
    run.log().info("requesting provision state " + target + " for node " + id);
    String path = "/nodes/" + id + "/states/provision";
    whileLocked(() -> ironic.change(HttpMethod.PUT, path, body, "node", id));
  }

  /**
   * Waits until the node is in {@code state}. Throws when it ends up in another one, or not there
   * in time.
   */
  public void await(String id, String state, Duration time) {
    run.log().info("Waiting for node " + id + " to enter provision state " + state);
    for (long polls = time.dividedBy(POLL); polls > 0; polls--) {
      JsonNode node = node(id);
      String current = node.path("provision_state").asString("");
      if (current.equals(state)) {
        return;
      }
      boolean moving = Trees.text(node, "target_provision_state").isPresent();
      if (current.equals("error") || current.endsWith(" failed") || !moving) {
        throw new OperationFailedException(
            "node "
                + id
                + " is in state "
                + current
                + " instead of "
                + state
                + Trees.text(node, "last_error").map(reason -> ": " + reason).orElse(""));
      }
      pause.of(POLL);
    }
    throw new OperationFailedException("node " + id + " did not reach " + state + " in " + time);
  }

  /** Asks for a provision state and waits for what it leads to. */
  public void provision(String id, String target, ObjectNode more, String state, Duration time) {
    provision(id, target, more);
    if (!run.context().dryRun()) {
      await(id, state, time);
    }
  }

  public void setRaid(String id, JsonNode targetConfig) {
    String path = "/nodes/" + id + "/states/raid";
    whileLocked(() -> ironic.change(HttpMethod.PUT, path, targetConfig, "node", id));
  }

  public List<String> traits(String id) {
    if (isImagined(id)) {
      return List.of();
    }
    return Trees.items(ironic.read("/nodes/" + id + "/traits").path("traits")).stream()
        .map(JsonNode::asString)
        .toList();
  }

  /** What inspection found; empty before the first one. */
  public Optional<JsonNode> inventory(String id) {
    return ironic.find("/nodes/" + id + "/inventory");
  }

  public List<JsonNode> portsOf(String nodeId) {
    return isImagined(nodeId) ? List.of() : ironic.list("/ports/detail?node=" + nodeId, "ports");
  }

  /** Every port with that MAC address, of any node. */
  public List<JsonNode> portsWithAddress(String mac) {
    return ironic.list("/ports/detail?address=" + UrlPart.of(mac), "ports");
  }

  public Optional<JsonNode> findPort(String id) {
    return ironic.find("/ports/" + id);
  }

  public JsonNode createPort(ObjectNode body) {
    return ironic.change(HttpMethod.POST, "/ports", body, "port", null).json();
  }

  public void patchPort(String id, ArrayNode patch) {
    whileLocked(() -> ironic.change(HttpMethod.PATCH, "/ports/" + id, patch, "port", id));
  }

  public void deletePort(String id) {
    whileLocked(() -> ironic.change(HttpMethod.DELETE, "/ports/" + id, null, "port", id));
  }

  public List<JsonNode> portgroupsOf(String nodeId) {
    return ironic.list("/portgroups/detail?node=" + nodeId, "portgroups");
  }

  public Optional<JsonNode> findPortgroup(String id) {
    return ironic.find("/portgroups/" + id);
  }

  public Optional<JsonNode> findRunbook(String name) {
    return ironic.find("/runbooks/" + UrlPart.of(name));
  }

  /** False when the node has that connector already. */
  public boolean createVolumeConnector(ObjectNode body) {
    try {
      ironic.change(HttpMethod.POST, "/volume/connectors", body, "volume-connector", null);
      return true;
    } catch (RequestFailedException e) {
      if (e.status() == 409) {
        return false;
      }
      throw e;
    }
  }

  private boolean isImagined(String id) {
    return run.context().dryRun() && id.equals(HttpGate.IMAGINED);
  }

  private <T> T whileLocked(Supplier<T> request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (RequestFailedException e) {
        if (e.status() != 409 || attempt == CONFLICT_ATTEMPTS) {
          throw e;
        }
        pause.of(CONFLICT_PAUSE);
      }
    }
  }

  /** One JSON-Patch operation; {@code value} null for {@code remove}. */
  public static ObjectNode patch(String op, String path, @Nullable JsonNode value) {
    ObjectNode step = Trees.object().put("op", op).put("path", path);
    return value == null ? step : step.set("value", value).asObject();
  }
}
