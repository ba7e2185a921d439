package dev.understack.operations.bmc;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings the settings of a controller and the BIOS of its server to what a site needs. */
public final class BmcSettings {
  private final OperationRun run;
  private final RedfishClient bmc;
  private final Chassis chassis;

  public BmcSettings(OperationRun run, RedfishClient bmc, Chassis chassis) {
    this.run = run;
    this.bmc = bmc;
    this.chassis = chassis;
  }

  /** SNMP, link view, time and name servers of an iDRAC; nothing on other controllers. */
  public void configureController() {
    if (!chassis.isDell()) {
      return;
    }
    String path = chassis.managerPath() + "/Attributes";
    JsonNode current = bmc.read(path).path("Attributes");
    ObjectNode changes = Trees.object();
    controllerValues()
        .forEach((name, wanted) -> {
          JsonNode now = current.path(name);
          if (wanted.isEmpty() || now.isMissingNode()) {
            run.log().warn("skipping controller attribute " + name);
          } else if (!now.asString("").equals(wanted)) {
            changes.put(name, written(name, wanted));
          }
        });
    if (!changes.isEmpty()) {
      bmc.patch(path, Trees.object().set("Attributes", changes));
    }
  }

  private Map<String, String> controllerValues() {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("SNMP.1.AgentEnable", "Enabled");
    wanted.put("SNMP.1.SNMPProtocol", "All");
    wanted.put("SNMP.1.AgentCommunity", "public");
    wanted.put("SNMP.1.AlertPort", "161");
    wanted.put("SwitchConnectionView.1.Enable", "Enabled");
    wanted.put("NTPConfigGroup.1.NTPEnable", "Disabled");
    wanted.put("Time.1.Timezone", "UTC");
    wanted.put("IPv4.1.DNS1", run.variable("DNS_SERVER_IPV4_ADDR_1").orElse(""));
    wanted.put("IPv4.1.DNS2", run.variable("DNS_SERVER_IPV4_ADDR_2").orElse(""));
    return wanted;
  }

  /** Two attributes read as words and are written as numbers. */
  private static String written(String name, String wanted) {
    return switch (name) {
      case "SNMP.1.AgentEnable" -> "1";
      case "SNMP.1.SNMPProtocol" -> "0";
      default -> wanted;
    };
  }

  /** Names the controller after its server. */
  public void setHostName() {
    String wanted = chassis.nodeName();
    if (wanted.equals(chassis.controller().hostName())) {
      return;
    }
    JsonNode members = bmc.read(chassis.managerPath() + "/EthernetInterfaces").path("Members");
    String path =
        Trees.text(members.path(0), "@odata.id")
            .orElseThrow(
                () -> new OperationFailedException(bmc.address() + " has no network interface"));
    bmc.patch(path, Trees.object().put("HostName", wanted));
  }

  /** Boots over HTTP from {@code pxeInterface}; applied at the next restart. */
  public void configureBios(Optional<String> pxeInterface) {
    JsonNode current = bmc.read(chassis.systemPath() + "/Bios").path("Attributes");
    String settings = chassis.systemPath() + "/Bios/Settings";
    JsonNode pending = bmc.read(settings).path("Attributes");
    ObjectNode changes = biosChanges(current, pending, pxeInterface);
    if (changes.isEmpty()) {
      return;
    }
    ObjectNode body = Trees.object();
    body.putObject("@Redfish.SettingsApplyTime").put("ApplyTime", "OnReset");
    body.set("Attributes", changes);
    try {
      bmc.patch(settings, body);
      run.log().info("BIOS settings for the next restart: " + changes);
    } catch (RequestFailedException e) {
      if (!e.text().contains("Pending configuration values")) {
        throw e;
      }
      run.log().info("BIOS settings are waiting for a restart already");
    }
  }

  static ObjectNode biosChanges(JsonNode current, JsonNode pending, Optional<String> pxe) {
    ObjectNode changes = Trees.object();
    biosValues(pxe)
        .forEach((name, wanted) -> {
          JsonNode now =
              pending.path(name).isMissingNode() ? current.path(name) : pending.path(name);
          if (current.has(name) && !now.asString("").equals(wanted)) {
            changes.put(name, wanted);
          }
        });
    return changes;
  }

  private static Map<String, String> biosValues(Optional<String> pxe) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("HttpDev1TlsMode", "None");
    wanted.put("TimeZone", "UTC");
    wanted.put("OS-BMC.1.AdminState", "Disabled");
    wanted.put("IPMILan.1.Enable", "Disabled");
    wanted.put("SecureBoot", "Disabled");
    wanted.put("PxeDev1EnDis", "Disabled");
    wanted.put("HttpDev1EnDis", "Enabled");
    wanted.put("HttpDev2EnDis", "Disabled");
    wanted.put("HttpDev3EnDis", "Disabled");
    wanted.put("HttpDev4EnDis", "Disabled");
    pxe.ifPresent(name -> wanted.put("HttpDev1Interface", name));
    return wanted;
  }
}
