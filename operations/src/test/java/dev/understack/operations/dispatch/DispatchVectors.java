package dev.understack.operations.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Vectors about the dispatcher, its options and the envelope of events. */
public final class DispatchVectors {
  private static final String DELETED_NODE =
      """
      {"event_type": "baremetal.node.delete.end", "payload": {"ironic_object.data": {
        "uuid": "461737c4-037c-41bf-9c17-f4f33ff20dd7"}}}
      """;

  private DispatchVectors() {}

  public static void envelope(Vector vector, VectorSite site) {
    JsonNode message = vector.input().path("amqp_body").path("oslo.message");
    if (vector.expects("raises")) {
      Refusal.check(vector, () -> Trees.read(message.asString()));
    } else {
      assertThat(Trees.read(message.asString())).isEqualTo(vector.wanted("event"));
    }
  }

  public static void dispatcher(Vector vector, VectorSite site) {
    if (vector.expects("nautobot") || vector.expects("openstack_cloud")) {
      clients(vector, site);
    } else if (vector.input().has("handlers") || vector.input().has("handler")) {
      handlers(vector, site);
    } else {
      whole(vector, site);
    }
  }

  private static void whole(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    breakClients(vector, site);
    List<String> arguments = new ArrayList<>(vector.args());
    int file = arguments.indexOf("--file");
    if (input.has("file")) {
      site.fixture.files.put(file < 0 ? "/dev/stdin" : arguments.get(file + 1), vector.in("file"));
    } else if (input.has("stdin")) {
      site.fixture.files.put("/dev/stdin", vector.in("stdin"));
    } else if (input.has("event")) {
      site.seedFrom(input.path("event"));
      String place = file < 0 ? "/dev/stdin" : arguments.get(file + 1);
      site.fixture.files.put(place, input.path("event").toString());
    }
    site.learn(vector);
    int exit = site.run("openstack-oslo-event", arguments);
    if (vector.wanted("calls").isArray() && vector.wanted("calls").isEmpty()) {
      assertThat(site.nautobot.all()).isEmpty();
      assertThat(site.keystone.http().calls()).isEmpty();
    }
    site.check(vector, exit);
    if (vector.expects("error")) {
      Refusal.isAbout(vector, site.fixture.err());
    }
  }

  private static void breakClients(Vector vector, VectorSite site) {
    if (vector.in("nautobot_client").equals("raises")) {
      site.fixture.files.remove("/etc/nb-token/token");
    }
    if (vector.in("openstack_client").equals("raises")) {
      site.fixture.files.remove("/etc/openstack/clouds.yaml");
    }
  }

  /** What the dispatcher makes of its handlers, with handlers that do what the vector says. */
  private static void handlers(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode event = input.path("event");
    List<String> outcomes =
        input.has("handlers")
            ? Vector.texts(input.path("handlers"))
            : List.of(vector.in("handler"));
    assertThat(EventTable.handlers(event.path("event_type").asString())).hasSameSizeAs(outcomes);
    AtomicInteger calls = new AtomicInteger();
    List<EventTable.Named> played =
        outcomes.stream()
            .map(outcome -> new EventTable.Named(outcome, scene -> play(outcome, calls)))
            .toList();
    int exit = OpenstackOsloEvent.runAll(played, scene(site, event));
    assertThat(exit).as(site.fixture.err()).isEqualTo(vector.wanted("exit").asInt());
    if (vector.expects("handler_calls")) {
      assertThat(calls).hasValue(vector.wanted("handler_calls").asInt());
    }
  }

  private static int play(String outcome, AtomicInteger calls) {
    calls.incrementAndGet();
    if (outcome.equals("raises")) {
      throw new OperationFailedException("the handler raises");
    }
    String number = outcome.replaceAll("\\D", "");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private static NotificationScene scene(VectorSite site, JsonNode event) {
    OpenStack openstack = OpenStack.open(site.run(), Optional.empty());
    return new NotificationScene(site.run(), openstack, site.nautobotClient(), event, false);
  }

  /** Which cloud and which token the clients work with. */
  private static void clients(Vector vector, VectorSite site) {
    List<String> arguments = new ArrayList<>(vector.args());
    String cloud = vector.wanted("openstack_cloud").asString("understack");
    String clouds = site.keystone.cloudsYaml("pw").replace("understack:", cloud + ":");
    site.fixture.files.put("/etc/openstack/clouds.yaml", clouds);
    JsonNode files = vector.input().path("credential_file");
    files
        .properties()
        .forEach(e -> site.fixture.files.put("/etc/" + e.getKey(), e.getValue().asString()));
    int url = arguments.indexOf("--nautobot_url");
    if (url >= 0) {
      arguments.set(url + 1, site.nautobot.http.address().toString());
    }
    site.fixture.files.put("f.json", DELETED_NODE);
    arguments.addAll(List.of("--file", "f.json"));
    assertThat(site.run("openstack-oslo-event", arguments)).as(site.fixture.err()).isZero();
    assertThat(site.nautobot.all().getFirst().header("authorization"))
        .contains("Token " + vector.wanted("nautobot").path("token").asString("nautobot-token"));
  }

  public static void options(Vector vector, VectorSite site) {
    site.fixture.environment.remove("NAUTOBOT_URL");
    vector
        .input()
        .path("env")
        .properties()
        .forEach(e -> site.fixture.environment.put(e.getKey(), e.getValue().asString()));
    List<String> addresses = new ArrayList<>();
    ConsoleScript script =
        new ConsoleScript(
            NautobotOptions.addTo(Usage.of("options", "")),
            site.fixture.connections,
            (run, arguments) -> {
              NautobotOptions.client(run, arguments);
              addresses.addAll(NautobotOptions.address(run, arguments).stream().toList());
              return 0;
            });
    int exit = site.run(script, vector.args());
    if (vector.expects("error")) {
      assertThat(exit).isEqualTo(vector.wanted("exit").asInt(1));
      Refusal.isAbout(vector, site.fixture.err());
    } else {
      assertThat(exit).as(site.fixture.err()).isEqualTo(vector.wanted("exit").asInt(0));
    }
    if (vector.expects("nautobot_url")) {
      assertThat(addresses).containsExactly(vector.wanted("nautobot_url").asString());
    }
  }

  public static void signature(Vector vector, VectorSite site) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    mac.init(new SecretKeySpec(vector.in("secret").getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
    assertThat(
            HexFormat.of()
                .formatHex(mac.doFinal(vector.in("body").getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(vector.wanted("signature").asString());
  }
}
