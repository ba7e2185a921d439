package dev.understack.sources.webhook;

import dev.understack.model.events.SecretKey;
import dev.understack.sources.http.HttpCall;
import dev.understack.sources.spi.Secrets;
import dev.understack.sources.spi.Secrets.MissingSecretException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature that Nautobot sends with its webhooks: {@code X-Hook-Signature} holds the
 * HMAC-SHA512 of the raw body in lower-case hexadecimal digits. Asked for by the annotation {@code
 * understack.dev/hmac-sha512-secret: <secret>/<key>}.
 */
final class HookSignature {
  static final String ANNOTATION = "understack.dev/hmac-sha512-secret";
  private static final String HEADER = "X-Hook-Signature";
  private static final String ALGORITHM = "HmacSHA512";

  private final Secrets secrets;
  private final SecretKey secret;

  HookSignature(Secrets secrets, SecretKey secret) {
    this.secrets = secrets;
    this.secret = secret;
  }

  /** The selector in an annotation's text; empty when it is not {@code secret/key}. */
  static Optional<SecretKey> selector(String annotation) {
    String[] parts = annotation.trim().split("/", -1);
    return parts.length == 2 && !parts[0].isEmpty() && !parts[1].isEmpty()
        ? Optional.of(new SecretKey(parts[0], parts[1]))
        : Optional.empty();
  }

  /** Whether the call is signed with the secret; false when the secret cannot be read. */
  boolean matches(HttpCall call, byte[] body) {
    try {
      String expected = sign(secrets.text(secret), body);
      return MessageDigest.isEqual(
          expected.getBytes(StandardCharsets.US_ASCII),
          call.header(HEADER).getBytes(StandardCharsets.UTF_8));
    } catch (MissingSecretException | GeneralSecurityException e) {
      return false;
    }
  }

  static String sign(String key, byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(ALGORITHM);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
    return HexFormat.of().formatHex(mac.doFinal(body));
  }
}
