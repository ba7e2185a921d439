package dev.understack.standins.nautobot;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An address needs a prefix of its namespace around it, and gets a full mask when it has none. */
final class IpRules {
  private final Tables tables;

  IpRules(Tables tables) {
    this.tables = tables;
  }

  void place(ObjectNode row) {
    String address = row.path("address").asString("");
    String host = address.replaceAll("/.*$", "");
    row.put("host", host);
    if (!address.contains("/")) {
      row.put("address", host + (host.contains(":") ? "/128" : "/32"));
    }
    boolean hasParent =
        tables.all(tables.need(Models.PREFIXES)).stream()
            .filter(prefix -> prefix.path("namespace").equals(row.path("namespace")))
            .anyMatch(prefix -> contains(prefix, host));
    if (!hasParent) {
      throw RefusedException.field(
          "__all__",
          "No suitable parent Prefix for "
              + host
              + " exists in Namespace "
              + row.path("namespace").asString(""));
    }
  }

  private static boolean contains(JsonNode prefix, String host) {
    String[] parts = prefix.path("prefix").asString().split("/", 2);
    byte[] network = bytes(parts[0]);
    byte[] address = bytes(host);
    if (network.length != address.length) {
      return false;
    }
    int shift = network.length * 8 - Integer.parseInt(parts[1]);
    return new BigInteger(1, network)
        .shiftRight(shift)
        .equals(new BigInteger(1, address).shiftRight(shift));
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw RefusedException.field("address", "Enter a valid IPv4 or IPv6 address.");
    }
  }
}
