package dev.understack.operations.bmc;

import dev.understack.operations.OperationFailedException;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The password that every management controller gets, made from its address and a master key. */
public final class StandardPassword {
  private static final byte[] SALT = "NaCl".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 100_000;
  private static final int BYTES = 15;
  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  private StandardPassword() {}

  /** 20 characters; the spelling of the address matters. */
  public static String of(String address, String master) {
    if (!isAddress(address)) {
      throw new OperationFailedException("Need an IPv4 address, not '" + address + "'");
    }
    if (master.isEmpty()) {
      throw new OperationFailedException("Missing/empty master_key!");
    }
    try {
      PBEKeySpec spec =
          new PBEKeySpec((master + address).toCharArray(), SALT, ITERATIONS, BYTES * 8);
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      return Base64.getEncoder().encodeToString(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no PBKDF2", e);
    }
  }

  /** As Python reads addresses: no leading zeros, no short forms of IPv4. */
  private static boolean isAddress(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    try {
      return IPV6.matcher(text).matches() && Inet6Address.ofLiteral(text) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
