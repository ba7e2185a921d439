package dev.understack.language.sprig;

import dev.understack.language.value.GoText;
import dev.understack.language.value.GoType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.Adler32;

/** Base 64, base 32 and checksums. */
final class EncodingFunctions {
  private EncodingFunctions() {}

  static void addTo(FunctionTable table) {
    table.add("b64enc", a -> base64(GoText.bytes(a.text(0))), GoType.STRING);
    table.add("b64dec", a -> fromBase64(a.text(0)), GoType.STRING);
    table.add("b32enc", a -> Base32.encode(GoText.bytes(a.text(0))), GoType.STRING);
    table.add("b32dec", a -> Base32.decode(a.text(0)), GoType.STRING);
    table.add("sha1sum", a -> hash("SHA-1", a.text(0)), GoType.STRING);
    table.add("sha256sum", a -> hash("SHA-256", a.text(0)), GoType.STRING);
    table.add("sha512sum", a -> hash("SHA-512", a.text(0)), GoType.STRING);
    table.add("adler32sum", a -> adler32(a.text(0)), GoType.STRING);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The decoded text; for malformed text the problem, as sprig returns it. */
  private static String fromBase64(String text) {
    String plain = text.replace("\n", "").replace("\r", "");
    int bad = malformed(text);
    if (bad >= 0) {
      return "illegal base64 data at input byte " + bad;
    }
    return GoText.of(Base64.getDecoder().decode(plain.getBytes(StandardCharsets.UTF_8)));
  }

  /** The index at which Go's decoder stops, -1 when the text is well formed. */
  static int malformed(String text) {
    byte[] bytes = GoText.bytes(text);
    int inGroup = 0;
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (c == '\n' || c == '\r') {
        continue;
      }
      if (c == '=') {
        return inGroup < 2 ? i : badPadding(bytes, i, inGroup);
      }
      boolean valid = c < 0x80 && (Character.isLetterOrDigit(c) || c == '+' || c == '/');
      if (!valid) {
        return i;
      }
      inGroup = (inGroup + 1) % 4;
    }
    return inGroup == 0 ? -1 : bytes.length - inGroup;
  }

  private static int badPadding(byte[] bytes, int first, int inGroup) {
    int wanted = 4 - inGroup;
    int i = first;
    while (i < bytes.length && wanted > 0) {
      if (bytes[i] == '=') {
        wanted--;
      } else if (bytes[i] != '\n' && bytes[i] != '\r') {
        return i;
      }
      i++;
    }
    while (i < bytes.length && (bytes[i] == '\n' || bytes[i] == '\r')) {
      i++;
    }
    if (wanted > 0) {
      return bytes.length;
    }
    return i < bytes.length ? i : -1;
  }

  private static String hash(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(GoText.bytes(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static String adler32(String text) {
    Adler32 checksum = new Adler32();
    checksum.update(GoText.bytes(text));
    return Long.toString(checksum.getValue());
  }
}
