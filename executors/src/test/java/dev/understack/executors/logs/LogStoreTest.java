package dev.understack.executors.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understack.executors.pod.PodSpec.PodName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
  private static final PodName POD = new PodName("ns", "pod");
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  @Test
  void linesComeBackWithTheirTimeAndStream() throws Exception {
    LogStore logs = store(1000);
    try (LogFile log = logs.open(POD, "main")) {
      write(log, "one\ntwo with \r inside\n\nunfinished");
      log.stderr().write("oops\n".getBytes(StandardCharsets.UTF_8));
    }

    assertThat(lines(logs, LogQuery.ALL))
        .containsExactly(
            new LogLine(NOW, LogLine.Stream.STDOUT, "one"),
            new LogLine(NOW, LogLine.Stream.STDOUT, "two with \r inside"),
            new LogLine(NOW, LogLine.Stream.STDOUT, ""),
            new LogLine(NOW, LogLine.Stream.STDERR, "oops"),
            new LogLine(NOW, LogLine.Stream.STDOUT, "unfinished"));
    assertThat(logs.containers(POD)).containsExactly("main");
  }

  @Test
  void tailAndSinceLimitWhatIsShown() throws Exception {
    LogStore logs = store(1000);
    try (LogFile log = logs.open(POD, "main")) {
      write(log, "a\nb\nc\n");
    }

    assertThat(texts(logs, new LogQuery(false, OptionalInt.of(2), Optional.empty())))
        .containsExactly("b", "c");
    assertThat(
            texts(logs, new LogQuery(false, OptionalInt.empty(), Optional.of(NOW.plusSeconds(1)))))
        .isEmpty();
  }

  @Test
  void aFullLogKeepsItsNewestLines() throws Exception {
    LogStore logs = store(200);
    try (LogFile log = logs.open(POD, "main")) {
      for (int i = 0; i < 100; i++) {
        write(log, "line " + i + "\n");
      }
    }

    List<String> kept = texts(logs, LogQuery.ALL);
    assertThat(kept).hasSizeBetween(4, 12).endsWith("line 98", "line 99");
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum())
          .isLessThanOrEqualTo(400);
    }
  }

  @Test
  void aFollowerGetsEveryLineUntilTheContainerEnds() throws Exception {
    LogStore logs = store(500);
    LogFile log = logs.open(POD, "main");
    write(log, "first\n");
    List<String> seen = new CopyOnWriteArrayList<>();
    Thread follower = Thread.ofVirtual().start(() -> readInto(logs, LogQuery.FOLLOW, seen));
    await().until(() -> seen.contains("first"));

    for (int i = 0; i < 50; i++) {
      write(log, "n" + i + "\n");
      String expected = "n" + i;
      await().pollInterval(java.time.Duration.ofMillis(1)).until(() -> seen.contains(expected));
    }
    log.close();

    follower.join(10_000);
    assertThat(follower.isAlive()).isFalse();
    assertThat(seen).hasSize(51).doesNotHaveDuplicates();
  }

  @Test
  void deletingAPodsLogsLeavesNothing() throws Exception {
    LogStore logs = store(1000);
    logs.open(POD, "main").close();

    logs.delete(POD);
    logs.delete(POD);

    assertThat(logs.exists(POD, "main")).isFalse();
    assertThat(lines(logs, LogQuery.FOLLOW)).isEmpty();
  }

  @Test
  void namesCannotLeaveTheFolder() {
    LogStore logs = store(1000);

    assertThatThrownBy(() -> logs.open(new PodName("..", "x"), "main"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> logs.open(POD, "a/b")).isInstanceOf(IllegalArgumentException.class);
  }

  private LogStore store(long limit) {
    return new LogStore(folder, limit, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static void write(LogFile log, String text) throws IOException {
    log.stdout().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<LogLine> lines(LogStore logs, LogQuery query) throws InterruptedException {
    List<LogLine> lines = new ArrayList<>();
    logs.read(POD, "main", query, line -> lines.add(line));
    return lines;
  }

  private static List<String> texts(LogStore logs, LogQuery query) {
    List<String> texts = new ArrayList<>();
    readInto(logs, query, texts);
    return texts;
  }

  private static void readInto(LogStore logs, LogQuery query, List<String> texts) {
    try {
      logs.read(POD, "main", query, line -> texts.add(line.text()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
