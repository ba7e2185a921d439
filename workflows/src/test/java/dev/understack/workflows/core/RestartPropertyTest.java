package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run that is forgotten and taken up after every step ends exactly like one that is not. */
@NullUnmarked
class RestartPropertyTest {

  static Stream<Integer> seeds() {
    return IntStream.range(0, 300).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restartChangesNothing(int seed) {
    String yaml = new RandomWorkflow(new Random(seed)).yaml();

    Simulation through = simulation(false);
    through.run(yaml);
    Simulation restarted = simulation(true);
    restarted.run(yaml);

    assertThat(through.core.phase().isFinished()).as("ends%n%s", yaml).isTrue();
    assertThat(restarted.phase()).as(yaml).isEqualTo(through.phase());
    assertThat(restarted.message()).as(yaml).isEqualTo(through.message());
    boolean times = !yaml.contains("parallelism"); // who waits first may start later
    assertThat(shown(restarted, times)).as(yaml).isEqualTo(shown(through, times));
    assertThat(rows(restarted.stored.entrySet().stream()))
        .as("what is stored is what is in memory%n%s", yaml)
        .isEqualTo(rows(restarted.core.rows().entrySet().stream()));
  }

  /** About one leaf in five fails, always the same ones. */
  private static Simulation simulation(boolean restarts) {
    Simulation run = new Simulation();
    run.restartAfterEachStep = restarts;
    run.leaf =
        task ->
            Math.floorMod(task.nodeId().hashCode(), 5) == 0
                ? Simulation.failed(1)
                : Simulation.gives("1");
    return run;
  }

  private static Map<String, String> shown(Simulation run, boolean times) {
    Map<String, String> all = new TreeMap<>();
    for (Node node : run.core.run().nodes()) {
      all.put(
          node.name,
          node.type
              + " "
              + node.phase
              + " '"
              + node.message
              + "' "
              + node.progress
              + " "
              + (times ? node.startedAt + " " + node.finishedAt : "")
              + " children "
              + new java.util.TreeSet<>(node.children)
              + " ends "
              + new java.util.TreeSet<>(node.outboundNodes));
    }
    return all;
  }

  private static Map<String, String> rows(
      Stream<Map.Entry<String, dev.understack.store.RunTable.NodeRow>> rows) {
    return rows.collect(
        Collectors.toMap(
            Map.Entry::getKey,
            row -> row.getValue().status().toString(),
            (a, _) -> a,
            TreeMap::new));
  }
}
