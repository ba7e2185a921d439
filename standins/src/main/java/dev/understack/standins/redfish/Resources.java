package dev.understack.standins.redfish;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a controller tells, by path. Guarded by its owner. */
final class Resources {
  private static final String NEIGHBOURS = "/NetworkPorts/Oem/Dell/DellSwitchConnections";

  private final Map<String, ObjectNode> all = new TreeMap<>();
  private final Vendor vendor;

  Resources(Vendor vendor) {
    this.vendor = vendor;
    String system = vendor.system;
    String manager = vendor.manager;
    put("/redfish/v1", "{\"AccountService\": {\"@odata.id\": \"/redfish/v1/AccountService\"}}");
    put(
        "/redfish/v1/AccountService",
        "{\"Accounts\": {\"@odata.id\": \"/redfish/v1/AccountService/Accounts\"}}");
    collection("/redfish/v1/AccountService/Accounts", "1", "2");
    put("/redfish/v1/AccountService/Accounts/1", "{\"Id\": \"1\", \"UserName\": \"\"}");
    put("/redfish/v1/AccountService/Accounts/2", "{\"Id\": \"2\", \"UserName\": \"root\"}");
    collection("/redfish/v1/Systems", last(system));
    collection("/redfish/v1/Managers", last(manager));
    put(
        system,
        """
        {"Manufacturer": "%s", "Model": "PowerEdge R7615", "SKU": "ABC123", "BiosVersion": "1.6.10",
         "PowerState": "On", "MemorySummary": {"TotalSystemMemoryGiB": 96},
         "ProcessorSummary": {"Model": "AMD EPYC 9124"}}
        """
            .formatted(vendor.manufacturer));
    put(manager, "{\"ManagerType\": \"BMC\"}");
    collection(manager + "/EthernetInterfaces", "NIC.1");
    put(
        manager + "/EthernetInterfaces/NIC.1",
        """
        {"Id": "NIC.1", "HostName": "bmc", "MACAddress": "d4:04:e6:4f:64:5c",
         "IPv4Addresses": [{"Address": "10.46.96.156", "SubnetMask": "255.255.255.192",
           "Gateway": "10.46.96.129", "AddressOrigin": "Static"}]}
        """);
    collection(system + "/EthernetInterfaces", "NIC.Slot.1-1", "NIC.Slot.1-2");
    card("NIC.Slot.1-1", "14:23:F3:F5:3B:A0");
    card("NIC.Slot.1-2", "14:23:F3:F5:3B:A1");
    bios(system);
    if (vendor == Vendor.DELL) {
      dell(system, manager);
    }
  }

  private void card(String name, String mac) {
    put(
        vendor.system + "/EthernetInterfaces/" + name,
        "{\"Id\": \"%s\", \"MACAddress\": \"%s\", \"PermanentMACAddress\": \"%s\"}"
            .formatted(name, mac, mac));
  }

  private void bios(String system) {
    String attributes = "{\"Attributes\": {\"SecureBoot\": \"Enabled\", \"TimeZone\": \"CST\"}}";
    put(system + "/Bios", attributes);
    put(system + "/Bios/Settings", "{\"Attributes\": {}}");
  }

  private void dell(String system, String manager) {
    put(
        manager + "/Attributes",
        "{\"Attributes\": {\"SNMP.1.AgentEnable\": \"Disabled\", \"Time.1.Timezone\": \"UTC\"}}");
    put(system + NEIGHBOURS, "{\"Members\": []}");
    plug("NIC.Slot.1-1", "c4:7e:e0:e4:03:37", "Ethernet1/1");
    plug("NIC.Slot.1-2", "Not Available", "Not Available");
  }

  /** What a Dell controller hears at a network card by LLDP. */
  void plug(String card, String switchMac, String port) {
    ArrayNode members = find(vendor.system + NEIGHBOURS).orElseThrow().withArray("Members");
    members.removeIf(member -> member.path("FQDD").asString().equals(card));
    members
        .addObject()
        .put("FQDD", card)
        .put("SwitchConnectionID", switchMac)
        .put("SwitchPortConnectionID", port);
  }

  Optional<ObjectNode> find(String path) {
    return Optional.ofNullable(all.get(path.replaceFirst("/+$", "")));
  }

  /** Sets what a request gives, one level down for the attributes of settings. */
  void change(ObjectNode resource, JsonNode body) {
    body.properties()
        .forEach(field -> {
          if (field.getKey().equals("Attributes")) {
            resource.withObject("Attributes").setAll((ObjectNode) field.getValue());
          } else if (!field.getKey().startsWith("@")) {
            resource.set(field.getKey(), field.getValue());
          }
        });
  }

  private void collection(String path, String... members) {
    ObjectNode resource = put(path, "{\"Members@odata.count\": " + members.length + "}");
    for (String member : members) {
      resource.withArray("Members").addObject().put("@odata.id", vendor.link(path + "/" + member));
    }
  }

  private ObjectNode put(String path, String json) {
    ObjectNode resource = (ObjectNode) JsonMapper.shared().readTree(json);
    resource.put("@odata.id", path);
    all.put(path, resource);
    return resource;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
