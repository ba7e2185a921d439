package dev.understack.workflows.cron;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the children of CronWorkflows at their times. After a downtime at most the latest missed
 * run is made up, if it may still start; the name of a child follows from its scheduled time, so no
 * run is started twice. Safe for several threads.
 */
public final class CronEngine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CronEngine.class);
  private static final String LABEL = "workflows.argoproj.io/cron-workflow";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private final ObjectApi objects;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore news = new Semaphore(0);

  /** By uid; guarded by the lock. */
  private final Map<String, CronEntry> entries = new LinkedHashMap<>();

  private final List<Watch> watches = new ArrayList<>();
  private @Nullable Thread thread;

  public CronEngine(Cluster cluster, Clock clock) {
    this.objects = cluster.as(Identity.SYSTEM);
    this.clock = clock;
  }

  /** Begins to watch and to start children. */
  public void start() {
    watches.add(
        objects.watch(ResourceTypes.CRON_WORKFLOW, "", Selection.ALL, "", this::cronChanged));
    watches.add(
        objects.watch(
            ResourceTypes.WORKFLOW,
            "",
            Selection.labels(LABEL).withoutNodes(),
            "",
            this::childChanged));
    thread = Thread.ofVirtual().name("cron").start(this::work);
  }

  @Override
  public void close() {
    watches.forEach(Watch::close);
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        Optional<Instant> next = due(clock.instant());
        await(next);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the next time, until something changes, or for a while: clocks may be set. */
  private void await(Optional<Instant> next) throws InterruptedException {
    Duration wait =
        next.map(time -> Duration.between(clock.instant(), time))
            .filter(left -> left.compareTo(LONGEST_WAIT) < 0)
            .orElse(LONGEST_WAIT);
    if (wait.isPositive() && news.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
      news.drainPermits();
    }
  }

  /** Starts every child whose time has come, and says when to look again. */
  Optional<Instant> due(Instant now) {
    lock.lock();
    try {
      for (CronEntry entry : List.copyOf(entries.values())) {
        guarded(entry, () -> entry.fireIfDue(now));
      }
      return entries.values().stream()
          .flatMap(entry -> entry.next().stream())
          .min(Comparator.naturalOrder());
    } finally {
      lock.unlock();
    }
  }

  private void cronChanged(WatchEvent event) {
    KubeObject cron = event.object();
    lock.lock();
    try {
      switch (event.type()) {
        case DELETED -> entries.remove(cron.uid());
        case ADDED, MODIFIED -> {
          CronEntry entry = entries.computeIfAbsent(cron.uid(), _ -> new CronEntry(objects, cron));
          guarded(entry, () -> entry.update(cron, clock.instant()));
        }
        case BOOKMARK -> {}
      }
      news.release();
    } finally {
      lock.unlock();
    }
  }

  private void childChanged(WatchEvent event) {
    KubeObject child = event.object();
    boolean ended =
        event.type() == WatchEvent.Type.DELETED
            || "true".equals(child.labels().get("workflows.argoproj.io/completed"));
    if (event.type() == WatchEvent.Type.BOOKMARK || !ended) {
      return;
    }
    lock.lock();
    try {
      for (CronEntry entry : List.copyOf(entries.values())) {
        if (entry.isParentOf(child)) {
          guarded(entry, entry::reconcile);
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** One cron workflow in trouble does not keep others from running. */
  private static void guarded(CronEntry entry, Runnable action) {
    try {
      action.run();
    } catch (ApiException e) {
      LOG.warn("{}: {}", entry, e.getMessage());
    }
  }
}
