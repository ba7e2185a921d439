package dev.understack.acceptance.openstack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A node of fake hardware in the real Ironic, driven as an operator does. */
final class RealNode {
  private final RealOpenStack openstack;
  private final String id;

  private RealNode(RealOpenStack openstack, String id) {
    this.openstack = openstack;
    this.id = id;
  }

  /** Enrols a node. */
  static RealNode enrol(RealOpenStack openstack, String name) {
    JsonNode created =
        openstack.ironic(
            "POST", "/nodes", "{\"name\": \"" + name + "\", \"driver\": \"fake-hardware\"}");
    return new RealNode(openstack, created.path("uuid").asString());
  }

  String id() {
    return id;
  }

  String state() {
    return show().path("provision_state").asString();
  }

  JsonNode show() {
    return openstack.ironic("GET", "/nodes/" + id, "");
  }

  /** Asks for a provision state and waits until the node is in {@code state} and at rest. */
  void provision(String target, String state) {
    openstack.ironic(
        "PUT", "/nodes/" + id + "/states/provision", "{\"target\": \"" + target + "\"}");
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ofMillis(20))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> {
          JsonNode now = show();
          return now.path("provision_state").asString().equals(state)
              && now.path("target_provision_state").isNull()
              && now.path("reservation").isNull();
        });
  }

  /** Changes one field; {@code value} is JSON. */
  void set(String path, String value) {
    openstack.ironic(
        "PATCH",
        "/nodes/" + id,
        "[{\"op\": \"add\", \"path\": \"%s\", \"value\": %s}]".formatted(path, value));
  }

  void unset(String path) {
    openstack.ironic("PATCH", "/nodes/" + id, "[{\"op\": \"remove\", \"path\": \"" + path + "\"}]");
  }

  void delete() {
    openstack.ironic("DELETE", "/nodes/" + id, "");
  }

  /** Stores what inspection finds in a Dell server. */
  void hasInventory(String serial, String bmcAddress) {
    openstack.inventory(
        id,
        """
        {"system_vendor": {"manufacturer": "Dell Inc.", "serial_number": "%s",
          "product_name": "PowerEdge R7615 (SKU=0AF7)"},
         "interfaces": [], "bmc_mac": "aa:bb:cc:dd:ee:ff", "bmc_address": "%s"}
        """
            .formatted(serial, bmcAddress));
  }

  /** Creates a port that is plugged into a switch; its id. */
  String plug(String mac, String biosName, String switchName, String switchPort) {
    return openstack
        .ironic(
            "POST",
            "/ports",
            """
            {"node_uuid": "%s", "address": "%s", "extra": {"bios_name": "%s"},
             "pxe_enabled": true, "physical_network": "f20-1-network",
             "local_link_connection":
               {"switch_info": "%s", "port_id": "%s", "switch_id": "c4:7e:e0:e4:2e:2f"}}
            """
                .formatted(id, mac, biosName, switchName, switchPort))
        .path("uuid")
        .asString();
  }
}
