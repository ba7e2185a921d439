package dev.understack.store;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The open feeds. Changes are published by one thread in the order of their versions. */
final class Feeds {
  private final List<SqlObjectFeed> open = new CopyOnWriteArrayList<>();

  /** Written by the publishing thread alone. */
  private volatile long published;

  /**
   * A committed change.
   *
   * @param created the version at which the object was created
   * @param object the object after the change, a Workflow without its nodes; null when the nodes
   *     alone have changed, or when it must be read
   */
  record Change(
      Kind kind,
      ResourceType type,
      String namespace,
      String uid,
      long created,
      long version,
      @Nullable KubeObject object) {

    Change as(Kind other) {
      return new Change(other, type, namespace, uid, created, version, object);
    }
  }

  void add(SqlObjectFeed feed) {
    open.add(feed);
  }

  void remove(SqlObjectFeed feed) {
    open.remove(feed);
  }

  void publish(Change change) {
    for (SqlObjectFeed feed : open) {
      feed.offer(change);
    }
    published = change.version();
  }

  /** All changes up to here were offered to every feed. */
  long published() {
    return published;
  }
}
