package dev.understack.benchmarks.pipeline;

import com.sun.management.OperatingSystemMXBean;
import dev.understack.server.standalone.Standalone;
import dev.understack.testing.RabbitMqServer;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Events per second from a real RabbitMQ queue through durable append, transform, the filters of 14
 * sensors and the recorded decision, against a bare consumer of the same messages; and the same
 * with 10 and 1,000 sensors.
 */
public final class PipelineBenchmark {
  private static final int PREFETCH = 500;

  /** Rounds after which the JVM has compiled what a long-running system has compiled. */
  private static final int WARM_UP = 3;

  private static final String BUS = "bench/default";

  private PipelineBenchmark() {}

  /** Arguments: messages per run (default 60,000) and runs (default 3). */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60_000;
    int runs = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    try (RabbitMqServer rabbit = RabbitMqServer.shared()) {
      double[] bare = new double[runs];
      double[] fourteen = new double[runs];
      double[] ten = new double[runs];
      double[] thousand = new double[runs];
      for (int round = 0; round < WARM_UP; round++) {
        system(rabbit, count, 14);
      }
      for (int run = 0; run < runs; run++) {
        bare[run] = bare(rabbit, count);
        fourteen[run] = system(rabbit, count, 14);
        ten[run] = system(rabbit, count, 10);
        thousand[run] = system(rabbit, count, 1_000);
        print("run " + (run + 1), bare[run], fourteen[run], ten[run], thousand[run]);
      }
      print("median", median(bare), median(fourteen), median(ten), median(thousand));
    }
  }

  private static void print(String name, double bare, double f, double ten, double thousand) {
    System.out.printf(
        Locale.ROOT,
        "%s: bare consumer %.0f/s, 14 sensors %.0f/s (%.2f of bare), 10 sensors %.0f/s,"
            + " 1000 sensors %.0f/s (%.2f of 10)%n",
        name,
        bare,
        f,
        f / bare,
        ten,
        thousand,
        thousand / ten);
  }

  private static double bare(RabbitMqServer rabbit, int count) throws Exception {
    LoadedQueue queue = filled(rabbit, count);
    return BareConsumer.drain(queue, count, PREFETCH);
  }

  private static double system(RabbitMqServer rabbit, int count, int sensors) throws Exception {
    String vhost = rabbit.newVhost();
    LoadedQueue queue = new LoadedQueue(rabbit.uri(vhost), "load");
    queue.fill(count);
    StringBuilder manifests = new StringBuilder(BenchSystem.bus());
    for (int i = 0; i < sensors; i++) {
      manifests.append(BenchSystem.sensor(i, "^identity\\.project\\.other" + i + "$"));
    }
    try (Standalone system = BenchSystem.start()) {
      BenchSystem.apply(system, manifests.toString());
      BenchSystem.awaitSensors(system, sensors);
      long start = System.nanoTime();
      long cpu = processCpu();
      BenchSystem.apply(system, BenchSystem.source(rabbit.uri(vhost), "load"));
      while (system.store().decisions().position(BUS) < system.store().events().last(BUS)
          || decided(system) < count) {
        LockSupport.parkNanos(1_000_000);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "  %d sensors: %.0f us of CPU time per event in this process%n",
          sensors,
          (processCpu() - cpu) / 1e3 / count);
      return count / seconds;
    }
  }

  private static long processCpu() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  /** Events of this store are numbered from 1 and all belong to the one bus. */
  private static long decided(Standalone system) {
    return system.store().decisions().position(BUS);
  }

  private static LoadedQueue filled(RabbitMqServer rabbit, int count) throws Exception {
    LoadedQueue queue = new LoadedQueue(rabbit.uri(rabbit.newVhost()), "load");
    queue.fill(count);
    return queue;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
