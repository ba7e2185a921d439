package dev.understack.operations.bmc;

import dev.understack.operations.OperationFailedException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** The password that every management controller gets, made from its address and a master key. */
public final class StandardPassword {
  private static final byte[] SALT = "NaCl".getBytes(StandardCharsets.US_ASCII);
  private static final int ITERATIONS = 100_000;
  private static final int BYTES = 15;

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

  private static boolean isAddress(String text) {
    boolean shape =
        text.matches("\\d{1,3}(\\.\\d{1,3}){3}")
            || (text.contains(":") && text.matches("[0-9A-Fa-f:.]+"));
    try {
      return shape && InetAddress.getByName(text).getHostAddress() != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
