package dev.understack.executors.artifacts;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Passes standard output on and keeps its last 256 KiB for {@code outputs.result}. For one writer;
 * the result is read after the end.
 */
public final class ResultCapture extends FilterOutputStream {
  private static final int KEPT = 256 * 1024;
  private byte[] ring = new byte[1024];
  private long written;

  public ResultCapture(OutputStream next) {
    super(next);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    keep((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    for (int i = Math.max(offset, offset + length - KEPT); i < offset + length; i++) {
      keep(bytes[i]);
    }
  }

  private void keep(byte b) {
    if (written == ring.length && ring.length < KEPT) {
      ring = java.util.Arrays.copyOf(ring, ring.length * 2);
    }
    ring[(int) (written % ring.length)] = b;
    written++;
  }

  /** What was kept, without one line end at its end. */
  public String result() {
    int length = (int) Math.min(written, ring.length);
    byte[] kept = new byte[length];
    long first = written - length;
    for (int i = 0; i < length; i++) {
      kept[i] = ring[(int) ((first + i) % ring.length)];
    }
    String text = new String(kept, StandardCharsets.UTF_8);
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
