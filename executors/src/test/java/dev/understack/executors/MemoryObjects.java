package dev.understack.executors;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Objects in memory: as much of the object API as pods need. */
final class MemoryObjects implements ObjectApi {
  private final Map<ObjectKey, KubeObject> objects = new ConcurrentHashMap<>();
  private final List<Consumer<WatchEvent>> watchers = new CopyOnWriteArrayList<>();

  MemoryObjects apply(String yaml) {
    ManifestReader.read("test", yaml).forEach(manifest -> create(manifest.object()));
    return this;
  }

  int watchers() {
    return watchers.size();
  }

  @Override
  public KubeObject create(KubeObject object) {
    ResourceType type = ResourceTypes.of(object).orElseThrow();
    objects.put(new ObjectKey(type, object.namespace(), object.name()), object);
    watchers.forEach(watcher -> watcher.accept(new WatchEvent(WatchEvent.Type.ADDED, object)));
    return object;
  }

  @Override
  public KubeObject get(ObjectKey key) {
    return find(key)
        .orElseThrow(() -> new ApiException(ApiException.Reason.NOT_FOUND, key + " not found"));
  }

  @Override
  public Optional<KubeObject> find(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public ObjectList list(ResourceType type, String namespace, Selection selection) {
    return new ObjectList(List.of(), "1");
  }

  @Override
  public KubeObject update(KubeObject object) {
    return create(object);
  }

  @Override
  public KubeObject updateStatus(KubeObject object) {
    return create(object);
  }

  @Override
  public KubeObject patch(ObjectKey key, Patch patch) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(ObjectKey key, DeleteOptions options) {
    objects.remove(key);
  }

  @Override
  public Watch watch(
      ResourceType type,
      String namespace,
      Selection selection,
      String resourceVersion,
      Consumer<WatchEvent> consumer) {
    watchers.add(consumer);
    return () -> watchers.remove(consumer);
  }
}
