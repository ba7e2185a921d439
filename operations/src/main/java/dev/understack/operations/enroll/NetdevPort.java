package dev.understack.operations.enroll;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One port of a switch or firewall as the caller asks for it.
 *
 * @param label what the port is called on its device
 * @param switchName switch that it is plugged into
 * @param switchPort interface of that switch
 * @param switchId MAC address of the switch; empty keeps what Ironic knows
 */
record NetdevPort(
    String label, String mac, String switchName, String switchPort, Optional<String> switchId) {
  private static final List<String> REQUIRED = List.of("label", "mac", "switch", "intf");
  private static final Set<String> KNOWN = Set.of("label", "mac", "switch", "intf", "switch_id");

  /** Reads and checks the whole list before anything happens. */
  static List<NetdevPort> parse(String text) {
    JsonNode list;
    try {
      list = Trees.read(text);
    } catch (JacksonException e) {
      throw new OperationFailedException("--ports is not valid JSON: " + e.getOriginalMessage());
    }
    if (!list.isArray()) {
      throw new OperationFailedException("--ports must be a JSON array of ports");
    }
    if (list.isEmpty()) {
      throw new OperationFailedException("At least one port must be provided");
    }
    List<NetdevPort> ports = new ArrayList<>();
    for (JsonNode each : list) {
      ports.add(of(each));
    }
    refuseDuplicates("label", ports.stream().map(NetdevPort::label).toList());
    refuseDuplicates("mac", ports.stream().map(p -> p.mac().toLowerCase(Locale.ROOT)).toList());
    return ports;
  }

  private static NetdevPort of(JsonNode port) {
    if (!port.isObject()) {
      throw new OperationFailedException("each port must be an object, not " + port);
    }
    List<String> missing =
        REQUIRED.stream()
            .filter(name -> !port.hasNonNull(name) || port.path(name).asString("-").isEmpty())
            .toList();
    if (!missing.isEmpty()) {
      throw new OperationFailedException(
          "port " + port + " is missing required field(s): " + String.join(", ", missing));
    }
    Set<String> unknown = new TreeSet<>(port.propertyNames());
    unknown.removeAll(KNOWN);
    if (!unknown.isEmpty()) {
      throw new OperationFailedException(
          "port " + port + " has unknown field(s): " + String.join(", ", unknown));
    }
    for (String name : port.propertyNames()) {
      if (!port.path(name).isString() && !port.path(name).isNull()) {
        throw new OperationFailedException(
            "field " + name + " of port " + port + " must be a string");
      }
    }
    return new NetdevPort(
        port.path("label").asString(),
        port.path("mac").asString(),
        port.path("switch").asString(),
        port.path("intf").asString(),
        Trees.text(port, "switch_id"));
  }

  private static void refuseDuplicates(String field, List<String> values) {
    Set<String> seen = new HashSet<>();
    for (String value : values) {
      if (!seen.add(value)) {
        throw new OperationFailedException("Duplicate " + field + " in --ports: " + value);
      }
    }
  }

  String nameOn(String node) {
    return node + ":" + label;
  }
}
