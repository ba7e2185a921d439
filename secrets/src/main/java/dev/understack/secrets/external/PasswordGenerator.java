package dev.understack.secrets.external;

import dev.understack.model.KubeObject;
import java.security.SecureRandom;
import tools.jackson.databind.JsonNode;

/** The generator of kind Password: random letters with so many digits and symbols among them. */
final class PasswordGenerator {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DEFAULT_LENGTH = 24;
  private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final String DIGITS = "0123456789";
  private static final String SYMBOLS = "~!@#$%^&*()_+`-={}|[]\\:\"<>?,./";

  private PasswordGenerator() {}

  /** A new password as the object asks for. */
  static String generate(KubeObject object) {
    JsonNode spec = object.spec();
    int length = spec.path("length").asInt(DEFAULT_LENGTH);
    int digits = spec.path("digits").asInt(length / 4);
    int symbols = spec.path("symbols").asInt(length / 4);
    int letters = length - digits - symbols;
    boolean repeat = spec.path("allowRepeat").asBoolean(false);
    if (letters < 0) {
      throw new ProviderException(
          "password: number of digits and symbols must be less than total length");
    }
    StringBuilder password = new StringBuilder();
    String alphabet = spec.path("noUpper").asBoolean(false) ? LOWER : LOWER + UPPER;
    insert(password, alphabet, letters, repeat);
    insert(password, DIGITS, digits, repeat);
    insert(password, spec.path("symbolCharacters").asString(SYMBOLS), symbols, repeat);
    return password.toString();
  }

  /** Puts characters of an alphabet at random places. */
  private static void insert(StringBuilder password, String alphabet, int count, boolean repeat) {
    if (!repeat && count > alphabet.codePoints().distinct().count()) {
      throw new ProviderException(
          "password: number of characters exceeds available ones and repeats are not allowed");
    }
    for (int placed = 0; placed < count; ) {
      char c = alphabet.charAt(RANDOM.nextInt(alphabet.length()));
      if (repeat || password.indexOf(String.valueOf(c)) < 0) {
        password.insert(RANDOM.nextInt(password.length() + 1), c);
        placed++;
      }
    }
  }
}
