package dev.understack.operations.bmc;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a management controller says about its server.
 *
 * @param systemPath Redfish path of the server
 * @param managerPath Redfish path of the controller
 * @param serial service tag
 */
public record Chassis(
    String systemPath,
    String managerPath,
    String manufacturer,
    String model,
    String serial,
    String biosVersion,
    boolean poweredOn,
    long memoryGib,
    String cpu,
    Controller controller) {

  /**
   * The network interface of the controller.
   *
   * @param hostName empty when it has none
   * @param ipv4 with the length of the network; empty when it has none
   */
  public record Controller(
      String name,
      String mac,
      String hostName,
      Optional<String> ipv4,
      String gateway,
      boolean dhcp) {}

  public static Chassis read(RedfishClient bmc) {
    String systemPath = first(bmc, "/redfish/v1/Systems/");
    String managerPath = first(bmc, "/redfish/v1/Managers/");
    JsonNode network = bmc.read(first(bmc, managerPath + "/EthernetInterfaces/"));
    return of(systemPath, managerPath, bmc.read(systemPath), network);
  }

  static Chassis of(String systemPath, String managerPath, JsonNode system, JsonNode network) {
    String manufacturer = normal(system.path("Manufacturer").asString(""));
    return new Chassis(
        systemPath,
        managerPath,
        manufacturer,
        system.path("Model").asString(""),
        system.path("SKU").asString("").strip(),
        system.path("BiosVersion").asString(""),
        system.path("PowerState").asString("").equalsIgnoreCase("On"),
        Trees.at(system, "MemorySummary", "TotalSystemMemoryGiB").asLong(0),
        Trees.text(system, "ProcessorSummary", "Model").orElse(""),
        controller(manufacturer, network));
  }

  /** The name that the server has in Ironic, and its controller on the network. */
  public String nodeName() {
    return manufacturer + "-" + serial;
  }

  public boolean isDell() {
    return manufacturer.equals("Dell");
  }

  private static Controller controller(String manufacturer, JsonNode network) {
    JsonNode address = field(network, "IPv4Addresses").path(0);
    Optional<String> ipv4 =
        Trees.text(address, "Address")
            .flatMap(ip -> Trees.text(address, "SubnetMask").map(mask -> ip + "/" + bits(mask)));
    return new Controller(
        manufacturer.equals("Dell") ? "iDRAC" : "iLO",
        mac(field(network, "MACAddress").asString("")),
        field(network, "HostName").asString(""),
        ipv4,
        address.path("Gateway").asString(""),
        address.path("AddressOrigin").asString("").equalsIgnoreCase("DHCP"));
  }

  /** Vendors spell field names in different cases. */
  private static JsonNode field(JsonNode object, String name) {
    return object.properties().stream()
        .filter(e -> e.getKey().equalsIgnoreCase(name))
        .map(java.util.Map.Entry::getValue)
        .findFirst()
        .orElse(object.path(name));
  }

  /** Two digits per part, upper case. */
  static String mac(String text) {
    return Stream.of(text.split(":", -1))
        .map(part -> part.length() == 1 ? "0" + part : part)
        .collect(Collectors.joining(":"))
        .toUpperCase(Locale.ROOT);
  }

  private static int bits(String mask) {
    return Stream.of(mask.split("\\.", -1))
        .mapToInt(p -> Integer.bitCount(Integer.parseInt(p)))
        .sum();
  }

  private static String normal(String manufacturer) {
    String upper = manufacturer.toUpperCase(Locale.ROOT);
    if (upper.contains("DELL")) {
      return "Dell";
    }
    if (upper.contains("HP")) {
      return "HP";
    }
    throw new OperationFailedException("Server manufacturer " + manufacturer + " not supported");
  }

  /** Links of HPE end with a slash, those of Dell do not. */
  private static String first(RedfishClient bmc, String collection) {
    return Trees.items(bmc.read(collection).path("Members")).stream()
        .flatMap(member -> Trees.text(member, "@odata.id").stream())
        .map(path -> path.replaceFirst("/+$", ""))
        .findFirst()
        .orElseThrow(
            () -> new OperationFailedException(bmc.address() + ": " + collection + " is empty"));
  }
}
