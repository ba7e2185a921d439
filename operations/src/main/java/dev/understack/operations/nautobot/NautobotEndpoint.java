package dev.understack.operations.nautobot;

/** The collections of Nautobot that operations use. */
public enum NautobotEndpoint {
  TENANTS("tenancy/tenants", "tenant"),
  DEVICES("dcim/devices", "device"),
  INTERFACES("dcim/interfaces", "interface"),
  CABLES("dcim/cables", "cable"),
  NAMESPACES("ipam/namespaces", "namespace"),
  PREFIXES("ipam/prefixes", "prefix"),
  IP_ADDRESSES("ipam/ip-addresses", "ip-address"),
  IP_ADDRESS_TO_INTERFACE("ipam/ip-address-to-interface", "ip-address-to-interface"),
  UCVNIS("plugins/undercloud-vni/ucvnis", "ucvni"),
  UCVNI_GROUPS("plugins/undercloud-vni/ucvni-groups", "ucvni-group"),
  NOTES("extras/notes", "note");

  private final String path;
  private final String kind;

  NautobotEndpoint(String path, String kind) {
    this.path = path;
    this.kind = kind;
  }

  String path() {
    return path;
  }

  /** What one object of the collection is called in change reports. */
  public String kind() {
    return kind;
  }
}
