package dev.understack.benchmarks.pipeline;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.Standalone;
import dev.understack.testing.RabbitMqServer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From the publication of a message to the end of its workflow, at a steady rate; and how many
 * one-step workflows end per second when all are there at once.
 */
public final class LatencyBenchmark {
  private LatencyBenchmark() {}

  /**
   * Arguments: events (default 12,000, so that the process is warm) and events per second (default
   * 200).
   */
  public static void main(String[] arguments) throws Exception {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12_000;
    int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
    try (RabbitMqServer rabbit = RabbitMqServer.shared()) {
      String vhost = rabbit.newVhost();
      LoadedQueue queue = new LoadedQueue(rabbit.uri(vhost), "load");
      queue.fill(0);
      try (Standalone system = BenchSystem.start()) {
        BenchSystem.apply(
            system,
            BenchSystem.bus()
                + BenchSystem.workflows()
                + BenchSystem.sensor(0, "^identity\\.project\\.updated$")
                + BenchSystem.source(rabbit.uri(vhost), "load"));
        measure(queue, system, 2 * count, Integer.MAX_VALUE);
        measure(queue, system, count, rate);
        long[] micros = measure(queue, system, count, rate);
        Arrays.sort(micros);
        System.out.printf(
            Locale.ROOT,
            "publish to workflow finished at %d/s, %d events: p50 %.1f ms, p90 %.1f ms, p99 %.1f"
                + " ms, max %.1f ms%n",
            rate,
            micros.length,
            micros[micros.length / 2] / 1e3,
            micros[micros.length * 9 / 10] / 1e3,
            micros[micros.length * 99 / 100] / 1e3,
            micros[micros.length - 1] / 1e3);
        long start = System.nanoTime();
        measure(queue, system, count, Integer.MAX_VALUE);
        System.out.printf(
            Locale.ROOT,
            "%d one-step workflows at once, from their messages: %.0f/s%n",
            count,
            count / ((System.nanoTime() - start) / 1e9));
      }
    }
  }

  /** Latencies in microseconds; workflows and messages are paired in order. */
  private static long[] measure(LoadedQueue queue, Standalone system, int count, int rate)
      throws Exception {
    ObjectApi objects = system.cluster().as(Identity.SYSTEM);
    ConcurrentLinkedQueue<Long> ends = new ConcurrentLinkedQueue<>();
    Map<String, Boolean> seen = new ConcurrentHashMap<>();
    CountDownLatch left = new CountDownLatch(count);
    Instant begun = Instant.now().minusSeconds(1);
    long[] sent = new long[count];
    try (Watch _ =
            objects.watch(
                ResourceTypes.WORKFLOW,
                "bench",
                Selection.ALL.withoutNodes(),
                objects.list(ResourceTypes.WORKFLOW, "bench", Selection.ALL).resourceVersion(),
                event -> {
                  boolean ended =
                      event.object().status().path("phase").asString("").equals("Succeeded");
                  if (ended
                      && event.object().creationTimestamp().orElse(begun).isAfter(begun)
                      && seen.putIfAbsent(event.object().uid(), true) == null) {
                    ends.add(System.nanoTime());
                    left.countDown();
                  }
                });
        Connection connection = queue.factory().newConnection();
        Channel channel = connection.createChannel()) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        if (rate < Integer.MAX_VALUE) {
          LockSupport.parkNanos(start + i * (1_000_000_000L / rate) - System.nanoTime());
        }
        sent[i] = System.nanoTime();
        channel.basicPublish(
            LoadedQueue.EXCHANGE,
            LoadedQueue.ROUTING_KEY,
            LoadedQueue.properties(),
            LoadedQueue.notification(i));
      }
      if (!left.await(5, TimeUnit.MINUTES)) {
        throw new IllegalStateException(left.getCount() + " workflows did not end");
      }
    }
    Long[] ended = ends.toArray(Long[]::new);
    long[] micros = new long[count];
    for (int i = 0; i < count; i++) {
      micros[i] = (ended[i] - sent[i]) / 1_000;
    }
    return micros;
  }
}
