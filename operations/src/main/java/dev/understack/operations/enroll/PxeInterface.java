package dev.understack.operations.enroll;

import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Chooses the network card that a server boots from. */
final class PxeInterface {
  private static final String NOT_CABLED = "enrol";

  private PxeInterface() {}

  /** The BIOS name of the first port that boots and is on a known physical network. */
  static Optional<String> of(List<JsonNode> ports) {
    return ports.stream()
        .filter(port -> port.path("pxe_enabled").asBoolean(false))
        .filter(port -> !NOT_CABLED.equals(port.path("physical_network").asString("")))
        .flatMap(port -> Trees.text(port, "extra", "bios_name").stream())
        .findFirst();
  }
}
