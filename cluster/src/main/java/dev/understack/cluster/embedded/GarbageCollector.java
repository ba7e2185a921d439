package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectTable;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import dev.understack.store.StoreUnavailableException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Removes what is left behind: objects whose owners are gone, the content of deleted namespaces,
 * and the finalizers of objects that waited for either. One thread works through what the writes
 * report; what a killed process left undone is found again at the start.
 */
final class GarbageCollector {
  private static final Logger LOG = LoggerFactory.getLogger(GarbageCollector.class);
  private static final Duration EVENT_LIFE = Duration.ofHours(1);
  private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(5);
  private final ObjectTable table;
  private final ObjectWrites writes;
  private final Clock clock;
  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final Thread thread;

  /** Only the collecting thread uses it. */
  private Instant nextExpiry = Instant.MIN;

  GarbageCollector(ObjectTable table, ObjectWrites writes, Clock clock) {
    this.table = table;
    this.clock = clock;
    this.writes = writes;
    this.thread = Thread.ofVirtual().name("garbage-collector").unstarted(this::run);
  }

  /** Looks for what an earlier process left undone, then works on what is reported. */
  void start() {
    work.add(this::findLeftovers);
    thread.start();
  }

  void stop() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** An object was written. */
  void written(ObjectKey key, KubeObject object) {
    if (object.deletionTimestamp().isPresent()) {
      work.add(() -> current(object).ifPresent(now -> release(key, now)));
    } else if (object.metadata().has("ownerReferences")) {
      work.add(() -> current(object).ifPresent(now -> collectIfAbandoned(key, now)));
    }
  }

