package dev.understack.server.kube;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A watch as a stream of JSON lines. The watch thread hands events over one by one, so that a slow
 * client makes the feed merge changes rather than fill memory.
 */
final class WatchStream {
  private static final int HANDED_OVER = 16;
  private static final Duration SHORTEST = Duration.ofMinutes(30);
  private static final Duration PATIENCE = Duration.ofMillis(200);

  private final Exchange exchange;
  private final Rendering rendering;
  private final BlockingQueue<WatchEvent> events = new ArrayBlockingQueue<>(HANDED_OVER);

  /** Written by the request thread when it ends; the watch thread then gives up. */
  private volatile boolean ended;

  WatchStream(Exchange exchange, Rendering rendering) {
    this.exchange = exchange;
    this.rendering = rendering;
  }

  /** Sends events until the time is up or the client is gone. */
  void serve(ObjectApi api, Target target, Selection selection) throws InterruptedException {
    boolean bookmarks = exchange.isTrue("allowWatchBookmarks");
    long deadline = System.nanoTime() + duration().toNanos();
    try (Watch _ =
        api.watch(
            target.type(),
            target.namespace(),
            selection,
            exchange.query("resourceVersion"),
            this::handOver)) {
      try (OutputStream out = exchange.stream("application/json")) {
        // Without a first byte the header would wait for the first event, and the client with it.
        out.write('\n');
        out.flush();
        long left = deadline - System.nanoTime();
        while (left > 0) {
          WatchEvent event = events.poll(left, TimeUnit.NANOSECONDS);
          if (event != null && (bookmarks || event.type() != WatchEvent.Type.BOOKMARK)) {
            write(out, event);
          }
          left = deadline - System.nanoTime();
        }
      } finally {
        ended = true;
      }
    } catch (IOException _) {
      // The client went away, which is how watches usually end.
    }
  }

  private void handOver(WatchEvent event) {
    try {
      boolean taken = false;
      while (!ended && !taken) {
        taken = events.offer(event, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(OutputStream out, WatchEvent event) throws IOException {
    var line =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", event.type().name())
            .set(
                "object",
                event.type() == WatchEvent.Type.BOOKMARK
                    ? event.object().tree()
                    : rendering.object(event.object()));
    out.write(Json.bytes(line));
    out.write('\n');
    if (events.isEmpty()) {
      out.flush();
    }
  }

  /** As asked, or between 30 and 60 minutes, so that watches do not all end together. */
  private Duration duration() {
    int asked = exchange.number("timeoutSeconds").orElse(0);
    return asked > 0
        ? Duration.ofSeconds(asked)
        : SHORTEST.plusSeconds(ThreadLocalRandom.current().nextLong(SHORTEST.toSeconds()));
  }
}
