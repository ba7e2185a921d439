package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Connects server interfaces to switch ports. */
final class CableWriter {
  private static final String INTERFACE = "dcim.interface";

  private final OperationRun run;
  private final NautobotClient nautobot;

  CableWriter(OperationRun run, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
  }

  /** False when Nautobot does not know the port of the switch. */
  boolean connect(JsonNode server, SwitchPort link) {
    Optional<JsonNode> far =
        nautobot.find(
            NautobotEndpoint.INTERFACES, Map.of("device", link.device(), "name", link.name()));
    if (far.isEmpty()) {
      run.log()
          .error(
              "Switch interface "
                  + link.name()
                  + " not found on device "
                  + link.device()
                  + ", cannot create cable");
      return false;
    }
    String serverId = server.path("id").asString();
    String switchId = far.get().path("id").asString();
    Optional<String> own = Trees.reference(server, "cable", "id");
    Optional<String> others = Trees.reference(far.get(), "cable", "id");
    if (own.isPresent() && own.equals(others)) {
      nautobot.unchanged(NautobotEndpoint.CABLES, own.get());
      return true;
    }
    others.ifPresent(cable -> release(cable, link));
    ObjectNode ends = ends(serverId, switchId);
    if (own.isPresent()) {
      move(server.path("cable"), own.get(), ends);
    } else {
      nautobot.create(NautobotEndpoint.CABLES, ends);
      run.log()
          .info(
              "Created cable connecting " + serverId + " to " + link.device() + ":" + link.name());
    }
    return true;
  }

  private void move(JsonNode shown, String cable, ObjectNode ends) {
    JsonNode current =
        shown.has("termination_a_id")
            ? shown
            : nautobot.get(NautobotEndpoint.CABLES, cable).orElse(Trees.object());
    if (endsOf(current).equals(endsOf(ends))) {
      nautobot.unchanged(NautobotEndpoint.CABLES, cable);
      return;
    }
    try {
      nautobot.update(NautobotEndpoint.CABLES, cable, ends);
    } catch (RequestFailedException e) {
      if (e.status() != 400) {
        throw e;
      }
      nautobot.delete(NautobotEndpoint.CABLES, cable);
      nautobot.create(NautobotEndpoint.CABLES, ends);
    }
  }

  /** The card that is plugged in now is the truth; a cable to another one is out of date. */
  private void release(String cable, SwitchPort link) {
    run.log().warn("removing the old cable of " + link.device() + ":" + link.name());
    nautobot.delete(NautobotEndpoint.CABLES, cable);
  }

  private static Set<String> endsOf(JsonNode cable) {
    String a = cable.path("termination_a_id").asString("");
    String b = cable.path("termination_b_id").asString("");
    return a.equals(b) ? Set.of(a) : Set.of(a, b);
  }

  private static ObjectNode ends(String serverId, String switchId) {
    return Trees.object()
        .put("termination_a_type", INTERFACE)
        .put("termination_a_id", serverId)
        .put("termination_b_type", INTERFACE)
        .put("termination_b_id", switchId)
        .put("status", "Connected");
  }
}
