package dev.understack.language.sprig;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bcrypt password hash, version 2a. */
final class Bcrypt {
  /** The cost that Go uses by default: 2 to the power of it rounds. */
  static final int COST = 10;

  static final int SALT_BYTES = 16;
  static final int LONGEST_PASSWORD = 72;

  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int HASH_BYTES = 23;
  private static final int SUBKEYS = 18;
  private static final int BOXES = 4 * 256;
  private static final int[] PI = piWords(SUBKEYS + BOXES);

  private final int[] p = Arrays.copyOf(PI, SUBKEYS);
  private final int[] s = Arrays.copyOfRange(PI, SUBKEYS, SUBKEYS + BOXES);
  private int left;
  private int right;

  private Bcrypt() {}

  /** The hash of a password of at most {@link #LONGEST_PASSWORD} bytes. */
  static String hash(byte[] password, byte[] salt, int cost) {
    byte[] key = Arrays.copyOf(password, password.length + 1);
    Bcrypt cipher = new Bcrypt();
    cipher.expand(key, salt);
    byte[] none = new byte[SALT_BYTES];
    for (int i = 0; i < 1 << cost; i++) {
      cipher.expand(key, none);
      cipher.expand(salt, none);
    }
    byte[] text = "OrpheanBeholderScryDoubt".getBytes(StandardCharsets.US_ASCII);
    for (int block = 0; block < text.length; block += 8) {
      cipher.left = word(text, block);
      cipher.right = word(text, block + 4);
      for (int i = 0; i < 64; i++) {
        cipher.encrypt();
      }
      store(cipher.left, text, block);
      store(cipher.right, text, block + 4);
    }
    String digits = cost < 10 ? "0" + cost : Integer.toString(cost);
    return "$2a$" + digits + "$" + encode(salt, SALT_BYTES) + encode(text, HASH_BYTES);
  }

  private void expand(byte[] key, byte[] salt) {
    int at = 0;
    for (int i = 0; i < SUBKEYS; i++) {
      int word = 0;
      for (int k = 0; k < 4; k++) {
        word = (word << 8) | (key[at] & 0xff);
        at = (at + 1) % key.length;
      }
      p[i] ^= word;
    }
    left = 0;
    right = 0;
    int saltAt = fill(p, salt, 0);
    fill(s, salt, saltAt);
  }

  private int fill(int[] words, byte[] salt, int from) {
    int at = from;
    for (int i = 0; i < words.length; i += 2) {
      left ^= word(salt, at);
      right ^= word(salt, at + 4);
      at = (at + 8) % SALT_BYTES;
      encrypt();
      words[i] = left;
      words[i + 1] = right;
    }
    return at;
  }

  private void encrypt() {
    int l = left ^ p[0];
    int r = right;
    for (int i = 1; i < 17; i += 2) {
      r ^= mix(l) ^ p[i];
      l ^= mix(r) ^ p[i + 1];
    }
    left = r ^ p[17];
    right = l;
  }

  private int mix(int x) {
    int sum = s[x >>> 24] + s[256 + ((x >>> 16) & 0xff)];
    return (sum ^ s[512 + ((x >>> 8) & 0xff)]) + s[768 + (x & 0xff)];
  }

  private static int word(byte[] bytes, int at) {
    int word = 0;
    for (int i = 0; i < 4; i++) {
      word = (word << 8) | (bytes[at + i] & 0xff);
    }
    return word;
  }

  private static void store(int word, byte[] bytes, int at) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (word >>> (24 - 8 * i));
    }
  }

  private static String encode(byte[] bytes, int count) {
    StringBuilder out = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (int i = 0; i < count; i++) {
      buffer = (buffer << 8) | (bytes[i] & 0xff);
      bits += 8;
      while (bits >= 6) {
        bits -= 6;
        out.append(ALPHABET.charAt((buffer >>> bits) & 63));
      }
    }
    if (bits > 0) {
      out.append(ALPHABET.charAt((buffer << (6 - bits)) & 63));
    }
    return out.toString();
  }

  /** The first bits of the fraction of pi, from which Blowfish starts. */
  private static int[] piWords(int count) {
    int guard = 64;
    int bits = 32 * count + guard;
    // Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).
    BigInteger pi = arctan(5, bits).shiftLeft(4).subtract(arctan(239, bits).shiftLeft(2));
    BigInteger fraction = pi.subtract(BigInteger.valueOf(3).shiftLeft(bits)).shiftRight(guard);
    int[] words = new int[count];
    for (int i = count - 1; i >= 0; i--) {
      words[i] = fraction.intValue();
      fraction = fraction.shiftRight(32);
    }
    return words;
  }

  private static BigInteger arctan(int inverse, int bits) {
    BigInteger square = BigInteger.valueOf((long) inverse * inverse);
    BigInteger power = BigInteger.ONE.shiftLeft(bits).divide(BigInteger.valueOf(inverse));
    BigInteger sum = power;
    for (int n = 3; power.signum() != 0; n += 2) {
      power = power.divide(square);
      BigInteger term = power.divide(BigInteger.valueOf(n));
      sum = n % 4 == 3 ? sum.subtract(term) : sum.add(term);
    }
    return sum;
  }
}
