package dev.understack.acceptance.openstack;

import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.JsonNode;

/**
 * An Ironic in which a hundred nodes change at random: every change is made first and told then, as
 * the real one does it. Servers change places at the switches and are enrolled again.
 */
final class StormSource {
  static final List<String> SWITCHES = List.of("switch0", "switch1", "switch2", "switch3");
  static final int SWITCH_PORTS = 80;
  private static final int NODES = 100;
  private static final List<String> STATES =
      List.of("manageable", "available", "deploying", "active", "deleting", "clean failed");
  private final IronicStandIn ironic;
  private final List<String> projects = new ArrayList<>();
  private final Random random;
  private final BiConsumer<String, JsonNode> told;
  private final Deque<String> freeSwitchPorts = new ArrayDeque<>();
  private int serial;
  private int mac;

  /** {@code told} gets the type of each notification and what the object was like. */
  StormSource(
      KeystoneStandIn keystone,
      IronicStandIn ironic,
      Random random,
      BiConsumer<String, JsonNode> told) {
    this.ironic = ironic;
    this.random = random;
    this.told = told;
    for (int number = 0; number < 5; number++) {
      projects.add(keystone.createProject("tenant-" + number, "default", ""));
    }
    List<String> all = new ArrayList<>();
    for (String name : SWITCHES) {
      for (int number = 1; number <= SWITCH_PORTS; number++) {
        all.add(name + " Ethernet1/" + number);
      }
    }
    Collections.shuffle(all, random);
    freeSwitchPorts.addAll(all);
  }

  /** Enrols the nodes. */
  void begin() {
    for (int number = 0; number < NODES; number++) {
      enrol("S" + serial++);
    }
  }

  /** One change of one node or of something that belongs to it. */
  void change() {
    JsonNode node = any(ironic.all("nodes"));
    String id = node.path("uuid").asString();
    List<JsonNode> ports = of("ports", id);
    List<JsonNode> groups = of("portgroups", id);
    switch (random.nextInt(20)) {
      case 0 -> enrolAgain(node);
      case 1, 2 -> plug(id, ports.size());
      case 3 -> ports.stream().skip(1).findFirst().ifPresent(this::unplug);
      case 4, 5, 6, 7, 8 -> move(any(ports));
      case 9 -> bond(id);
      case 10 -> groups.stream().findFirst().ifPresent(this::unbond);
      case 11, 12, 13, 14 -> describe(id);
      default -> provision(id);
    }
  }

  private void enrol(String serialNumber) {
    String id = UUID.randomUUID().toString();
    ironic.seed("nodes", "{\"uuid\": \"" + id + "\", \"provision_state\": \"manageable\"}");
    ironic.seedInventory(
        id,
        """
        {"inventory": {"system_vendor": {"manufacturer": "Dell Inc.", "serial_number": "%s",
          "product_name": "PowerEdge R7615 (SKU=0AF7)"}, "interfaces": [],
          "bmc_mac": "aa:bb:cc:dd:ee:ff"}}
        """
            .formatted(serialNumber));
    plug(id, 0);
    provision(id);
  }

  private void enrolAgain(JsonNode node) {
    String id = node.path("uuid").asString();
    of("ports", id).forEach(this::unplug);
    of("portgroups", id).forEach(this::unbond);
    ironic.remove("nodes", id);
    told.accept("baremetal.node.delete.end", node);
    enrol("S" + serial++);
  }

  private void plug(String node, int number) {
    if (number > 2) {
      return;
    }
    String switchPort = freeSwitchPorts.removeFirst();
    String id =
        ironic.seed(
            "ports",
            """
            {"node_uuid": "%s", "address": "52:54:00:%02x:%02x:%02x", "physical_network": null,
             "extra": {"bios_name": "NIC.Slot.1-%d"}, "local_link_connection": %s}
            """
                .formatted(node, mac >> 16, (mac >> 8) & 255, mac & 255, ++mac, link(switchPort)));
    told.accept("baremetal.port.create.end", ironic.find("ports", id).orElseThrow());
  }

  private void unplug(JsonNode port) {
    freeSwitchPorts.addLast(placeOf(port));
    ironic.remove("ports", port.path("uuid").asString());
    told.accept("baremetal.port.delete.end", port);
  }

  /**
   * The place that it leaves is the next one to be taken, so that servers get in each other's way.
   */
  private void move(JsonNode port) {
    String id = port.path("uuid").asString();
    String next = freeSwitchPorts.removeFirst();
    freeSwitchPorts.addFirst(placeOf(port));
    ironic.change("ports", id, "{\"local_link_connection\": " + link(next) + "}");
    told.accept("baremetal.port.update.end", ironic.find("ports", id).orElseThrow());
  }

  private void bond(String node) {
    if (of("portgroups", node).isEmpty()) {
      String id =
          ironic.seed(
              "portgroups",
              "{\"node_uuid\": \"%s\", \"name\": \"n_bond0\", \"mode\": \"802.3ad\"}"
                  .formatted(node));
      told.accept("baremetal.portgroup.create.end", ironic.find("portgroups", id).orElseThrow());
    }
  }

  private void unbond(JsonNode group) {
    ironic.remove("portgroups", group.path("uuid").asString());
    told.accept("baremetal.portgroup.delete.end", group);
  }

  private void describe(String node) {
    String lessee = random.nextBoolean() ? "null" : "\"" + any(projects) + "\"";
    ironic.change(
        "nodes",
        node,
        "{\"lessee\": %s, \"extra\": {\"external_cmdb_id\": \"C-%d\"}}"
            .formatted(lessee, random.nextInt(1000)));
    told.accept("baremetal.node.update.end", ironic.find("nodes", node).orElseThrow());
  }

  private void provision(String node) {
    ironic.change("nodes", node, "{\"provision_state\": \"" + any(STATES) + "\"}");
    told.accept("baremetal.node.provision_set.end", ironic.find("nodes", node).orElseThrow());
  }

  private List<JsonNode> of(String collection, String node) {
    return ironic.all(collection).stream()
        .filter(row -> row.path("node_uuid").asString("").equals(node))
        .toList();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private static String link(String place) {
    int space = place.indexOf(' ');
    return "{\"switch_info\": \"%s\", \"port_id\": \"%s\"}"
        .formatted(place.substring(0, space), place.substring(space + 1));
  }

  static String placeOf(JsonNode port) {
    JsonNode link = port.path("local_link_connection");
    return link.path("switch_info").asString() + " " + link.path("port_id").asString();
  }
}
