package dev.understack.standins.nautobot;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Values that Nautobot stores in one way, however they are written. */
final class Formats {
  static final int LONGEST_TEXT = 255;

  private static final Pattern ZEROS = Pattern.compile("(?:^|:)0(?::0)+(?::|$)");

  private Formats() {}

  /** A UUID with its dashes. */
  static Optional<String> uuid(String text) {
    String hex = text.replace("-", "").toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{32}")) {
      return Optional.empty();
    }
    return Optional.of(
        new UUID(
                Long.parseUnsignedLong(hex.substring(0, 16), 16),
                Long.parseUnsignedLong(hex.substring(16), 16))
            .toString());
  }

  static Optional<String> mac(String text) {
    String hex = text.replaceAll("[:.-]", "").toUpperCase(Locale.ROOT);
    return hex.matches("[0-9A-F]{12}")
        ? Optional.of(hex.replaceAll("(..)(?=.)", "$1:"))
        : Optional.empty();
  }

  /** A prefix without host bits; an address without length is a prefix of one. */
  static Optional<String> network(String text) {
    String[] parts = text.split("/", 2);
    Optional<byte[]> address = address(parts[0]);
    if (address.isEmpty() || (parts.length > 1 && !parts[1].matches("\\d{1,3}"))) {
      return Optional.empty();
    }
    int bits = address.get().length * 8;
    int length = parts.length > 1 ? Integer.parseInt(parts[1]) : bits;
    if (length > bits) {
      return Optional.empty();
    }
    BigInteger first =
        new BigInteger(1, address.get()).shiftRight(bits - length).shiftLeft(bits - length);
    byte[] full = new byte[bits / 8];
    byte[] bytes = first.toByteArray();
    int taken = Math.min(bytes.length, full.length);
    System.arraycopy(bytes, bytes.length - taken, full, full.length - taken, taken);
    try {
      return Optional.of(shortened(InetAddress.getByAddress(full)) + "/" + length);
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The longest run of zeros of an IPv6 address becomes two colons. */
  private static String shortened(InetAddress address) {
    String text = address.getHostAddress();
    Matcher zeros = ZEROS.matcher(text);
    int start = 0;
    int end = 0;
    while (zeros.find()) {
      if (zeros.end() - zeros.start() > end - start) {
        start = zeros.start();
        end = zeros.end();
      }
    }
    return end == 0 ? text : text.substring(0, start) + "::" + text.substring(end);
  }

  static boolean contains(String network, String host) {
    String length = network.substring(network.indexOf('/'));
    return network(host + length).equals(Optional.of(network));
  }

  static Optional<byte[]> address(String text) {
    if (!text.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** How Nautobot shows what it looked for: a Python dictionary, nested fields joined. */
  static String lookup(JsonNode value) {
    StringBuilder shown = new StringBuilder("{");
    if (value.isObject()) {
      append(shown, "", value);
    } else {
      String text = value.asString();
      append(shown, uuid(text).isPresent() ? "id" : "name", value);
    }
    return shown.append('}').toString();
  }

  private static void append(StringBuilder shown, String name, JsonNode value) {
    if (value.isObject()) {
      for (Map.Entry<String, JsonNode> each : value.properties()) {
        append(
            shown, name.isEmpty() ? each.getKey() : name + "__" + each.getKey(), each.getValue());
      }
      return;
    }
    String text = value.asString();
    shown.append(shown.length() > 1 ? ", " : "");
    if (name.equals("id")) {
      shown.append("'pk': UUID('").append(text).append("')");
    } else {
      shown.append('\'').append(name).append("': '").append(text).append('\'');
    }
  }
}
