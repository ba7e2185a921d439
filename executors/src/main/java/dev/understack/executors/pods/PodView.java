package dev.understack.executors.pods;

import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.cluster.VirtualObjects;
import dev.understack.executors.logs.LogStore;
import dev.understack.executors.pod.PodOwner;
import dev.understack.executors.pod.PodSpec;
import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.workflows.spi.LeafExecutor.LeafListener;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafTask;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pods of this machine, as {@code kubectl get pods} shows them: those that run are in memory,
 * those that have ended in small files until their owner is deleted. Safe for several threads.
 */
public final class PodView implements VirtualObjects {
  private final PodFiles ended;
  private final LogStore logs;
  private final Supplier<String> versions;
  private final Clock clock;
  private final Map<PodName, KubeObject> present = new ConcurrentHashMap<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

  /**
   * @param folder where pods that have ended are kept
   * @param logs their logs, removed together with them
   * @param versions the current resourceVersion of the cluster
   */
  public PodView(Path folder, LogStore logs, Supplier<String> versions, Clock clock) {
    this.ended = new PodFiles(folder);
    this.logs = logs;
    this.versions = versions;
    this.clock = clock;
  }

  /** Shows a leaf as a pod from now on; what it tells its listener changes the pod. */
  public LeafListener record(LeafTask task, PodSpec pod, LeafListener listener) {
    return new Recorded(new PodObject(task, pod, clock.instant()), pod.name(), listener);
  }

  @Override
  public ResourceType type() {
    return ResourceTypes.POD;
  }

  @Override
  public Optional<KubeObject> find(String namespace, String name) {
    PodName pod = new PodName(namespace, name);
    return Optional.ofNullable(present.get(pod)).or(() -> ended.read(pod));
  }

  @Override
  public List<KubeObject> list(String namespace) {
    return list(namespace, "");
  }

  private List<KubeObject> list(String namespace, String prefix) {
    List<KubeObject> all = new ArrayList<>();
    for (KubeObject object : ended.list(namespace, prefix)) {
      if (!present.containsKey(name(object))) {
        all.add(object);
      }
    }
    present.forEach((pod, object) -> {
      if ((namespace.isEmpty() || namespace.equals(pod.namespace()))
          && pod.pod().startsWith(prefix)) {
        all.add(object);
      }
    });
    return all;
  }

  @Override
  public Watch watch(String namespace, Consumer<WatchEvent> consumer) {
    Watcher watcher = new Watcher(namespace, consumer);
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
  }

  /** Removes the pods of an owner and their logs; those that still run are removed at their end. */
  public void removeOwned(String namespace, PodOwner owner) {
    for (KubeObject object : list(namespace, owner.name())) {
      PodName pod = name(object);
      if (!present.containsKey(pod) && isOwned(object, owner.uid())) {
        remove(pod, object);
      }
    }
  }

  /** Removes the pods whose owner is not there any more. */
  public void removeOrphans(Predicate<KubeObject> ownerExists) {
    for (KubeObject object : ended.list("", "")) {
      if (!ownerExists.test(object)) {
        remove(name(object), object);
      }
    }
  }

  private void remove(PodName pod, KubeObject object) {
    ended.delete(pod);
    logs.delete(pod);
    tell(WatchEvent.Type.DELETED, versioned(object.tree().deepCopy()));
  }

  private static boolean isOwned(KubeObject pod, String uid) {
    return pod.metadata().path("ownerReferences").path(0).path("uid").asString("").equals(uid);
  }

  private static PodName name(KubeObject object) {
    return new PodName(object.namespace(), object.name());
  }

  private KubeObject versioned(ObjectNode tree) {
    ((ObjectNode) tree.get("metadata")).put("resourceVersion", versions.get());
    return KubeObject.of(tree);
  }

  private void tell(WatchEvent.Type type, KubeObject object) {
    for (Watcher watcher : watchers) {
      if (watcher.namespace().isEmpty() || watcher.namespace().equals(object.namespace())) {
        watcher.consumer().accept(new WatchEvent(type, object));
      }
    }
  }

  private record Watcher(String namespace, Consumer<WatchEvent> consumer) {}

  /** Changes the pod of one leaf as the leaf goes on. */
  private final class Recorded implements LeafListener {
    private final PodObject objects;
    private final PodName pod;
    private final LeafListener next;
    // Written by the thread of the leaf alone.
    private Optional<Instant> started = Optional.empty();

    Recorded(PodObject objects, PodName pod, LeafListener next) {
      this.objects = objects;
      this.pod = pod;
      this.next = next;
      boolean again = find(pod.namespace(), pod.pod()).isPresent();
      show(
          again ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED,
          objects.waiting("ContainerCreating", ""));
    }

    private void show(WatchEvent.Type type, ObjectNode tree) {
      KubeObject object = versioned(tree);
      present.put(pod, object);
      tell(type, object);
    }

    @Override
    public void waiting(String message) {
      String reason =
          message.startsWith("MountVolume") ? "ContainerCreating" : "CreateContainerConfigError";
      show(WatchEvent.Type.MODIFIED, objects.waiting(reason, message));
      next.waiting(message);
    }

    @Override
    public void started() {
      started = Optional.of(clock.instant());
      show(WatchEvent.Type.MODIFIED, objects.running(clock.instant()));
      next.started();
    }

    @Override
    public void progress(String progress) {
      next.progress(progress);
    }

    @Override
    public void finished(LeafResult result) {
      KubeObject object = versioned(objects.ended(started, clock.instant(), result));
      ended.write(pod, object);
      present.remove(pod);
      tell(WatchEvent.Type.MODIFIED, object);
      next.finished(result);
    }
  }
}
