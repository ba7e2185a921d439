package dev.understack.workflows.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** A node of a large workflow costs what one of a small workflow costs. */
@NullUnmarked
class CostTest {
  private static final int SMALL = 200;
  private static final int LARGE = 20_000;

  /** What running a workflow cost per leaf: bytes allocated and rows stored. */
  private record Cost(double bytes, double rows) {}

  @Test
  void loopWithLimitedParallelism() {
    assertFlat(count ->
        """
          steps:
          - - name: s
              template: leaf
              withSequence: {count: COUNT}
              arguments: {parameters: [{name: t, value: "{{item}}"}]}
        """
            .replace("COUNT", Integer.toString(count)));
  }

  @Test
  void dagOfTenAbreast() {
    assertFlat(count -> {
      StringBuilder dag = new StringBuilder("  dag:\n    tasks:\n");
      for (int i = 0; i < count; i++) {
        dag.append("    - {name: t").append(i).append(", template: leaf");
        if (i >= 10) {
          dag.append(", depends: t").append(i - 10);
        }
        dag.append("}\n");
      }
      return dag.toString();
    });
  }

  private static void assertFlat(java.util.function.IntFunction<String> body) {
    run(body.apply(SMALL), SMALL);
    Cost small = run(body.apply(SMALL), SMALL);
    Cost large = run(body.apply(LARGE), LARGE);

    assertThat(large.rows()).isLessThan(small.rows() * 1.5);
    assertThat(large.bytes()).isLessThan(small.bytes() * 1.5);
  }

  private static Cost run(String body, int count) {
    Simulation objects = new Simulation();
    objects.load(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: w}
        spec:
          entrypoint: main
          parallelism: 10
          templates:
          - name: leaf
            inputs: {parameters: [{name: t, default: x}]}
            container: {image: x, args: ["{{inputs.parameters.t}}"]}
          - name: main
        """
            + body.indent(2));
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Instant now = objects.now;
    long before = memory.getCurrentThreadAllocatedBytes();
    RunDefinition definition = RunDefinition.of(objects.workflow, objects.defaults, objects);
    RunCore core = RunCore.begin(definition, Simulation.LANGUAGES, objects, now);
    Deque<String> open = new ArrayDeque<>();
    long rows = note(core.start(), open);
    while (!open.isEmpty()) {
      var ended = new RunEvent.LeafFinished(open.remove(), Simulation.succeeded());
      rows += note(core.handle(ended, now), open);
    }
    assertThat(core.phase()).isEqualTo(RunPhase.SUCCEEDED);
    double bytes = memory.getCurrentThreadAllocatedBytes() - before;
    return new Cost(bytes / count, (double) rows / count);
  }

  private static long note(RunChange change, Deque<String> open) {
    for (RunCommand command : change.commands()) {
      if (command instanceof RunCommand.StartLeaf start) {
        open.add(start.task().nodeId());
      }
    }
    return change.nodes().size();
  }
}
