package dev.understack.operations.enroll;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a switch or firewall should be in Ironic.
 *
 * @param driverInfo keys to set; others stay
 * @param extra keys to set; others stay
 */
record NetdevRequest(
    String name,
    String physicalNetwork,
    List<NetdevPort> ports,
    String resourceClass,
    ObjectNode driverInfo,
    ObjectNode extra) {

  NetdevRequest {
    ports = List.copyOf(ports);
  }
}
