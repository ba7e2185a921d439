package dev.understack.cluster.embedded;

import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.cluster.VirtualObjects;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.store.ObjectFeed;
import dev.understack.store.ObjectFeed.ObjectChange;
import dev.understack.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A watch with a thread of its own, which carries changes from the feed to the consumer. */
final class EmbeddedWatch implements Watch {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWatch.class);
  private static final Duration BETWEEN_BOOKMARKS = Duration.ofSeconds(10);

  private final ResourceType type;
  private final ObjectFeed feed;
  private final WatchFilter filter;
  private final Consumer<WatchEvent> consumer;
  private final List<Watch> virtualWatches = new ArrayList<>();
  private final Thread thread;

  /** Held while the consumer runs. */
  private final ReentrantLock consuming = new ReentrantLock();

  /** Guarded by {@link #consuming}. */
  private boolean closed;

  EmbeddedWatch(
      ResourceType type, ObjectFeed feed, WatchFilter filter, Consumer<WatchEvent> consumer) {
    this.type = type;
    this.feed = feed;
    this.filter = filter;
    this.consumer = consumer;
    this.thread = Thread.ofVirtual().name("watch-" + type.plural()).unstarted(this::run);
  }

  /** Begins with the made-up objects that the watcher has not seen at {@code after}. */
  void start(List<VirtualObjects> virtual, String namespace, long after) {
    for (VirtualObjects objects : virtual) {
      virtualWatches.add(objects.watch(namespace, this::deliver));
      for (KubeObject object : objects.list(namespace)) {
        if (after == 0 || version(object) > after) {
          deliver(new WatchEvent(WatchEvent.Type.ADDED, object));
        }
      }
    }
    thread.start();
  }

  @Override
  public void close() {
    feed.close();
    virtualWatches.forEach(Watch::close);
    consuming.lock();
    try {
      closed = true;
    } finally {
      consuming.unlock();
    }
  }

  private void run() {
    long bookmarked = feed.version();
    try {
      while (!isClosed()) {
        Optional<ObjectChange> change = feed.next(BETWEEN_BOOKMARKS);
        if (change.isPresent()) {
          deliver(event(change.get()));
        } else if (feed.version() > bookmarked) {
          bookmarked = feed.version();
          deliver(bookmark(bookmarked));
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (StoreUnavailableException e) {
      LOG.warn("watch of {} ends: {}", type.plural(), e.getMessage());
    }
  }

  private boolean isClosed() {
    consuming.lock();
    try {
      return closed;
    } finally {
      consuming.unlock();
    }
  }

  /** A consumer that throws loses that event alone. */
  private void deliver(WatchEvent event) {
    consuming.lock();
    try {
      if (closed) {
        return;
      }
      Optional<WatchEvent> filtered =
          event.type() == WatchEvent.Type.BOOKMARK ? Optional.of(event) : filter.filter(event);
      filtered.ifPresent(consumer);
    } catch (RuntimeException e) {
      LOG.error("a watcher of {} failed on {}", type.plural(), event.object(), e);
    } finally {
      consuming.unlock();
    }
  }

  private WatchEvent bookmark(long version) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", type.apiVersion()).put("kind", type.kind());
    tree.putObject("metadata").put("resourceVersion", Long.toString(version));
    return new WatchEvent(WatchEvent.Type.BOOKMARK, KubeObject.of(tree));
  }

  private static WatchEvent event(ObjectChange change) {
    WatchEvent.Type type =
        switch (change.kind()) {
          case ADDED -> WatchEvent.Type.ADDED;
          case MODIFIED -> WatchEvent.Type.MODIFIED;
          case DELETED -> WatchEvent.Type.DELETED;
        };
    return new WatchEvent(type, change.object());
  }

  private static long version(KubeObject object) {
    String version = object.resourceVersion();
    return version.isEmpty() ? 0 : Long.parseLong(version);
  }
}
