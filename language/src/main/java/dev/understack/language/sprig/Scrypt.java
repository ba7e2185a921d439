package dev.understack.language.sprig;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The scrypt key derivation, RFC 7914. */
final class Scrypt {
  private static final int SALSA_WORDS = 16;

  private Scrypt() {}

  /** A key of {@code length} bytes. */
  static byte[] key(byte[] password, byte[] salt, int cost, int blockSize, int lanes, int length)
      throws GeneralSecurityException {
    int words = 32 * blockSize;
    byte[] blocks = pbkdf2(password, salt, lanes * words * 4);
    ByteBuffer buffer = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN);
    for (int lane = 0; lane < lanes; lane++) {
      int[] block = new int[words];
      for (int i = 0; i < words; i++) {
        block[i] = buffer.getInt((lane * words + i) * 4);
      }
      block = mixed(block, cost);
      for (int i = 0; i < words; i++) {
        buffer.putInt((lane * words + i) * 4, block[i]);
      }
    }
    return pbkdf2(password, blocks, length);
  }

  private static byte[] pbkdf2(byte[] password, byte[] salt, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(password.length == 0 ? new byte[1] : password, "HmacSHA256"));
    byte[] out = new byte[length];
    int at = 0;
    for (int block = 1; at < length; block++) {
      mac.update(salt);
      byte[] part = mac.doFinal(ByteBuffer.allocate(4).putInt(block).array());
      int count = Math.min(part.length, length - at);
      System.arraycopy(part, 0, out, at, count);
      at += count;
    }
    return out;
  }

  private static int[] mixed(int[] block, int cost) {
    int[][] memory = new int[cost][];
    int[] x = block;
    for (int i = 0; i < cost; i++) {
      memory[i] = x;
      x = blockMix(x);
    }
    for (int i = 0; i < cost; i++) {
      int[] other = memory[x[x.length - SALSA_WORDS] & (cost - 1)];
      int[] sum = new int[x.length];
      for (int k = 0; k < sum.length; k++) {
        sum[k] = x[k] ^ other[k];
      }
      x = blockMix(sum);
    }
    return x;
  }

  private static int[] blockMix(int[] block) {
    int chunks = block.length / SALSA_WORDS;
    int[] x = Arrays.copyOfRange(block, block.length - SALSA_WORDS, block.length);
    int[] out = new int[block.length];
    for (int i = 0; i < chunks; i++) {
      for (int k = 0; k < SALSA_WORDS; k++) {
        x[k] ^= block[i * SALSA_WORDS + k];
      }
      salsa(x);
      int to = (i % 2 == 0 ? i / 2 : chunks / 2 + i / 2) * SALSA_WORDS;
      System.arraycopy(x, 0, out, to, SALSA_WORDS);
    }
    return out;
  }

  private static void salsa(int[] block) {
    int[] x = block.clone();
    for (int round = 0; round < 4; round++) {
      for (int column = 0; column < 4; column++) {
        quarter(x, 5 * column, 4, column);
      }
      for (int row = 0; row < 4; row++) {
        quarter(x, 5 * row, 1, row);
      }
    }
    for (int i = 0; i < SALSA_WORDS; i++) {
      block[i] += x[i];
    }
  }

  /** One column or row, from its place on the diagonal on. */
  private static void quarter(int[] x, int diagonal, int step, int line) {
    int[] at = new int[4];
    for (int i = 0; i < 4; i++) {
      at[i] = step == 4 ? (diagonal + 4 * i) % SALSA_WORDS : 4 * line + (diagonal + i) % 4;
    }
    x[at[1]] ^= Integer.rotateLeft(x[at[0]] + x[at[3]], 7);
    x[at[2]] ^= Integer.rotateLeft(x[at[1]] + x[at[0]], 9);
    x[at[3]] ^= Integer.rotateLeft(x[at[2]] + x[at[1]], 13);
    x[at[0]] ^= Integer.rotateLeft(x[at[3]] + x[at[2]], 18);
  }
}
