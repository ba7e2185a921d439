package dev.understack.benchmarks.pipeline;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.Standalone;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * What a node of a workflow costs, in small workflows and in one large one: fan-outs whose steps
 * are in-process operations that do nothing. The same number of nodes runs either way.
 */
public final class NodeCostBenchmark {
  private static final int SMALL = 200;

  private NodeCostBenchmark() {}

  /** Argument: nodes of the large workflow (default 20,000). */
  public static void main(String[] arguments) throws Exception {
    int large = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
    try (Standalone system = BenchSystem.start()) {
      BenchSystem.apply(system, BenchSystem.workflows());
      for (int i = 0; i < 10; i++) {
        run(system, "warm-" + i, SMALL);
      }
      int repeats = large / SMALL;
      double small = 0;
      for (int i = 0; i < repeats; i++) {
        small += run(system, "small-" + i, SMALL);
      }
      double perSmall = small / repeats / SMALL;
      double perLarge = run(system, "large", large) / large;
      System.out.printf(
          Locale.ROOT,
          "per node: %.3f ms in workflows of %d nodes, %.3f ms in one of %d (ratio %.2f)%n",
          perSmall,
          SMALL,
          perLarge,
          large,
          perLarge / perSmall);
    }
  }

  /** Milliseconds from creation to success. */
  private static double run(Standalone system, String name, int nodes) {
    long start = System.nanoTime();
    BenchSystem.apply(system, fanOut(name, nodes));
    ObjectApi objects = system.cluster().as(Identity.SYSTEM);
    ObjectKey key = new ObjectKey(ResourceTypes.WORKFLOW, "bench", name);
    while (true) {
      String phase = objects.get(key).status().path("phase").asString("");
      switch (phase) {
        case "Succeeded" -> {
          return (System.nanoTime() - start) / 1e6;
        }
        case "Failed", "Error" -> throw new IllegalStateException(name + ": " + phase);
        default -> LockSupport.parkNanos(2_000_000);
      }
    }
  }

  private static String fanOut(String name, int nodes) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {name: %s, namespace: bench}
    spec:
      serviceAccountName: bench
      entrypoint: fan-out
      templates:
        - name: fan-out
          steps:
            - - name: leaf
                templateRef: {name: nothing, template: main}
                withSequence: {count: "%d"}
    ---
    """
        .formatted(name, nodes);
  }
}
