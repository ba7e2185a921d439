package dev.understack.operations.maintenance;

import static dev.understack.operations.SiteFixture.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.Connections;
import dev.understack.operations.RunFixture;
import dev.understack.operations.SiteFixture;
import dev.understack.standins.http.Call;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NodeCareTest {
  private final SiteFixture site =
      new SiteFixture(new RunFixture(Connections.with(RunFixture.QUICK, time -> {})));

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void availableNodeIsInspectedTwiceAndAvailableAgain() {
    node("available", "idrac");

    assertThat(site.run.run("inspect-server", "--node", "server-1")).isZero();

    assertThat(targets()).containsExactly("manage", "inspect", "inspect", "provide");
    assertThat(state("provision_state")).isEqualTo("available");
    assertThat(state("inspect_interface")).isEqualTo("idrac-redfish");
  }

  @Test
  void activeNodeIsLeftAlone() {
    node("active", "idrac");

    assertThat(site.run.run("inspect-server", "--node", NODE)).isZero();

    assertThat(site.ironic.http().writes()).isEmpty();
  }

  @Test
  void failedInspectionGivesTheInterfaceBack() {
    node("manageable", "redfish");
    site.ironic.failNext("inspect", "inspect failed");

    assertThat(site.run.run("inspect-server", "--node", NODE)).isEqualTo(1);

    assertThat(site.run.err()).contains("inspect failed");
    assertThat(state("inspect_interface")).isEqualTo("redfish");
  }

  @Test
  void firmwareRunbooksRunInNumericOrder() {
    node("available", "idrac");
    site.ironic.change(
        "nodes",
        NODE,
        "{\"traits\": [\"CUSTOM_FIRMWARE_UPDATE_20\", \"CUSTOM_FIRMWARE_UPDATE_3\", \"OTHER\"]}");
    site.ironic.seed("runbooks", "{\"uuid\": \"rb-20\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_20\"}");
    site.ironic.seed("runbooks", "{\"uuid\": \"rb-3\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_3\"}");

    assertThat(site.run.run("server-firmware-update", "--node", NODE)).isZero();

    List<String> runbooks =
        site.ironic.http().writes().stream()
            .map(call -> call.request().json().path("runbook").asString(""))
            .filter(runbook -> !runbook.isEmpty())
            .toList();
    assertThat(runbooks).containsExactly("rb-3", "rb-20");
    assertThat(state("provision_state")).isEqualTo("available");
  }

  @Test
  void failingRunbookEndsTheUpdate() {
    node("available", "idrac");
    site.ironic.change(
        "nodes",
        NODE,
        "{\"traits\": [\"CUSTOM_FIRMWARE_UPDATE_1\", \"CUSTOM_FIRMWARE_UPDATE_2\"]}");
    site.ironic.seed("runbooks", "{\"uuid\": \"rb-1\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_1\"}");
    site.ironic.seed("runbooks", "{\"uuid\": \"rb-2\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_2\"}");
    site.ironic.failNext("clean", "clean failed");

    assertThat(site.run.run("server-firmware-update", "--node", NODE)).isEqualTo(1);

    assertThat(targets()).containsExactly("manage", "clean");
    assertThat(site.run.err()).contains("clean failed");
  }

  @Test
  void recleaningGivesUpAfterThreeFailures() {
    node("clean failed", "idrac");
    for (int attempt = 1; attempt <= 3; attempt++) {
      site.ironic.failNext("provide", "clean failed");
      assertThat(site.run.run("reclean-server", "--node", NODE)).isEqualTo(1);
    }
    int requests = targets().size();

    assertThat(site.run.run("reclean-server", "--node", NODE)).isEqualTo(1);

    assertThat(site.run.err()).contains("needs a person");
    assertThat(targets()).hasSize(requests);
  }

  @Test
  void recleanedNodeIsAvailableAndItsCountForgotten() {
    node("clean failed", "idrac");
    site.ironic.change("nodes", NODE, "{\"maintenance\": true}");

    assertThat(site.run.run("reclean-server", "--node", NODE)).isZero();

    assertThat(state("provision_state")).isEqualTo("available");
    assertThat(state("maintenance")).isEqualTo("false");
    assertThat(site.ironic.find("nodes", NODE).orElseThrow().path("extra").isEmpty()).isTrue();
  }

  @Test
  void agentsOfDeletedNodesGoAndOthersStay() {
    node("active", "idrac");
    site.neutron.seed("agents", "{\"id\": \"agent-gone\"}");
    site.neutron.seed("agents", "{\"id\": \"agent-here\"}");
    site.run.files.put(
        "/tmp/alerts.json",
        """
        {"alerts": [
          {"status": "firing", "labels": {"alertname": "NeutronAgentDown", "id": "agent-here",
            "hostname": "%s"}},
          {"status": "firing", "labels": {"alertname": "NeutronAgentDown", "id": "agent-gone",
            "hostname": "00000000-0000-4000-8000-000000000000"}}]}
        """
            .formatted(NODE));

    assertThat(site.run.run("neutron-agent-down", "--file", "/tmp/alerts.json")).isZero();
    assertThat(site.run.run("neutron-agent-down", "--file", "/tmp/alerts.json")).isZero();

    assertThat(site.neutron.all("agents"))
        .extracting(agent -> agent.path("id").asString())
        .containsExactly("agent-here");
  }

  @Test
  void openstackCommandShowsAndProvisions() {
    node("manageable", "idrac");

    int shown =
        site.run.run(
            "openstack", "baremetal", "node", "show", "server-1", "-f", "value", "-c", "uuid");
    int provided =
        site.run.run("openstack", "baremetal", "node", "provide", "server-1", "--wait", "0");

    assertThat(List.of(shown, provided)).containsOnly(0);
    assertThat(site.run.out().strip()).isEqualTo(NODE);
    assertThat(state("provision_state")).isEqualTo("available");
  }

  private void node(String state, String driver) {
    site.ironic.seed(
        "nodes",
        "{\"uuid\": \"%s\", \"name\": \"server-1\", \"provision_state\": \"%s\", \"driver\": \"%s\"}"
            .formatted(NODE, state, driver));
  }

  private List<String> targets() {
    return site.ironic.http().writes().stream()
        .filter(call -> call.path().endsWith("/states/provision"))
        .map(Call::request)
        .map(request -> request.json().path("target").asString())
        .toList();
  }

  private String state(String field) {
    return site.ironic.find("nodes", NODE).orElseThrow().path(field).asString();
  }
}
