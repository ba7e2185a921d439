package dev.understack.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.Connections;
import dev.understack.operations.OperationRun;
import dev.understack.operations.RunFixture;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.HttpGate;
import dev.understack.operations.http.RetrySchedule;
import dev.understack.operations.json.OpenStackIds;
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
    for (JsonNode list : vector.expected()) {
      if (list.isArray()) {
        learn(list);
      }
    }
  }

  private void learn(JsonNode calls) {
    nautobot.learn("nautobot", calls);
    other.learn("redfish", calls);
    other.learn("undersync", calls);
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
      int status = call.path("respond").path("status").asInt(200);
      boolean isRefusedWrite = status >= 400 && !call.path("method").asString("").equals("GET");
      if (isRefusedWrite && call.path("system").asString("").equals("ironic")) {
        ironic.refuse(call.path("method").asString(), call.path("path").asString(), status);
      }
    }
  }

  private static JsonNode withName(JsonNode project) {
    ObjectNode named = project.deepCopy().asObject();
    if (!named.has("name")) {
      named.set("name", named.path("id"));
    }
    return named;
  }

  /** Puts into Ironic or Neutron what an event tells about, unless it was deleted. */
  public void seedFrom(JsonNode event) {
    String type = event.path("event_type").asString("");
    if (type.contains("delete") || !event.path("payload").isObject()) {
      return;
    }
    JsonNode data = event.path("payload").path("ironic_object.data");
    if (type.startsWith("baremetal.port.") && data.isObject()) {
      ironic.seed("ports", data.toString());
    } else if (type.startsWith("baremetal.portgroup.") && data.isObject()) {
      ironic.seed("portgroups", data.toString());
    }
    for (String kind : List.of("network", "subnet")) {
      JsonNode row = event.path("payload").path(kind);
      OpenStackIds.dashed(row.path("id").asString(""))
          .ifPresent(
              id -> neutron.seed(kind + "s", row.deepCopy().asObject().put("id", id).toString()));
    }
  }

  /** Runs the dispatcher; the exit code. */
  public int dispatch(JsonNode event) {
    fixture.files.put("/tmp/event.json", event.toString());
    return fixture.run("openstack-oslo-event", "--file", "/tmp/event.json");
  }

  /** Runs a script with the words of a vector; its exit code. */
  public int run(String script, List<String> arguments) {
    return fixture.run(script, arguments.toArray(String[]::new));
  }

  /** Runs a script that is no operation. */
  public int run(ConsoleScript script, List<String> arguments) {
    try {
      return script.run(fixture.context(), arguments);
    } catch (InterruptedException e) {
      throw new AssertionError("stopped", e);
    }
  }

  /** Checks result, refusals, outputs and writes of a vector. */
  public void check(Vector vector, int exit) {
    JsonNode expected = vector.expected();
    if (expected.has("raises")) {
      assertThat(exit).as(fixture.err()).isEqualTo(expected.path("dispatcher_exit").asInt(8));
      Refusal.isAbout(vector, fixture.err());
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
    checkNotCalled(expected.path("not_called"));
    checkOutputs(expected);
  }

  private void checkNotCalled(JsonNode patterns) {
    CallCheck.notCalled("Nautobot", patterns, nautobot.all());
    Map.of("Ironic", ironic.http(), "Keystone", keystone.http(), "Nova", nova.http())
        .forEach((system, http) ->
            CallCheck.notCalled(
                system, patterns, http.calls().stream().map(Call::request).toList()));
  }

  /** Checks what was written for later steps. */
  public void checkOutputs(JsonNode expected) {
    List<List<String>> ordered =
        Trees.items(expected.path("outputs_in_order")).stream()
            .map(pair -> List.of(pair.path(0).asString(), pair.path(1).asString()))
            .toList();
    if (!ordered.isEmpty()) {
      assertThat(fixture.outputs.entrySet().stream().map(e -> List.of(e.getKey(), e.getValue())))
          .as("outputs in order")
          .containsSubsequence(ordered);
    }
    expected
        .path("outputs")
        .properties()
        .forEach(e ->
            assertThat(fixture.outputs)
                .as("outputs")
                .containsEntry(e.getKey(), e.getValue().asString()));
  }

  /** Checks the counts that a resync reports at its end. */
  public void checkTally(String item, Vector vector) {
    JsonNode expected = vector.expected();
    assertThat(fixture.err())
        .contains(
            "Sync complete. %d/%d %ss synced successfully (%d skipped)"
                .formatted(
                    expected
                        .path("succeeded")
                        .asInt(
                            expected.path("total").asInt()
                                - expected.path("failed").asInt(0)
                                - expected.path("skipped").asInt(0)),
                    expected.path("total").asInt(),
                    item,
                    expected.path("skipped").asInt(0)));
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
