package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.workflows.spi.LeafResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class RetryTest {

  private static Simulation run(String strategy, LeafResult... results) {
    Queue<LeafResult> script = new ArrayDeque<>(List.of(results));
    Simulation run = new Simulation();
    run.leaf = _ -> script.isEmpty() ? Simulation.succeeded() : script.remove();
    return run.run(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: r}
        spec:
          entrypoint: main
          templates:
          - name: main
            retryStrategy: STRATEGY
            container: {image: x, args: ["{{retries}} {{lastRetry.exitCode}}"]}
        """
            .replace("STRATEGY", strategy));
  }

  @Test
  void triesAgainUntilItSucceeds() {
    Simulation run = run("{limit: 2}", Simulation.failed(1), Simulation.failed(7));

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(run.node("r").type).isEqualTo(NodeType.RETRY);
    assertThat(run.node("r(2)").phase).isEqualTo(NodePhase.SUCCEEDED);
    assertThat(run.startedText("r(0)")).isEqualTo("[\"0 0\"]");
    assertThat(run.startedText("r(2)")).isEqualTo("[\"2 7\"]");
    assertThat(run.node("r(1)").retried).isTrue();
    assertThat(run.started.getLast().attempt()).isEqualTo(2);
  }

  @Test
  void limitIsTheNumberOfRetries() {
    Simulation run = run("{limit: \"1\"}", Simulation.failed(1), Simulation.failed(2));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("No more retries left");
    assertThat(run.has("r(2)")).isFalse();
  }

  @Test
  void errorsAreNotRetriedByDefault() {
    Simulation run = run("{limit: 5}", Simulation.error("broken"));

    assertThat(run.phase()).isEqualTo("Error");
    assertThat(run.message()).isEqualTo("broken");
  }

  @Test
  void backoffGrowsWithEachAttempt() {
    Simulation run =
        run(
            "{limit: 3, backoff: {duration: \"10\", factor: 2}}",
            Simulation.failed(1),
            Simulation.failed(1),
            Simulation.failed(1));

    assertThat(run.phase()).isEqualTo("Succeeded");
    assertThat(wait(run, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(wait(run, 1)).isEqualTo(Duration.ofSeconds(20));
    assertThat(wait(run, 2)).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void maxDurationEndsTheAttempts() {
    Simulation run =
        run(
            "{limit: 9, backoff: {duration: 30s, maxDuration: 1m}}",
            Simulation.failed(1),
            Simulation.failed(1),
            Simulation.failed(1));

    assertThat(run.phase()).isEqualTo("Failed");
    assertThat(run.message()).isEqualTo("Backoff would exceed max duration limit");
    assertThat(run.has("r(2)")).isFalse();
  }

  private static Duration wait(Simulation run, int attempt) {
    Instant end = run.node("r(" + attempt + ")").finishedAt;
    Instant next = run.node("r(" + (attempt + 1) + ")").startedAt;
    return Duration.between(end, next);
  }
}