  /** An object was deleted. */
  void deleted(ObjectKey key, KubeObject object) {
    work.add(() -> table.ownedBy(object.uid()).forEach(this::collectIfAbandoned));
    object
        .metadata()
        .path("ownerReferences")
        .forEach(owner -> work.add(() -> releaseOwner(owner.path("uid").asString(""))));
    if (key.type().namespaced()) {
      work.add(() -> releaseNamespace(key.namespace()));
    }
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Runnable next = work.poll(5, TimeUnit.MINUTES);
        if (next != null) {
          next.run();
        }
        deleteOldEvents();
      } catch (InterruptedException _) {
        return;
      } catch (ApiException | StoreUnavailableException e) {
        LOG.warn("garbage collection is behind: {}", e.getMessage());
      }
    }
  }

  private void deleteOldEvents() {
    Instant now = clock.instant();
    if (now.isBefore(nextExpiry)) {
      return;
    }
    nextExpiry = now.plus(BETWEEN_EXPIRIES);
    for (KubeObject event :
        table.list(Query.all(ResourceTypes.EVENT, "", View.WITHOUT_NODES)).items()) {
      String last = event.tree().path("lastTimestamp").asString("");
      if (isBefore(last, now.minus(EVENT_LIFE))) {
        delete(ObjectPreparation.key(ResourceTypes.EVENT, event), event);
      }
    }
  }

  private static boolean isBefore(String time, Instant limit) {
    try {
      return Instant.parse(time).isBefore(limit);
    } catch (DateTimeException _) {
      return false;
    }
  }

  private void findLeftovers() {
    for (ResourceType type : ResourceTypes.all()) {
      for (KubeObject object : table.list(Query.all(type, "", View.WITHOUT_NODES)).items()) {
        written(ObjectPreparation.key(type, object), object);
      }
    }
  }

  /** The object as it is by now: what was reported may have changed while it waited. */
  private Optional<KubeObject> current(KubeObject object) {
    return table.find(object.uid(), View.WITHOUT_NODES);
  }

  private void collectIfAbandoned(KubeObject object) {
    ResourceTypes.of(object)
        .ifPresent(type -> collectIfAbandoned(ObjectPreparation.key(type, object), object));
  }

  /** Deletes an object none of whose owners is there any more. */
  private void collectIfAbandoned(ObjectKey key, KubeObject object) {
    for (JsonNode owner : object.metadata().path("ownerReferences")) {
      Optional<KubeObject> found = table.find(owner.path("uid").asString(""), View.WITHOUT_NODES);
      boolean leaving = found.filter(o -> o.finalizers().contains(Deletion.FOREGROUND)).isPresent();
      if (!isStoredKind(owner) || (found.isPresent() && !leaving)) {
        return;
      }
    }
    delete(key, object);
  }

  /** Whether an owner that the table does not have is gone; pods may stand for workflow nodes. */
  private static boolean isStoredKind(JsonNode owner) {
    return ResourceTypes.find(
            owner.path("apiVersion").asString(""), owner.path("kind").asString(""))
        .filter(type -> !type.equals(ResourceTypes.POD))
        .isPresent();
  }

  private void delete(ObjectKey key, KubeObject object) {
    try {
      writes.delete(
          key,
          new DeleteOptions(DeleteOptions.BACKGROUND.propagation(), Optional.of(object.uid())));
    } catch (ApiException e) {
      if (e.reason() != Reason.NOT_FOUND && e.reason() != Reason.CONFLICT) {
        throw e;
      }
    }
  }

  /** Takes a deleted object a step further. */
  private void release(ObjectKey key, KubeObject object) {
    List<String> finalizers = object.finalizers();
    if (finalizers.contains(Deletion.ORPHAN)) {
      table.ownedBy(object.uid()).forEach(owned -> disown(owned, object.uid()));
      removeFinalizer(key, Deletion.ORPHAN);
    } else if (finalizers.contains(Deletion.FOREGROUND)) {
      table.ownedBy(object.uid()).forEach(this::collectIfAbandoned);
      releaseOwner(object.uid());
    } else if (finalizers.contains(Deletion.NAMESPACE_CONTENT)) {
      content(key.name()).forEach(this::deleteContent);
      releaseNamespace(key.name());
    }
  }

  private void deleteContent(KubeObject object) {
    ResourceTypes.of(object)
        .filter(type -> object.deletionTimestamp().isEmpty())
        .ifPresent(type -> delete(ObjectPreparation.key(type, object), object));
  }

  private List<KubeObject> content(String namespace) {
    return ResourceTypes.all().stream()
        .filter(ResourceType::namespaced)
        .flatMap(
            type -> table.list(Query.all(type, namespace, View.WITHOUT_NODES)).items().stream())
        .toList();
  }

  private void releaseNamespace(String name) {
    ObjectKey key = new ObjectKey(ResourceTypes.NAMESPACE, "", name);
    Optional<KubeObject> namespace =
        table
            .find(key, View.WITHOUT_NODES)
            .filter(found -> found.finalizers().contains(Deletion.NAMESPACE_CONTENT));
    if (namespace.isPresent() && content(name).isEmpty()) {
      removeFinalizer(key, Deletion.NAMESPACE_CONTENT);
    }
  }

  private void releaseOwner(String uid) {
    table
        .find(uid, View.WITHOUT_NODES)
        .filter(owner -> owner.finalizers().contains(Deletion.FOREGROUND))
        .filter(owner -> table.ownedBy(uid).isEmpty())
        .ifPresent(owner ->
            removeFinalizer(
                ObjectPreparation.key(ObjectPreparation.type(owner), owner), Deletion.FOREGROUND));
  }

  private void disown(KubeObject owned, String uid) {
    ObjectKey key = ObjectPreparation.key(ObjectPreparation.type(owned), owned);
    writes.change(
        key,
        "",
        before ->
            before.withMetadata(metadata -> {
              ArrayNode kept = metadata.putArray("ownerReferences");
              for (JsonNode owner : before.metadata().path("ownerReferences")) {
                if (!owner.path("uid").asString("").equals(uid)) {
                  kept.add(owner);
                }
              }
              if (kept.isEmpty()) {
                metadata.remove("ownerReferences");
              }
            }));
  }

  private void removeFinalizer(ObjectKey key, String finalizer) {
    try {
      writes.change(key, "", before -> Deletion.without(before, finalizer));
    } catch (ApiException e) {
      if (e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
    }
  }
}
