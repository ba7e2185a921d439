package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoText;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Passwords derived from a master password, as Master Password (Spectre) derives them. */
final class DerivedPassword {
  private static final byte[] SEED =
      "com.lyndir.masterpassword".getBytes(StandardCharsets.US_ASCII);
  private static final String VOWELS = "AEIOU";
  private static final String CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ";
  private static final Map<String, List<String>> TEMPLATES =
      Map.of(
          "maximum",
          List.of("anoxxxxxxxxxxxxxxxxx", "axxxxxxxxxxxxxxxxxno"),
          "long",
          List.of(
              "CvcvnoCvcvCvcv",
              "CvcvCvcvnoCvcv",
              "CvcvCvcvCvcvno",
              "CvccnoCvcvCvcv",
              "CvccCvcvnoCvcv",
              "CvccCvcvCvcvno",
              "CvcvnoCvccCvcv",
              "CvcvCvccnoCvcv",
              "CvcvCvccCvcvno",
              "CvcvnoCvcvCvcc",
              "CvcvCvcvnoCvcc",
              "CvcvCvcvCvccno",
              "CvccnoCvccCvcv",
              "CvccCvccnoCvcv",
              "CvccCvccCvcvno",
              "CvcvnoCvccCvcc",
              "CvcvCvccnoCvcc",
              "CvcvCvccCvccno",
              "CvccnoCvcvCvcc",
              "CvccCvcvnoCvcc",
              "CvccCvcvCvccno"),
          "medium",
          List.of("CvcnoCvc", "CvcCvcno"),
          "short",
          List.of("Cvcn"),
          "basic",
          List.of("aaanaaan", "aannaaan", "aaannaaa"),
          "pin",
          List.of("nnnn"));

  private DerivedPassword() {}

  static String derive(long counter, String type, String password, String user, String site) {
    List<String> templates = TEMPLATES.get(type);
    if (templates == null) {
      return "cannot find password template " + type;
    }
    try {
      byte[] salt = joined(GoText.bytes(user), new byte[0]);
      byte[] key = Scrypt.key(GoText.bytes(password), salt, 32768, 8, 2, 64);
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] count = ByteBuffer.allocate(4).putInt((int) counter).array();
      byte[] seed = mac.doFinal(joined(GoText.bytes(site), count));
      String template = templates.get((seed[0] & 0xff) % templates.size());
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < template.length(); i++) {
        String characters = characters(template.charAt(i));
        out.append(characters.charAt((seed[i + 1] & 0xff) % characters.length()));
      }
      return out.toString();
    } catch (GeneralSecurityException e) {
      throw new FunctionException("failed to derive password: " + e.getMessage());
    }
  }

  private static byte[] joined(byte[] text, byte[] end) {
    return ByteBuffer.allocate(SEED.length + 4 + text.length + end.length)
        .put(SEED)
        .putInt(text.length)
        .put(text)
        .put(end)
        .array();
  }

  private static String characters(char kind) {
    String lowerVowels = "aeiou";
    String lowerConsonants = "bcdfghjklmnpqrstvwxyz";
    return switch (kind) {
      case 'V' -> VOWELS;
      case 'C' -> CONSONANTS;
      case 'v' -> lowerVowels;
      case 'c' -> lowerConsonants;
      case 'A' -> VOWELS + CONSONANTS;
      case 'a' -> VOWELS + lowerVowels + CONSONANTS + lowerConsonants;
      case 'n' -> "0123456789";
      case 'o' -> "@&%?,=[]_:-+*$#!'^~;()/.";
      default -> VOWELS + lowerVowels + CONSONANTS + lowerConsonants + "0123456789!@#$%^&*()";
    };
  }
}
