package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One network interface of a storage machine as Nautobot plans it.
 *
 * @param name like {@code N1-lif-A}: node 1, side A
 */
record LogicalInterface(String name, Ipv4 address, int vlan) {
  static final int INVALID = 3;
  private static final Pattern NAME = Pattern.compile("N([12])-lif-([AB])");
  private static final Ipv4 SHARED_SPACE = Ipv4.of("100.64.0.0/10");

  LogicalInterface {
    if (vlan < 1 || vlan > 4094) {
      throw invalid(name, "VLAN " + vlan + " is not between 1 and 4094");
    }
  }

  static LogicalInterface of(JsonNode planned) {
    String name = planned.path("name").asString("");
    List<JsonNode> addresses = Trees.items(planned.path("ip_addresses"));
    List<JsonNode> vlans = Trees.items(planned.path("tagged_vlans"));
    if (addresses.size() != 1) {
      throw invalid(name, addresses.size() + " addresses, expected one");
    }
    if (vlans.size() != 1) {
      throw invalid(name, vlans.size() + " tagged VLANs, expected one");
    }
    return new LogicalInterface(
        name,
        Ipv4.of(addresses.getFirst().path("address").asString("")),
        vlans.getFirst().path("vid").asInt(0));
  }

  private static OperationFailedException invalid(String name, String reason) {
    return new OperationFailedException(
        INVALID, "Data validation failed: interface " + name + " has " + reason);
  }

  /** 1 or 2. */
  int node() {
    return Integer.parseInt(parts().group(1));
  }

  /** The port of the node that it uses, for example {@code e4a}. */
  String basePort(String prefix) {
    return prefix + parts().group(2).toLowerCase(Locale.ROOT);
  }

  Ipv4 nextHop() {
    return address.firstHost();
  }

  /** Where a route by this next hop leads. */
  static Ipv4 destination(Ipv4 nextHop) {
    if (!nextHop.isWithin(SHARED_SPACE)) {
      throw new OperationFailedException(nextHop.address() + " is not within 100.64.0.0/10");
    }
    boolean upper = (nextHop.bits() >>> 8 & 255) >= 128;
    return Ipv4.of(upper ? "100.126.128.0/17" : "100.126.0.0/17");
  }

  private Matcher parts() {
    Matcher parts = NAME.matcher(name);
    if (!parts.matches()) {
      throw new OperationFailedException("interface " + name + " has no name like N1-lif-A");
    }
    return parts;
  }
}
