package dev.understack.secrets;

import java.security.SecureRandom;
import java.util.Base64;

/** Random passwords. Safe for several threads. */
public final class Passwords {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 24;

  private Passwords() {}

  /** 32 characters that need no escaping in URLs. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
