package dev.understack.operations.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.testing.VectorFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Runs the vectors of the original operations, and our own for what those leave open. Where we
 * behave differently on purpose, a rule of {@code vector-deviations.json} tells why.
 */
class UnderstackVectorsTest {
  private static final String OURS = "/understack-more-vectors.json";

  private final Deviations deviations = Deviations.read();
  private final List<String> failures = new ArrayList<>();

  /** How the vectors of one operation did. */
  private static final class Count {
    private int passed;
    private int deviated;
    private int failed;
    private int elsewhere;
  }

  @Test
  void everyVectorPassesOrDeviatesForAReason() throws Exception {
    Optional<Path> file = VectorFile.find("UNDERSTACK_VECTORS", "understack-vectors.json");
    runAll("our own vectors", Vector.read(ours()));
    if (file.isPresent()) {
      runAll(file.get().toString(), Vector.read(Files.readString(file.get())));
    }
    assertThat(failures).isEmpty();
    assumeTrue(file.isPresent(), "no vectors: set UNDERSTACK_VECTORS to understack-vectors.json");
    if (System.getenv("UNDERSTACK_VECTORS") == null) {
      assertThat(deviations.unused()).as("deviations that are none").isEmpty();
    }
  }

  private static String ours() throws IOException {
    try (InputStream list = UnderstackVectorsTest.class.getResourceAsStream(OURS)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void runAll(String source, List<Vector> vectors) throws Exception {
    Map<String, Count> counts = new TreeMap<>();
    for (Vector vector : vectors) {
      judge(vector, counts.computeIfAbsent(vector.operation(), name -> new Count()));
    }
    System.out.printf("%s%n  %-28s passed deviated failed elsewhere%n", source, "operation");
    counts.forEach((operation, n) ->
        System.out.printf(
            "  %-28s %6d %8d %6d %9d%n", operation, n.passed, n.deviated, n.failed, n.elsewhere));
  }

  private void judge(Vector vector, Count count) throws Exception {
    if (Runners.ELSEWHERE.contains(vector.operation())) {
      count.elsewhere++;
      return;
    }
    Optional<Throwable> difference = run(vector);
    if (difference.isEmpty()) {
      count.passed++;
    } else if (deviations.excuse(vector)) {
      count.deviated++;
    } else {
      count.failed++;
      failures.add(vector.title() + ": " + difference.get());
    }
  }

  private static Optional<Throwable> run(Vector vector) throws Exception {
    Optional<VectorRunner> runner = Runners.of(vector.operation());
    if (runner.isEmpty()) {
      return Optional.of(new AssertionError("nobody runs vectors of " + vector.operation()));
    }
    try (VectorSite site = new VectorSite()) {
      runner.get().run(vector, site);
      return Optional.empty();
    } catch (AssertionError | RuntimeException e) {
      return Optional.of(e);
    }
  }
}
