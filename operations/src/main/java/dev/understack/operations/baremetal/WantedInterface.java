package dev.understack.operations.baremetal;

import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An interface as it should be in Nautobot.
 *
 * @param id of the interface, which is that of the Ironic port or portgroup
 * @param mac upper case; empty text when there is none
 * @param description empty text leaves the one in Nautobot
 */
record WantedInterface(
    String id,
    String device,
    String name,
    String type,
    String mac,
    String description,
    Optional<SwitchPort> link) {
  private static final Pattern SLOT = Pattern.compile("([^-]+)-([^-]+)(?:-([^-]+))?");

  static WantedInterface ofPort(JsonNode port, Map<String, String> namesByMac) {
    String mac = port.path("address").asString("").toLowerCase(Locale.ROOT);
    String id = port.path("uuid").asString();
    String name =
        Trees.text(port, "extra", "bios_name")
            .or(() -> Optional.ofNullable(namesByMac.get(mac)))
            .or(() -> Trees.text(port, "name"))
            .orElse(id);
    return new WantedInterface(
        id,
        port.path("node_uuid").asString(""),
        name,
        typeOf(name),
        mac.toUpperCase(Locale.ROOT),
        describe(name),
        SwitchPort.of(port));
  }

  static WantedInterface ofPortgroup(JsonNode portgroup) {
    String id = portgroup.path("uuid").asString();
    return new WantedInterface(
        id,
        portgroup.path("node_uuid").asString(""),
        lagName(Trees.text(portgroup, "name"), id),
        "lag",
        Trees.text(portgroup, "address").orElse("").toUpperCase(Locale.ROOT),
        Trees.text(portgroup, "mode").map(mode -> "Bond mode: " + mode).orElse(""),
        Optional.empty());
  }

  /** Names that inspection found, by lower-case MAC address. */
  static Map<String, String> namesByMac(JsonNode inventory) {
    List<JsonNode> interfaces = Trees.items(Trees.at(inventory, "inventory", "interfaces"));
    return interfaces.stream()
        .filter(each -> Trees.text(each, "mac_address").isPresent())
        .filter(each -> Trees.text(each, "name").isPresent())
        .collect(
            Collectors.toMap(
                each -> each.path("mac_address").asString().toLowerCase(Locale.ROOT),
                each -> each.path("name").asString(),
                (first, second) -> second));
  }

  /** The part after the first underscore, where names start with the node's. */
  static String lagName(Optional<String> name, String id) {
    return name.map(text -> text.substring(text.indexOf('_') + 1)).orElse(id);
  }

  static String typeOf(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean onServer =
        lower.contains("slot") || lower.contains("embedded") || lower.contains("integrated");
    return onServer ? "25gbase-x-sfp28" : "other";
  }

  /** What a Dell interface name says in words; empty for names of another pattern. */
  static String describe(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.contains("idrac")) {
      return "Dedicated iDRAC interface";
    }
    int dot = name.lastIndexOf('.');
    if (dot < 0) {
      return "";
    }
    String kind =
        switch (lower.substring(0, dot)) {
          case "nic.integrated" -> "Integrated NIC";
          case "nic.embedded" -> "Embedded NIC";
          case "nic.slot" -> "NIC in Slot";
          default -> "";
        };
    Matcher numbers = SLOT.matcher(name.substring(dot + 1));
    if (kind.isEmpty() || !numbers.matches()) {
      return "";
    }
    String port = kind + " " + numbers.group(1) + " Port " + numbers.group(2);
    return numbers.group(3) == null ? port : port + " Partition " + numbers.group(3);
  }
}
