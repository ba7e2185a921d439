package dev.understack.operations.baremetal;

import static dev.understack.operations.SiteFixture.NODE;
import static dev.understack.operations.SiteFixture.PORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.json.OpenStackIds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DeviceSyncTest {
  private static final String UPDATED = "baremetal.node.update.end";
  private static final String PORTGROUP = "629b8821-6c0a-4a6f-9312-109fe8a0931f";

  private final SiteFixture site = new SiteFixture();

  @BeforeEach
  void seed() {
    site.seedServer();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void inspectedNodeBecomesDeviceWithInterfacesCableAndController() {
    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.device().path("name").asString()).isEqualTo("Dell-ABC123");
    assertThat(site.device().path("status").path("name").asString()).isEqualTo("Active");
    assertThat(site.device().path("serial").asString()).isEqualTo("ABC123");
    assertThat(site.device().path("rack").path("id").asString()).isEqualTo(site.rack);
    assertThat(site.port().path("name").asString()).isEqualTo("NIC.Slot.1-1");
    assertThat(site.port().path("mac_address").asString()).isEqualTo("00:11:22:33:44:55");
    assertThat(site.port().path("description").asString()).isEqualTo("NIC in Slot 1 Port 1");
    assertThat(site.port().path("cable").path("termination_a_id").asString()).isEqualTo(PORT);
    assertThat(site.interfaces()).containsOnlyKeys("NIC.Slot.1-1", "iDRAC");
    assertThat(site.nautobot.objects("ipam/ip-address-to-interface")).hasSize(1);
  }

  @Test
  void nothingChangedMakesNoWrite() {
    site.ironicEvent(UPDATED, NODE);
    site.nautobot.http().forgetCalls();

    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.nautobot.http().writes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "enroll,Planned",
    "manageable,Staged",
    "available,Available",
    "deploying,Provisioning",
    "deleting,Decommissioning",
    "clean failed,Quarantine"
  })
  void statusFollowsProvisionState(String state, String status) {
    site.ironic.change("nodes", NODE, "{\"provision_state\": \"" + state + "\"}");

    assertThat(site.ironicEvent("baremetal.node.provision_set.end", NODE)).isZero();

    assertThat(site.device().path("status").path("name").asString()).isEqualTo(status);
  }

  @Test
  void unknownStateAndVendorStillSync() {
    site.seedInventory("Supermicro");
    site.ironic.change("nodes", NODE, "{\"provision_state\": \"service hold\"}");

    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.device().path("name").asString()).isEqualTo("Supermicro-ABC123");
    assertThat(site.device().path("status").path("name").asString()).isEqualTo("Planned");
  }

  @Test
  void lesseeSetsTenantBringsItWhenMissingAndClearsItWhenRemoved() {
    String project = site.keystone.createProject("web", "default", "");
    site.ironic.change("nodes", NODE, "{\"lessee\": \"" + project + "\"}");

    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();
    assertThat(site.device().path("tenant").path("id").asString())
        .isEqualTo(OpenStackIds.dashed(project).orElseThrow());

    site.ironic.change("nodes", NODE, "{\"lessee\": null}");
    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();
    assertThat(site.device().path("tenant").isNull()).isTrue();
  }

  @Test
  void externalCmdbIdIsSetAndCleared() {
    site.ironic.change("nodes", NODE, "{\"extra\": {\"external_cmdb_id\": \"CORE-1\"}}");
    site.ironicEvent(UPDATED, NODE);
    assertThat(site.device().at("/custom_fields/external_cmdb_id").asString()).isEqualTo("CORE-1");

    site.ironic.change("nodes", NODE, "{\"extra\": {}}");
    site.ironicEvent(UPDATED, NODE);
    assertThat(site.device().at("/custom_fields/external_cmdb_id").isNull()).isTrue();
  }

  @Test
  void reEnrolledHardwareKeepsItsPlace() {
    String old =
        site.nautobot.seed(
            "dcim/devices",
            """
            {"name": "Dell-ABC123", "status": "Active", "role": {"name": "server"},
             "location": {"name": "site"}, "rack": {"name": "r1"}, "position": 42, "face": "rear",
             "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
            """);
    site.ironic.remove("ports", PORT);

    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.nautobot.object("dcim/devices", old)).isEmpty();
    assertThat(site.device().path("position").asInt()).isEqualTo(42);
    assertThat(site.device().path("face").path("value").asString()).isEqualTo("rear");
    assertThat(site.device().path("rack").path("id").asString()).isEqualTo(site.rack);
  }

  @Test
  void nodeNobodyKnowsThePlaceOfWaitsForInspection() {
    site.ironic.remove("ports", PORT);

    assertThat(site.ironicEvent(UPDATED, NODE)).isEqualTo(1);

    assertThat(site.run.err()).contains("awaiting inspection");
    assertThat(site.nautobot.object("dcim/devices", NODE)).isEmpty();
  }

  @Test
  void nodeNobodyKnowsThePlaceOfIsNoFailureWhenAccepted() {
    site.ironic.remove("ports", PORT);
    site.ironicEvent(UPDATED, NODE);

    assertThat(
            site.run.run(
                "openstack-oslo-event", "--file", "/tmp/event.json", "--unplaced", "accept"))
        .isZero();
  }

  @Test
  void refusalIsNotTriedForHoursButAnOutageIs() {
    site.seedInventory("Unknown Maker");
    assertThat(site.ironicEvent(UPDATED, NODE)).isEqualTo(1);

    site.nautobot.http().refuseFor(Duration.ofHours(1), 503);
    assertThat(site.ironicEvent(UPDATED, NODE)).isEqualTo(8);
    assertThat(site.ironicEvent("baremetal.port.update.end", PORT)).isEqualTo(8);
  }

  @Test
  void everyStageOfAProvisionStateBringsTheDeviceInStep() {
    for (String phase : List.of("start", "success", "error")) {
      site.ironic.change("nodes", NODE, "{\"provision_state\": \"deploying\"}");
      site.ironicEvent(UPDATED, NODE);
      site.ironic.change("nodes", NODE, "{\"provision_state\": \"manageable\"}");

      assertThat(site.ironicEvent("baremetal.node.provision_set." + phase, NODE)).isZero();

      assertThat(site.device().path("status").path("name").asString()).isEqualTo("Staged");
    }
  }

  @Test
  void portgroupBecomesLagThatNodeSyncKeeps() {
    site.ironicEvent(UPDATED, NODE);
    site.ironic.seed(
        "portgroups",
        """
        {"uuid": "%s", "name": "server-123_bond0", "mode": "802.3ad", "node_uuid": "%s"}
        """
            .formatted(PORTGROUP, NODE));

    assertThat(site.ironicEvent("baremetal.portgroup.create.end", PORTGROUP)).isZero();
    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.interfaces()).containsOnlyKeys("NIC.Slot.1-1", "iDRAC", "bond0");
    String description =
        site.nautobot
            .object("dcim/interfaces", PORTGROUP)
            .orElseThrow()
            .path("description")
            .asString();
    assertThat(description).isEqualTo("Bond mode: 802.3ad");
    site.ironic.remove("portgroups", PORTGROUP);
    assertThat(site.ironicEvent("baremetal.portgroup.delete.end", PORTGROUP)).isZero();
    assertThat(site.interfaces()).containsOnlyKeys("NIC.Slot.1-1", "iDRAC");
  }

  @Test
  void movedPortMovesItsCable() {
    site.ironicEvent(UPDATED, NODE);
    site.ironic.change(
        "ports",
        PORT,
        "{\"local_link_connection\": {\"switch_info\": \"switch2\", \"port_id\": \"Ethernet1/3\"}}");

    assertThat(site.ironicEvent("baremetal.port.update.end", PORT)).isZero();

    assertThat(site.nautobot.objects("dcim/cables")).hasSize(1);
    String end =
        site.nautobot.objects("dcim/cables").getFirst().path("termination_b_id").asString();
    JsonNode far = site.nautobot.object("dcim/interfaces", end).orElseThrow();
    assertThat(far.path("name").asString()).isEqualTo("Ethernet1/3");
    assertThat(far.path("device").path("name").asString()).isEqualTo("switch2");
  }

  @Test
  void deletedPortTakesInterfaceAndCableAlong() {
    site.ironicEvent(UPDATED, NODE);
    site.ironic.remove("ports", PORT);

    assertThat(site.ironicEvent("baremetal.port.delete.end", PORT)).isZero();
    assertThat(site.ironicEvent("baremetal.port.delete.end", PORT)).isZero();

    assertThat(site.nautobot.object("dcim/interfaces", PORT)).isEmpty();
    assertThat(site.nautobot.objects("dcim/cables")).isEmpty();
  }

  @Test
  void portWithUnknownSwitchPortFailsSoThatItIsTriedAgain() {
    site.ironicEvent(UPDATED, NODE);
    site.ironic.change(
        "ports",
        PORT,
        "{\"local_link_connection\": {\"switch_info\": \"switch9\", \"port_id\": \"Ethernet1/1\"}}");

    assertThat(site.ironicEvent("baremetal.port.update.end", PORT)).isEqualTo(1);

    assertThat(site.run.err()).contains("Ethernet1/1 not found on device switch9");
  }

  @Test
  void deletedNodeTakesItsDeviceAlong() {
    site.ironicEvent(UPDATED, NODE);
    site.ironic.remove("ports", PORT);
    site.ironic.remove("nodes", NODE);

    assertThat(site.ironicEvent("baremetal.node.delete.end", NODE)).isZero();
    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();
    assertThat(site.ironicEvent("baremetal.node.delete.end", NODE)).isZero();

    assertThat(site.nautobot.object("dcim/devices", NODE)).isEmpty();
  }

  @Test
  void outlastsNautobotBeingDownHalfWay() {
    site.nautobot.http().refuseFor(Duration.ofMillis(300), 503);

    assertThat(site.ironicEvent(UPDATED, NODE)).isZero();

    assertThat(site.interfaces()).containsOnlyKeys("NIC.Slot.1-1", "iDRAC");
  }

  @Test
  void crashAnywhereIsRepairedByTheNextEvent() {
    String wanted = endState();
    for (int survived = 1; survived < 40; survived++) {
      try (SiteFixture crashing = new SiteFixture()) {
        crashing.seedServer();
        crashing.nautobot.http().breakAfter(survived);
        int exit = crashing.ironicEvent(UPDATED, NODE);
        crashing.nautobot.http().repair();
        assertThat(crashing.ironicEvent(UPDATED, NODE)).isZero();
        assertThat(describe(crashing)).isEqualTo(wanted);
        if (exit == 0) {
          return;
        }
      }
    }
    throw new AssertionError("the sync never got through");
  }

  @Test
  void shuffledAndDoubledEventsEndAsIronicIs() {
    Random random = new Random(11);
    List<String[]> events = new ArrayList<>();
    for (int number = 2; number <= 4; number++) {
      String uuid = "00000000-0000-4000-8000-00000000000" + number;
      site.seedPort(
          uuid,
          "00:11:22:33:44:0" + number,
          "NIC.Slot.1-" + number,
          "switch1",
          "Ethernet1/" + number);
      for (String kind : List.of("create", "update", "update")) {
        events.add(new String[] {"baremetal.port." + kind + ".end", uuid});
      }
    }
    String gone = "00000000-0000-4000-8000-000000000009";
    events.add(new String[] {"baremetal.port.create.end", gone});
    events.add(new String[] {"baremetal.port.delete.end", gone});
    events.add(new String[] {UPDATED, NODE});
    events.addAll(List.copyOf(events));
    Collections.shuffle(events, random);

    events.forEach(event -> assertThat(site.ironicEvent(event[0], event[1])).isZero());

    assertThat(site.interfaces())
        .containsOnlyKeys("NIC.Slot.1-1", "NIC.Slot.1-2", "NIC.Slot.1-3", "NIC.Slot.1-4", "iDRAC");
    assertThat(site.nautobot.objects("dcim/cables")).hasSize(4);
  }

  private String endState() {
    site.ironicEvent(UPDATED, NODE);
    return describe(site);
  }

  private static String describe(SiteFixture site) {
    return site.device().path("name").asString()
        + " "
        + site.device().path("status").path("name").asString()
        + " "
        + site.interfaces().keySet().stream().sorted().toList()
        + " "
        + site.nautobot.objects("dcim/cables").size()
        + " "
        + site.nautobot.objects("ipam/ip-address-to-interface").size();
  }
}
