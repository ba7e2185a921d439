package dev.understack.executors.logs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Cuts bytes into lines; a line longer than 16 KiB is cut there. For one thread at a time. */
final class LineOutput extends OutputStream {
  private static final int LONGEST = 16 * 1024;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final LineSink sink;

  LineOutput(LineSink sink) {
    this.sink = sink;
  }

  /** Takes a line without its end. */
  @FunctionalInterface
  interface LineSink {
    void line(String text) throws IOException;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (b == '\n') {
      emit();
      return;
    }
    line.write(b);
    if (line.size() >= LONGEST) {
      emit();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    if (line.size() > 0) {
      emit();
    }
  }

  private void emit() throws IOException {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    sink.line(text);
  }
}
