package dev.understack.cluster;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * The Kubernetes-style object API for one identity.
 *
 * <p>Every method throws {@link ApiException} with the reason and the message that Kubernetes
 * gives: forbidden, not found, already exists, conflict, invalid. A write has happened durably when
 * the method returns. Safe for several threads.
 */
public interface ObjectApi {

  /**
   * Creates an object; {@code generateName} is completed, uid, resourceVersion, generation and
   * creationTimestamp are set.
   */
  KubeObject create(KubeObject object);

  /** The object; {@link ApiException} with reason NotFound when it is not there. */
  KubeObject get(ObjectKey key);

  /** The object, or empty when it is not there; forbidden still throws. */
  Optional<KubeObject> find(ObjectKey key);

  /**
   * Objects of a kind, ordered by namespace and name.
   *
   * @param namespace empty for all namespaces
   */
  ObjectList list(ResourceType type, String namespace, Selection selection);

  /**
   * A part of a list. An API that cannot page returns everything at once.
   *
   * @throws ApiException with reason Expired when the continue token is too old
   */
  default ObjectList list(ResourceType type, String namespace, Selection selection, Paging paging) {
    return list(type, namespace, selection);
  }

  /** Replaces an object; a resourceVersion in it must be current. Status is kept as it was. */
  KubeObject update(KubeObject object);

  /** Replaces the status alone. */
  KubeObject updateStatus(KubeObject object);

  /** Patches an object. */
  KubeObject patch(ObjectKey key, Patch patch);

  /** Deletes an object; with finalizers it is marked and stays until they are gone. */
  void delete(ObjectKey key, DeleteOptions options);

  /**
   * Watches a kind. The consumer gets every change after {@code resourceVersion} in order, from one
   * thread; with an empty version it first gets every present object as ADDED. Changes of one
   * object that the consumer has not taken yet come as one. A BOOKMARK carries nothing but a
   * version.
   *
   * @param namespace empty for all namespaces
   */
  Watch watch(
      ResourceType type,
      String namespace,
      Selection selection,
      String resourceVersion,
      Consumer<WatchEvent> consumer);

  /**
   * A list and the version at which a watch goes on without a gap.
   *
   * @param continueToken asks for the next part; empty when there is none
   */
  record ObjectList(List<KubeObject> items, String resourceVersion, String continueToken) {
    public ObjectList {
      items = List.copyOf(items);
    }

    /** A whole list. */
    public ObjectList(List<KubeObject> items, String resourceVersion) {
      this(items, resourceVersion, "");
    }
  }

  /**
   * Which part of a list.
   *
   * @param limit 0 for no limit
   * @param continueToken of the part before; empty for the first
   */
  record Paging(int limit, String continueToken) {}

  /**
   * Which objects: selectors in kubectl's text form; empty selects everything.
   *
   * @param labels for example {@code app=x,env in (a,b)}
   * @param fields for example {@code metadata.name=x}
   * @param nodes whether Workflows come with {@code status.nodes}; leaving them out is cheaper
   */
  record Selection(String labels, String fields, boolean nodes) {
    public static final Selection ALL = new Selection("", "");

    /** Whole objects that both selectors match. */
    public Selection(String labels, String fields) {
      this(labels, fields, true);
    }

    /** The same objects without {@code status.nodes}. */
    public Selection withoutNodes() {
      return new Selection(labels, fields, false);
    }

    /** Objects with these labels. */
    public static Selection labels(String labels) {
      return new Selection(labels, "");
    }
  }

  /**
   * A patch.
   *
   * @param kind how {@code body} is meant
   * @param body the patch
   * @param subresource empty, or {@code status}
   * @param manager who applies, for APPLY; remembered in {@code managedFields}
   */
  record Patch(Kind kind, JsonNode body, String subresource, String manager) {
    /** A patch of the object itself. */
    public Patch(Kind kind, JsonNode body) {
      this(kind, body, "");
    }

    /** A patch by nobody in particular. */
    public Patch(Kind kind, JsonNode body, String subresource) {
      this(kind, body, subresource, "understack");
    }

    /** How the body of a patch is meant. APPLY is server-side apply with forced ownership. */
    public enum Kind {
      JSON,
      MERGE,
      STRATEGIC,
      APPLY
    }
  }

  /** How to delete: {@code propagation} is Background, Foreground or Orphan. */
  record DeleteOptions(Propagation propagation, Optional<String> uid) {
    public static final DeleteOptions BACKGROUND =
        new DeleteOptions(Propagation.BACKGROUND, Optional.empty());

    /** What happens to the objects that the deleted one owns. */
    public enum Propagation {
      BACKGROUND,
      FOREGROUND,
      ORPHAN
    }
  }

  /** A change of an object. */
  record WatchEvent(Type type, KubeObject object) {
    /** What happened. */
    public enum Type {
      ADDED,
      MODIFIED,
      DELETED,
      BOOKMARK
    }
  }

  /** A running watch. */
  interface Watch extends AutoCloseable {
    /** Ends it; the consumer is not called again once this returns. */
    @Override
    void close();
  }
}
