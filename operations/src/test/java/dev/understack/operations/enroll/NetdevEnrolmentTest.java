package dev.understack.operations.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.Connections;
import dev.understack.operations.RunFixture;
import dev.understack.operations.SiteFixture;
import dev.understack.standins.http.Call;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Switches and firewalls that are enrolled again, changed, or in conflict with others. */
class NetdevEnrolmentTest {
  private static final String PORT_A = port("a", "00:11:22:33:44:01", "leaf", "Ethernet1/1");
  private static final String PORT_B = port("b", "00:11:22:33:44:02", "leaf", "Ethernet1/2");

  private final SiteFixture site =
      new SiteFixture(new RunFixture(Connections.with(RunFixture.QUICK, time -> {})));

  @BeforeEach
  void anotherNode() {
    site.seedServer();
  }

  @AfterEach
  void close() {
    site.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"enroll-netdev", "enroll-fw"})
  void secondIdenticalRunMakesNoWrite(String operation) {
    assertThat(enrol(operation, PORT_A, PORT_B)).as(site.run.err()).isZero();
    assertThat(node().path("driver").asString()).isEqualTo("netdev");
    assertThat(node().path("automated_clean").asBoolean(true)).isFalse();
    assertThat(node().path("provision_state").asString()).isEqualTo("available");
    assertThat(portNames()).containsExactlyInAnyOrder("dev01:a", "dev01:b");
    site.ironic.http().forgetCalls();

    assertThat(enrol(operation, PORT_A, PORT_B)).isZero();

    assertThat(site.ironic.http().writes()).isEmpty();
    assertThat(site.run.err()).contains("already available and up to date, nothing to do");
  }

  @ParameterizedTest
  @ValueSource(strings = {"enroll-netdev", "enroll-fw"})
  void changedAddressAndSwitchConverge(String operation) {
    enrol(operation, PORT_A);

    String changed = port("a", "00:11:22:33:44:09", "spine", "Ethernet9/9");
    assertThat(enrol(operation, changed)).as(site.run.err()).isZero();

    JsonNode port = ports().getFirst();
    assertThat(port.path("address").asString()).isEqualTo("00:11:22:33:44:09");
    assertThat(port.path("local_link_connection").path("switch_info").asString())
        .isEqualTo("spine");
    assertThat(port.path("local_link_connection").path("port_id").asString())
        .isEqualTo("Ethernet9/9");
    assertThat(node().path("provision_state").asString()).isEqualTo("available");
  }

  @ParameterizedTest
  @ValueSource(strings = {"enroll-netdev", "enroll-fw"})
  void addressOfAnotherPortOrNodeIsRefusedBeforeAnyWrite(String operation) {
    site.ironic.http().forgetCalls();
    assertThat(enrol(operation, port("a", "00:11:22:33:44:55", "leaf", "Ethernet1/1")))
        .isEqualTo(1);
    assertThat(site.run.err()).contains("already used by a port of node " + SiteFixture.NODE);
    assertThat(site.ironic.http().writes()).isEmpty();

    enrol(operation, PORT_A, PORT_B);
    site.ironic.http().forgetCalls();
    assertThat(enrol(operation, port("c", "00:11:22:33:44:01", "leaf", "Ethernet1/3")))
        .isEqualTo(1);
    assertThat(site.run.err()).contains("already used by port dev01:a");
    assertThat(site.ironic.http().writes()).isEmpty();
  }

  @Test
  void onlyWhatDescribesAFirewallInServiceChanges() {
    enrol("enroll-fw", PORT_A);
    site.ironic.change(
        "nodes", node().path("uuid").asString(), "{\"provision_state\": \"active\"}");
    site.ironic.http().forgetCalls();

    assertThat(enrol("enroll-fw", PORT_A, "--mate-serial", "S9")).as(site.run.err()).isZero();
    assertThat(site.ironic.http().writes()).extracting(Call::method).containsExactly("PATCH");
    assertThat(node().path("extra").path("mate_serial").asString()).isEqualTo("S9");
    site.ironic.http().forgetCalls();
    assertThat(enrol("enroll-fw", PORT_A, "--mate-serial", "S9")).isZero();
    assertThat(enrol("enroll-fw", PORT_B)).isEqualTo(1);
    assertThat(enrol("enroll-fw", PORT_A, "--resource-class", "other")).isEqualTo(1);

    assertThat(site.ironic.http().writes()).isEmpty();
  }

  /** Ports first, then further options. */
  private int enrol(String operation, String... words) {
    List<String> ports = List.of(words).stream().filter(word -> word.startsWith("{")).toList();
    List<String> options = List.of(words).subList(ports.size(), words.length);
    List<String> arguments =
        new ArrayList<>(
            List.of("--name", "dev01", "--physical-network", "f20-1", "--ports", ports.toString()));
    if (!options.contains("--resource-class")) {
      arguments.addAll(List.of("--resource-class", "pa1410"));
    }
    arguments.addAll(options);
    return site.run.run(operation, arguments.toArray(String[]::new));
  }

  private JsonNode node() {
    return site.ironic.all("nodes").stream()
        .filter(each -> each.path("name").asString("").equals("dev01"))
        .findFirst()
        .orElseThrow();
  }

  private List<JsonNode> ports() {
    String id = node().path("uuid").asString();
    return site.ironic.all("ports").stream()
        .filter(port -> port.path("node_uuid").asString().equals(id))
        .toList();
  }

  private List<String> portNames() {
    return ports().stream().map(port -> port.path("name").asString()).toList();
  }

  private static String port(String label, String mac, String device, String port) {
    return "{\"label\": \"%s\", \"mac\": \"%s\", \"switch\": \"%s\", \"intf\": \"%s\"}"
        .formatted(label, mac, device, port);
  }
}
