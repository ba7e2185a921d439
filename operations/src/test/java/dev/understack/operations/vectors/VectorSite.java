package dev.understack.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.Connections;
import dev.understack.operations.OperationRun;
import dev.understack.operations.RunFixture;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.RetrySchedule;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.standins.http.Call;
import dev.understack.standins.http.HttpStandIn;
import dev.understack.standins.http.Request;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.netapp.OntapStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import dev.understack.standins.openstack.NeutronStandIn;
import dev.understack.standins.openstack.NovaStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The systems around one vector: a scripted Nautobot and BMC, stand-ins for all others. */
public final class VectorSite implements AutoCloseable {
  public final List<Duration> pauses = new ArrayList<>();
  public final KeystoneStandIn keystone = new KeystoneStandIn("pw");
  public final IronicStandIn ironic = new IronicStandIn(keystone);
  public final NeutronStandIn neutron = new NeutronStandIn(keystone);
  public final NovaStandIn nova = new NovaStandIn(keystone);
  public final OntapStandIn ontap = new OntapStandIn();
  public final ScriptedSystem nautobot = new ScriptedSystem();
  public final ScriptedSystem other = new ScriptedSystem();
  public final RunFixture fixture =
      new RunFixture(
          Connections.with(
              new RetrySchedule(Duration.ofMillis(2), Duration.ofMillis(4), Duration.ofMillis(20)),
              pauses::add));

  public VectorSite() {
    fixture.environment.put("NAUTOBOT_URL", nautobot.http.address().toString());
    fixture.files.put("/etc/nb-token/token", "nautobot-token");
    fixture.files.put("/etc/openstack/clouds.yaml", keystone.cloudsYaml("pw"));
    fixture.environment.put("REDFISH_URL_PATTERN", other.http.address().toString());
    fixture.environment.put("UNDERSYNC_URL", other.http.address().toString());
  }

  /** A run for calls below the level of scripts. */
  public OperationRun run() {
    var context = fixture.context();
    OperationLog log = new OperationLog(context, "vectors");
    return new OperationRun(
        context,
        log,
        new HttpGate(fixture.connections.transport(), context, log),
        fixture.connections);
  }

  public NautobotClient nautobotClient() {
    return new NautobotClient(run().gate(), nautobot.http.address().toString(), "nautobot-token");
  }

  /** Takes what the expected calls of a vector say about every system. */
  public void learn(Vector vector) {
    JsonNode calls = vector.expected().path("calls");
    nautobot.learn("nautobot", calls);
    other.learn("redfish", calls);
    for (JsonNode call : calls) {
      JsonNode json = call.path("respond").path("json");
      if (json.has("project")) {
        keystone.seedProject(withName(json.path("project")));
      }
      if (json.has("domain")) {
        keystone.seedDomain(json.path("domain"));
      }
      if (json.has("server")) {
        nova.seedServer(json.path("server").path("id").asString(), json.path("server").toString());
      }
      if (call.path("respond").path("status").asInt(200) == 409) {
        ironic.seed("connectors", call.path("body").toString());
      }
    }
  }

  private static JsonNode withName(JsonNode project) {
    ObjectNode named = project.deepCopy().asObject();
    named.putIfAbsent("name", named.path("id"));
    return named;
  }

  /** Puts into Ironic or Neutron what an event tells about, unless it was deleted. */
  public void seedFrom(JsonNode event) {
    String type = event.path("event_type").asString("");
    if (type.contains("delete") || !event.path("payload").isObject()) {
      return;
    }
    JsonNode data = event.path("payload").path("ironic_object.data");
    if (type.startsWith("baremetal.port.")) {
      ironic.seed("ports", data.toString());
    } else if (type.startsWith("baremetal.portgroup.")) {
      ironic.seed("portgroups", data.toString());
    }
    for (String kind : List.of("network", "subnet")) {
      if (event.path("payload").has(kind)) {
        neutron.seed(kind + "s", event.path("payload").path(kind).toString());
      }
    }
  }

  /** Runs the dispatcher; the exit code. */
  public int dispatch(JsonNode event) {
    fixture.files.put("/tmp/event.json", event.toString());
    return fixture.run("openstack-oslo-event", "--file", "/tmp/event.json");
  }

  /** Checks result, refusals and writes of a handler's vector. */
  public void check(Vector vector, int exit) {
    JsonNode expected = vector.expected();
    if (expected.has("raises")) {
      assertThat(exit).as(fixture.err()).isEqualTo(expected.path("dispatcher_exit").asInt(8));
    }
    if (expected.has("result")) {
      assertThat(exit).as(fixture.err()).isEqualTo(expected.path("result").asInt());
    }
    if (expected.has("exit")) {
      assertThat(exit).as(fixture.err()).isEqualTo(expected.path("exit").asInt());
    }
    if (expected.has("calls")) {
      CallCheck.writes("nautobot", expected.path("calls"), nautobot.writes());
      CallCheck.writes("ironic", expected.path("calls"), writes(ironic.http()));
    }
    CallCheck.notCalled("Nautobot", expected.path("not_called"), nautobot.all());
    CallCheck.notCalled(
        "Ironic",
        expected.path("not_called"),
        ironic.http().calls().stream().map(Call::request).toList());
    expected
        .path("outputs")
        .properties()
        .forEach(e ->
            assertThat(fixture.outputs)
                .as("outputs")
                .containsEntry(e.getKey(), e.getValue().asString()));
  }

  public static List<Request> writes(HttpStandIn http) {
    return http.writes().stream().filter(call -> call.status() < 400).map(Call::request).toList();
  }

  /** A port on a switch whose place Nautobot knows. */
  public void seedPlace(String node, String location) {
    ObjectNode port = Trees.object().put("node_uuid", node).put("address", "00:11:22:33:44:55");
    port.putObject("local_link_connection").put("switch_info", "the-switch").put("port_id", "");
    ironic.seed("ports", port.toString());
    ObjectNode device = Trees.object();
    device.putObject("location").put("id", location);
    device.putObject("rack").put("id", "the-rack");
    nautobot.found("/api/dcim/devices/", Map.of("name", "the-switch"), device);
  }

  @Override
  public void close() {
    keystone.close();
    ironic.close();
    neutron.close();
    nova.close();
    ontap.close();
    nautobot.close();
    other.close();
  }
}
