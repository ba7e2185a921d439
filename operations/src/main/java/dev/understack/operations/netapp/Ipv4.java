package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address with the length of its network.
 *
 * @param bits of the address
 */
record Ipv4(int bits, int prefixLength) {
  private static final Pattern SHAPE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})(?:/(\\d{1,2}))?");

  static Ipv4 of(String text) {
    Matcher parts = SHAPE.matcher(text);
    int length = parts.matches() && parts.group(5) != null ? Integer.parseInt(parts.group(5)) : 32;
    if (!parts.matches() || length > 32) {
      throw new OperationFailedException(text + " is not an IPv4 address");
    }
    int bits = 0;
    for (int i = 1; i <= 4; i++) {
      int octet = Integer.parseInt(parts.group(i));
      if (octet > 255) {
        throw new OperationFailedException(text + " is not an IPv4 address");
      }
      bits = bits << 8 | octet;
    }
    return new Ipv4(bits, length);
  }

  String address() {
    return dotted(bits);
  }

  String netmask() {
    return dotted(mask());
  }

  /** The first address of its network that a host may have; in tiny networks any may. */
  Ipv4 firstHost() {
    int first = bits & mask();
    return new Ipv4(prefixLength < 31 ? first + 1 : first, prefixLength);
  }

  boolean isWithin(Ipv4 network) {
    return (bits & network.mask()) == (network.bits & network.mask());
  }

  private int mask() {
    return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
  }

  private static String dotted(int value) {
    return (value >>> 24)
        + "."
        + (value >>> 16 & 255)
        + "."
        + (value >>> 8 & 255)
        + "."
        + (value & 255);
  }
}
