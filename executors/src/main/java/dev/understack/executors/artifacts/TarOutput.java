package dev.understack.executors.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes a tar archive: ustar headers, GNU entries for long names. For one thread. */
final class TarOutput implements AutoCloseable {
  static final int BLOCK = 512;
  private static final int SHORT_NAME = 100;
  private static final long OCTAL_LIMIT = 077777777777L;
  private final OutputStream out;

  TarOutput(OutputStream out) {
    this.out = out;
  }

  void folder(String name, int mode) throws IOException {
    header(name.endsWith("/") ? name : name + "/", mode, 0, '5');
  }

  /**
   * @param size what {@code content} holds; a file that changed its size meanwhile is an error
   */
  void file(String name, int mode, long size, InputStream content) throws IOException {
    header(name, mode, size, '0');
    long written = content.transferTo(out);
    if (written != size) {
      throw new IOException(name + " changed while it was read");
    }
    pad(size);
  }

  private void header(String name, int mode, long size, char type) throws IOException {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    if (text.length > SHORT_NAME) {
      block("././@LongLink".getBytes(StandardCharsets.UTF_8), 0644, text.length + 1L, 'L');
      out.write(text);
      out.write(0);
      pad(text.length + 1L);
    }
    block(text, mode, size, type);
  }

  private void block(byte[] name, int mode, long size, char type) throws IOException {
    byte[] block = new byte[BLOCK];
    System.arraycopy(name, 0, block, 0, Math.min(name.length, SHORT_NAME));
    octal(block, 100, 8, mode & 07777);
    octal(block, 108, 8, 0);
    octal(block, 116, 8, 0);
    if (size <= OCTAL_LIMIT) {
      octal(block, 124, 12, size);
    } else {
      block[124] = (byte) 0x80;
      for (int i = 0; i < 8; i++) {
        block[135 - i] = (byte) (size >>> (8 * i));
      }
    }
    octal(block, 136, 12, 0);
    block[156] = (byte) type;
    put(block, 257, "ustar\00000");
    put(block, 148, "        ");
    int sum = 0;
    for (byte b : block) {
      sum += b & 0xff;
    }
    put(block, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    out.write(block);
  }

  private static void octal(byte[] block, int at, int width, long value) {
    put(block, at, String.format(Locale.ROOT, "%0" + (width - 1) + "o", value));
  }

  private static void put(byte[] block, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bytes, 0, block, at, bytes.length);
  }

  private void pad(long size) throws IOException {
    out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  /** Ends the archive and closes the stream below. */
  @Override
  public void close() throws IOException {
    out.write(new byte[2 * BLOCK]);
    out.close();
  }
}
