package dev.understack.standins.redfish;

/** Whose controller it is; their Redfish differs in paths, links and what they have at all. */
public enum Vendor {
  /** iDRAC: named members, the session's path in the body, attributes, neighbours by LLDP. */
  DELL(
      "Dell Inc.",
      "/redfish/v1/Systems/System.Embedded.1",
      "/redfish/v1/Managers/iDRAC.Embedded.1"),
  /** iLO: numbered members, links that end with a slash, the session's path as a full address. */
  HPE("HPE", "/redfish/v1/Systems/1", "/redfish/v1/Managers/1");

  final String manufacturer;
  final String system;
  final String manager;

  Vendor(String manufacturer, String system, String manager) {
    this.manufacturer = manufacturer;
    this.system = system;
    this.manager = manager;
  }

  /** How a member is linked to. */
  String link(String path) {
    return this == HPE ? path + "/" : path;
  }
}
