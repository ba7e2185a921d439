package dev.understack.executors;

import dev.understack.executors.files.FileTree;
import dev.understack.model.Json;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Tells what a container writes into its progress file, while it runs. */
final class ProgressFile implements AutoCloseable {
  private static final Pattern PROGRESS = Pattern.compile("\\d+/\\d+");
  private static final Duration TICK = Duration.ofSeconds(3);
  private final FileTree files;
  private final Consumer<String> listener;
  private final Thread thread;
  // Used by the thread, and after its end by close().
  private String told = "";

  ProgressFile(FileTree files, Consumer<String> listener) {
    this.files = files;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("progress").start(this::follow);
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(TICK);
        look();
      }
    } catch (InterruptedException end) {
      // The container has ended.
    }
  }

  private void look() {
    String text = files.read(ArgoVariables.PROGRESS_FILE).map(Json::text).orElse("").strip();
    String last = text.substring(text.lastIndexOf('\n') + 1);
    if (!last.equals(told) && PROGRESS.matcher(last).matches()) {
      told = last;
      listener.accept(last);
    }
  }

  /** Looks a last time. */
  @Override
  public void close() {
    thread.interrupt();
    boolean ended = false;
    while (!ended) {
      try {
        ended = thread.join(TICK);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    look();
  }
}
