package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Connects server interfaces to switch ports. Servers change places at the switches, so one run may
 * find the cable of another in its way: moving and removing cables happens one at a time, and only
 * for a port that is still plugged in where the cable is to go.
 */
public final class CableWriter {
  private static final String INTERFACE = "dcim.interface";
  private static final String LOCK = "cables";

  private final OperationRun run;
  private final NautobotClient nautobot;
  private final Function<String, Optional<SwitchPort>> present;

  /** {@code present} tells where the interface with an id is plugged in now. */
  public CableWriter(
      OperationRun run, NautobotClient nautobot, Function<String, Optional<SwitchPort>> present) {
    this.run = run;
    this.nautobot = nautobot;
    this.present = present;
  }

  /**
   * Makes or moves the cable of an interface, which is given as Nautobot shows it. False when
   * Nautobot does not know the port of the switch.
   */
  public boolean connect(JsonNode server, SwitchPort link) {
    Optional<JsonNode> far = find(link);
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
    Optional<String> own = cableOf(server);
    Optional<String> others = cableOf(far.get());
    if (own.isPresent() && own.equals(others)) {
      nautobot.unchanged(NautobotEndpoint.CABLES, own.get());
      return true;
    }
    ObjectNode ends = ends(server.path("id").asString(), far.get().path("id").asString());
    if (others.isPresent()) {
      run.connections().locks().holding(LOCK, () -> displace(server, link, ends));
    } else if (own.isPresent()) {
      run.connections().locks().holding(LOCK, () -> move(server.path("cable"), own.get(), ends));
    } else {
      create(server, link, ends);
    }
    return true;
  }

  private Optional<JsonNode> find(SwitchPort link) {
    return nautobot.find(
        NautobotEndpoint.INTERFACES, Map.of("device", link.device(), "name", link.name()));
  }

  private static Optional<String> cableOf(JsonNode row) {
    return Trees.reference(row, "cable", "id");
  }

  private void create(JsonNode server, SwitchPort link, ObjectNode ends) {
    try {
      nautobot.create(NautobotEndpoint.CABLES, ends);
    } catch (RequestFailedException e) {
      if (e.status() != 400) {
        throw e;
      }
      run.connections().locks().holding(LOCK, () -> displace(server, link, ends));
      return;
    }
    run.log()
        .info(
            "Created cable connecting "
                + server.path("id").asString()
                + " to "
                + link.device()
                + ":"
                + link.name());
  }

  /** The card that is plugged in now is the truth; a cable to another one is out of date. */
  private boolean displace(JsonNode server, SwitchPort link, ObjectNode ends) {
    String id = server.path("id").asString();
    if (!present.apply(id).equals(Optional.of(link))) {
      run.log().info("port " + id + " is no longer at " + link.device() + ":" + link.name());
      return false;
    }
    Optional<String> own =
        nautobot.findById(NautobotEndpoint.INTERFACES, id).flatMap(CableWriter::cableOf);
    Optional<String> others = find(link).flatMap(CableWriter::cableOf);
    if (own.isPresent() && own.equals(others)) {
      nautobot.unchanged(NautobotEndpoint.CABLES, own.get());
      return true;
    }
    others.ifPresent(cable -> {
      run.log().warn("removing the old cable of " + link.device() + ":" + link.name());
      nautobot.delete(NautobotEndpoint.CABLES, cable);
    });
    if (own.isPresent()) {
      return move(Trees.object(), own.get(), ends);
    }
    nautobot.create(NautobotEndpoint.CABLES, ends);
    return true;
  }

  private boolean move(JsonNode shown, String cable, ObjectNode ends) {
    JsonNode current =
        shown.has("termination_a_id")
            ? shown
            : nautobot.get(NautobotEndpoint.CABLES, cable).orElse(Trees.object());
    if (endsOf(current).equals(endsOf(ends))) {
      nautobot.unchanged(NautobotEndpoint.CABLES, cable);
      return true;
    }
    try {
      nautobot.update(NautobotEndpoint.CABLES, cable, ends);
    } catch (RequestFailedException e) {
      if (e.status() != 400 && e.status() != 404) {
        throw e;
      }
      nautobot.delete(NautobotEndpoint.CABLES, cable);
      nautobot.create(NautobotEndpoint.CABLES, ends);
    }
    return true;
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
