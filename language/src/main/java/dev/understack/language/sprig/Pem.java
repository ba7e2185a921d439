package dev.understack.language.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A PEM block.
 *
 * @param type for example {@code CERTIFICATE}
 * @param base64 its content
 */
record Pem(String type, String base64) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END [A-Z0-9 ]+-----");
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  static Pem of(String type, byte[] content) {
    return new Pem(type, LINES.encodeToString(content));
  }

  /** The first block of a text, null when there is none. */
  static @Nullable Pem find(String text) {
    Matcher matcher = BLOCK.matcher(text);
    return matcher.find() ? new Pem(matcher.group(1), matcher.group(2)) : null;
  }

  byte[] content() {
    return Base64.getMimeDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
