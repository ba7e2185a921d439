package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings one Nautobot interface, with its cable, to what is wanted; or removes it. */
final class InterfaceWriter {
  private final OperationRun run;
  private final NautobotClient nautobot;
  private final CableWriter cables;

  InterfaceWriter(OperationRun run, IronicClient ironic, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
    this.cables =
        new CableWriter(run, nautobot, port -> ironic.findPort(port).flatMap(SwitchPort::of));
  }

  /** How far {@link #write} came. */
  enum Outcome {
    DONE,
    /** The device does not exist yet. */
    NO_DEVICE,
    /** The interface is right, but the port of the switch to connect it to is unknown. */
    NO_SWITCH_PORT
  }

  Outcome write(WantedInterface wanted) {
    return write(wanted, nautobot.findById(NautobotEndpoint.INTERFACES, wanted.id()));
  }

  /** {@code known} is the interface as it is now, if it is there. */
  Outcome write(WantedInterface wanted, Optional<JsonNode> known) {
    known.ifPresent(row -> update(wanted, row));
    Optional<JsonNode> row = known.or(() -> create(wanted));
    if (row.isEmpty()) {
      return Outcome.NO_DEVICE;
    }
    boolean connected = wanted.link().isEmpty() || cables.connect(row.get(), wanted.link().get());
    return connected ? Outcome.DONE : Outcome.NO_SWITCH_PORT;
  }

  private Optional<JsonNode> create(WantedInterface wanted) {
    ObjectNode body = Trees.object().put("id", wanted.id()).put("status", "Active");
    body.put("device", wanted.device()).put("name", wanted.name()).put("type", wanted.type());
    if (!wanted.mac().isEmpty()) {
      body.put("mac_address", wanted.mac());
    }
    if (!wanted.description().isEmpty()) {
      body.put("description", wanted.description());
    }
    body.put("enabled", true).put("mgmt_only", false);
    try {
      return Optional.of(logCreated(wanted, nautobot.create(NautobotEndpoint.INTERFACES, body)));
    } catch (RequestFailedException e) {
      if (e.status() != 400) {
        throw e;
      }
      return createAfter(e, wanted, body);
    }
  }

  /** Nautobot refused an interface: for its device, for a namesake, or because it is there now. */
  private Optional<JsonNode> createAfter(
      RequestFailedException refusal, WantedInterface wanted, ObjectNode body) {
    if (isAboutDevice(refusal)) {
      run.log().info("device " + wanted.device() + " is not in Nautobot yet");
      return Optional.empty();
    }
    Optional<JsonNode> meanwhile = nautobot.findById(NautobotEndpoint.INTERFACES, wanted.id());
    if (meanwhile.isPresent()) {
      update(wanted, meanwhile.get());
      return meanwhile;
    }
    if (refusal.text().contains("unique")) {
      removeNamesake(wanted);
      return Optional.of(logCreated(wanted, nautobot.create(NautobotEndpoint.INTERFACES, body)));
    }
    throw refusal;
  }

  private JsonNode logCreated(WantedInterface wanted, JsonNode row) {
    run.log().info("Created interface " + wanted.name() + " (" + wanted.id() + ")");
    return row;
  }

  private static boolean isAboutDevice(RequestFailedException refusal) {
    return refusal.text().contains("\"device\"") && refusal.text().contains("not found");
  }

  private void update(WantedInterface wanted, JsonNode row) {
    ObjectNode difference = Trees.object();
    if (!wanted.name().equals(row.path("name").asString(""))) {
      removeNamesake(wanted);
      difference.put("name", wanted.name());
    }
    if (!wanted.mac().isEmpty() && !wanted.mac().equals(macOf(row))) {
      difference.put("mac_address", wanted.mac());
    }
    if (!wanted.type().equals(Trees.reference(row, "type", "value").orElse(""))) {
      difference.put("type", wanted.type());
    }
    if (!wanted.description().isEmpty()
        && !wanted.description().equals(row.path("description").asString(""))) {
      difference.put("description", wanted.description());
    }
    if (row.path("mgmt_only").asBoolean(false)) {
      difference.put("mgmt_only", false);
    }
    if (difference.isEmpty()) {
      nautobot.unchanged(NautobotEndpoint.INTERFACES, wanted.id());
    } else {
      nautobot.update(NautobotEndpoint.INTERFACES, wanted.id(), difference);
      run.log().info("Updated interface " + wanted.name() + " (" + wanted.id() + ")");
    }
  }

  static String macOf(JsonNode row) {
    return row.path("mac_address").asString("").toUpperCase(Locale.ROOT);
  }

  private void removeNamesake(WantedInterface wanted) {
    nautobot
        .find(
            NautobotEndpoint.INTERFACES,
            Map.of("device_id", wanted.device(), "name", wanted.name()))
        .filter(other -> !other.path("id").asString().equals(wanted.id()))
        .ifPresent(other -> {
          run.log().warn("Name conflict: deleting interface " + wanted.name());
          remove(other);
        });
  }

  /** Removes an interface and its cable. */
  void remove(JsonNode row) {
    Trees.reference(row, "cable", "id")
        .ifPresent(cable -> nautobot.delete(NautobotEndpoint.CABLES, cable));
    nautobot.delete(NautobotEndpoint.INTERFACES, row.path("id").asString());
  }

  /** Removes the interface of a port that is gone; nothing when there is none. */
  void remove(String id) {
    nautobot
        .findById(NautobotEndpoint.INTERFACES, id)
        .ifPresentOrElse(
            this::remove,
            () -> run.log().info("interface " + id + " not found in Nautobot, nothing to delete"));
  }
}
