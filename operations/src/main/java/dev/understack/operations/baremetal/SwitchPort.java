package dev.understack.operations.baremetal;

import dev.understack.operations.json.Trees;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The port of a switch that a network card is plugged into.
 *
 * @param device name of the switch in Nautobot
 * @param name of its interface
 */
public record SwitchPort(String device, String name) {
  private static final String PLACEHOLDER = "None";

  /** Empty unless the Ironic port names both, and neither is the placeholder {@code None}. */
  static Optional<SwitchPort> of(JsonNode port) {
    Optional<String> device = switchName(port);
    Optional<String> name =
        Trees.text(port, "local_link_connection", "port_id").filter(t -> !t.equals(PLACEHOLDER));
    return device.flatMap(d -> name.map(n -> new SwitchPort(d, n)));
  }

  static Optional<String> switchName(JsonNode port) {
    return Trees.text(port, "local_link_connection", "switch_info")
        .filter(text -> !text.equals(PLACEHOLDER));
  }
}
