package dev.understack.store;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.Feeds.Change;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import dev.understack.store.ObjectTable.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A feed that holds at most one waiting change per object. */
final class SqlObjectFeed implements ObjectFeed {
  private final ResourceType type;
  private final String namespace;
  private final View view;
  private final SqlObjectTable table;
  private final Feeds feeds;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();

  /** Guarded by the lock, as all below; by uid, in the order of the versions. */
  private final LinkedHashMap<String, Change> waiting = new LinkedHashMap<>();

  /** What was offered before the start, or null once that has happened. */
  private @Nullable List<Change> early = new ArrayList<>();

  private long taken;
  private boolean closed;

  SqlObjectFeed(ResourceType type, String namespace, View view, SqlObjectTable table, Feeds feeds) {
    this.type = type;
    this.namespace = namespace;
    this.view = view;
    this.table = table;
    this.feeds = feeds;
  }

  /**
   * Starts with what the table held.
   *
   * @param after the version that the reader knows already
   * @param present changes since then, in the order of their versions
   * @param version the version of the table when it was read
   */
  void start(long after, List<Change> present, long version) {
    lock.lock();
    try {
      List<Change> offered = early == null ? List.of() : early;
      early = null;
      taken = present.isEmpty() ? version : after;
      present.forEach(this::merge);
      offered.stream()
          .filter(change -> change.version() > version)
          .filter(change -> change.object() != null || view == View.WHOLE)
          .forEach(this::merge);
    } finally {
      lock.unlock();
    }
  }

  /** Takes note of a change; called in the order of the versions. */
  void offer(Change change) {
    if (!change.type().equals(type)
        || (!namespace.isEmpty() && !namespace.equals(change.namespace()))) {
      return;
    }
    lock.lock();
    try {
      if (early != null) {
        early.add(change);
      } else if (change.object() != null || view == View.WHOLE) {
        merge(change);
        news.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<ObjectChange> next(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<Change> change = take(deadline - System.nanoTime());
      if (change.isEmpty()) {
        return Optional.empty();
      }
      Optional<KubeObject> object = object(change.get());
      if (object.isPresent()) {
        return Optional.of(new ObjectChange(change.get().kind(), object.get()));
      }
    }
  }

  private Optional<Change> take(long patienceNanos) throws InterruptedException {
    long nanos = patienceNanos;
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty() && !closed && nanos > 0) {
        nanos = news.awaitNanos(nanos);
      }
      Map.Entry<String, Change> first = waiting.pollFirstEntry();
      if (first == null) {
        return Optional.empty();
      }
      taken = first.getValue().version();
      return Optional.of(first.getValue());
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long version() {
    long published = feeds.published();
    lock.lock();
    try {
      return waiting.isEmpty() && early == null ? Math.max(taken, published) : taken;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    feeds.remove(this);
    lock.lock();
    try {
      closed = true;
      waiting.clear();
      news.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The object of a change, read now when it did not come along; empty when it is gone, in which
   * case its deletion follows. What is read may be newer than the change: it gets the version of
   * the change all the same, so that who resumes from there misses nothing.
   */
  private Optional<KubeObject> object(Change change) {
    KubeObject known = change.object();
    boolean complete =
        change.kind() == Kind.DELETED
            || view == View.WITHOUT_NODES
            || !type.equals(ResourceTypes.WORKFLOW);
    if (known != null && complete) {
      return Optional.of(known);
    }
    return table
        .find(change.uid(), view)
        .map(object -> ObjectCodec.withVersion(object, change.version()));
  }

  /** An object that nobody heard of yet stays an addition, and vanishes without a word. */
  private void merge(Change change) {
    Change before = waiting.remove(change.uid());
    boolean unheard = before != null && before.kind() == Kind.ADDED;
    if (!unheard) {
      waiting.put(change.uid(), change);
    } else if (change.kind() != Kind.DELETED) {
      waiting.put(change.uid(), change.as(Kind.ADDED));
    }
  }
}
