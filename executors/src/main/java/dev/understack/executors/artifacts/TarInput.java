package dev.understack.executors.artifacts;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a tar archive: ustar, GNU long names, and the path and size of pax headers. */
final class TarInput {
  private static final int LONGEST_HEADER = 1024 * 1024;

  private TarInput() {}

  /** One file or folder. */
  record Entry(String name, int mode, long size, boolean folder) {}

  /** Takes an entry; what it does not read of the content is skipped. */
  @FunctionalInterface
  interface EntryReader {
    void read(Entry entry, InputStream content) throws IOException;
  }

  /** Whether the stream begins with a tar header. */
  static boolean isTar(InputStream content) throws IOException {
    byte[] block = content.readNBytes(TarOutput.BLOCK);
    return block.length == TarOutput.BLOCK && text(block, 257, 5).equals("ustar");
  }

  static void read(InputStream in, EntryReader reader) throws IOException {
    String longName = "";
    long longSize = -1;
    while (true) {
      byte[] block = in.readNBytes(TarOutput.BLOCK);
      if (block.length < TarOutput.BLOCK || block[0] == 0) {
        return;
      }
      long size = longSize >= 0 ? longSize : number(block, 124, 12);
      char type = (char) block[156];
      switch (type) {
        case 'L' -> longName = header(in, size).replace("\0", "");
        case 'x' -> {
          String pax = header(in, size);
          longName = pax(pax, "path", longName);
          longSize = Long.parseLong(pax(pax, "size", "-1"));
        }
        case 'g' -> header(in, size);
        case '0', '\0', '5' -> {
          String name = longName.isEmpty() ? name(block) : longName;
          boolean folder = type == '5' || name.endsWith("/");
          Bounded content = new Bounded(in, size);
          reader.read(new Entry(name, (int) number(block, 100, 8) & 07777, size, folder), content);
          content.skipRest();
          skip(in, padding(size));
          longName = "";
          longSize = -1;
        }
        default ->
            throw new IOException(
                "entry " + name(block) + " of the archive is neither a file nor a folder");
      }
    }
  }

  private static String header(InputStream in, long size) throws IOException {
    if (size > LONGEST_HEADER) {
      throw new IOException("the archive has a header of " + size + " bytes");
    }
    byte[] content = in.readNBytes((int) size);
    skip(in, padding(size));
    return new String(content, StandardCharsets.UTF_8);
  }

  private static String pax(String header, String key, String absent) {
    String found = absent;
    for (String line : header.split("\n", -1)) {
      int space = line.indexOf(' ');
      int equals = line.indexOf('=');
      if (space >= 0 && equals > space && line.substring(space + 1, equals).equals(key)) {
        found = line.substring(equals + 1);
      }
    }
    return found;
  }

  private static String name(byte[] block) {
    String prefix = text(block, 345, 155);
    String name = text(block, 0, 100);
    // GNU archives keep times where ustar keeps the prefix.
    boolean ustar = block[262] == 0;
    return prefix.isEmpty() || !ustar ? name : prefix + "/" + name;
  }

  private static String text(byte[] block, int at, int width) {
    int end = at;
    while (end < at + width && block[end] != 0) {
      end++;
    }
    return new String(block, at, end - at, StandardCharsets.UTF_8);
  }

  private static long number(byte[] block, int at, int width) throws IOException {
    if ((block[at] & 0x80) != 0) {
      long value = block[at] & 0x7f;
      for (int i = at + 1; i < at + width; i++) {
        value = value << 8 | (block[i] & 0xff);
      }
      return value;
    }
    String digits = text(block, at, width).trim();
    try {
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    } catch (NumberFormatException e) {
      throw new IOException("the archive is damaged: \"" + digits + "\" is no octal number", e);
    }
  }

  private static long padding(long size) {
    return (TarOutput.BLOCK - size % TarOutput.BLOCK) % TarOutput.BLOCK;
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    try {
      in.skipNBytes(bytes);
    } catch (EOFException e) {
      throw new IOException("the archive is cut off", e);
    }
  }

  /** The next bytes of a stream. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long size) {
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int got = in.read(bytes, offset, (int) Math.min(length, left));
      if (got < 0) {
        throw new IOException("the archive is cut off");
      }
      left -= got;
      return got;
    }

    void skipRest() throws IOException {
      TarInput.skip(in, left);
      left = 0;
    }
  }
}
