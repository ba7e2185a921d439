package dev.understack.store;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Kubernetes-shaped objects, one row each, with one resourceVersion sequence for all of them. Safe
 * for several threads.
 *
 * <p>A Workflow that has a run is read with the run's nodes as {@code status.nodes}, unless the
 * caller asks for {@link View#WITHOUT_NODES}. Secrets are sealed in the file.
 */
public interface ObjectTable {

  /** How much of a Workflow to read; the same for every other kind. */
  enum View {
    WHOLE,
    WITHOUT_NODES
  }

  /** The object. */
  Optional<KubeObject> find(ObjectKey key, View view);

  /** The object with this uid. */
  Optional<KubeObject> find(String uid, View view);

  /** Objects ordered by namespace and name, with the version of the snapshot they come from. */
  Page list(Query query);

  /** Objects that name this uid among their owners, in no order. */
  List<KubeObject> ownedBy(String uid);

  /**
   * Adds an object; metadata must be complete but for the resourceVersion. Fails with {@link
   * ObjectConflictException}.
   */
  CompletableFuture<KubeObject> create(ObjectKey key, KubeObject object);

  /**
   * Replaces an object whose version is still {@code version}. Fails with {@link
   * ObjectConflictException}. A Workflow's {@code status.nodes} are ignored when it has a run.
   */
  CompletableFuture<KubeObject> replace(ObjectKey key, long version, KubeObject object);

  /**
   * Removes an object whose version is still {@code version}, and the run of a Workflow with it.
   * Fails with {@link ObjectConflictException}.
   */
  CompletableFuture<KubeObject> delete(ObjectKey key, long version);

  /** Removes runs whose Workflow object is gone, left by commits that came after the deletion. */
  CompletableFuture<Void> deleteOrphanedRuns();

  /** The version of the last change. */
  long version();

  /**
   * Changes of a kind after a version, and from then on.
   *
   * @param namespace empty for all namespaces
   * @param afterVersion 0 to start with every present object as ADDED
   * @throws ExpiredVersionException when deletions after that version are no longer remembered
   */
  ObjectFeed changes(ResourceType type, String namespace, long afterVersion, View view);

  /**
   * What to list.
   *
   * @param namespace empty for all namespaces
   * @param after list only what follows this namespace and name; both empty for the start
   * @param limit 0 for no limit
   */
  record Query(ResourceType type, String namespace, View view, Place after, int limit) {
    /** Everything of a kind. */
    public static Query all(ResourceType type, String namespace, View view) {
      return new Query(type, namespace, view, Place.START, 0);
    }
  }

  /** A place in the order of namespace and name. */
  record Place(String namespace, String name) {
    public static final Place START = new Place("", "");
  }

  /**
   * A part of a list.
   *
   * @param version at which {@link #changes} goes on without a gap
   * @param more whether objects follow
   */
  record Page(List<KubeObject> items, long version, boolean more) {
    public Page {
      items = List.copyOf(items);
    }
  }
}
