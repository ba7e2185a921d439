package dev.understack.sources.calendar;

import dev.understack.cluster.ApiException;
import dev.understack.sources.GoTimeText;
import dev.understack.sources.spi.EventSink.RawMessage;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.SureDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Waits for fire times. The time is part of the event's identity, so that neither a restart nor a
 * second process makes two events of one fire time.
 */
final class CalendarClock implements RunningSource {
  /** A clock that is set is noticed within this time. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final SourceContext context;
  private final CalendarOptions options;
  private final FireTimes times;
  private final Optional<LastFire> lastFire;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SureDelivery delivery;
  private final Thread thread;

  private CalendarClock(SourceContext context, CalendarOptions options) {
    this.context = context;
    this.options = options;
    this.times = new FireTimes(options);
    this.lastFire = options.persistence().map(p -> new LastFire(context, p));
    this.delivery = new SureDelivery(context, closed);
    this.thread = Thread.ofVirtual().name(context.describe()).unstarted(this::run);
  }

  static CalendarClock start(SourceContext context, CalendarOptions options) {
    CalendarClock clock = new CalendarClock(context, options);
    clock.thread.start();
    return clock;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Instant last = start();
      Optional<Instant> next = times.after(last);
      while (next.isPresent() && await(next.get())) {
        fire(next.get());
        next = times.after(next.get());
      }
      if (next.isEmpty()) {
        context.health().failing("the schedule has no next time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Now; or, when missed fires are to be made up for, the last one that is known. */
  private Instant start() {
    Instant now = context.clock().instant();
    Optional<Duration> back = options.persistence().flatMap(CalendarOptions.Persistence::catchUp);
    if (back.isEmpty() || lastFire.isEmpty()) {
      return now;
    }
    try {
      Instant earliest = now.minus(back.get());
      return lastFire
          .get()
          .read()
          .map(fired -> fired.isBefore(earliest) ? earliest : fired)
          .orElse(now);
    } catch (ApiException e) {
      context.health().warn("missed fires are not made up for: " + e.getMessage());
      return now;
    }
  }

  /** Waits for a time; false when the source was closed before. */
  private boolean await(Instant time) throws InterruptedException {
    while (closed.getCount() > 0) {
      Duration left = Duration.between(context.clock().instant(), time);
      if (!left.isPositive()) {
        return true;
      }
      context.health().running("next event at " + time);
      Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
      if (closed.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return false;
  }

  private void fire(Instant time) throws InterruptedException {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("eventTime", GoTimeText.at(time, options.zone()));
    if (!options.metadata().isEmpty()) {
      ObjectNode metadata = data.putObject("metadata");
      options.metadata().forEach(metadata::put);
    }
    boolean stored = delivery.deliver(data, time.toString(), new RawMessage(new byte[0], Map.of()));
    if (stored && lastFire.isPresent()) {
      try {
        lastFire.get().write(data);
      } catch (ApiException e) {
        context.health().warn("the last fire is not remembered: " + e.getMessage());
      }
    }
  }
}
