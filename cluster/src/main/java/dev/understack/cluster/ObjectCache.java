package dev.understack.cluster;

import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The present objects of one kind, kept up to date by a watch. Controllers look here instead of
 * asking the API. Safe for several threads.
 */
public final class ObjectCache implements AutoCloseable {
  private final Map<String, KubeObject> objects = new ConcurrentHashMap<>();
  private final Runnable changed;
  private final ObjectApi.Watch watch;

  private ObjectCache(ObjectApi api, ResourceType type, String namespace, Runnable changed) {
    this.changed = changed;
    ObjectList present = api.list(type, namespace, Selection.ALL);
    present.items().forEach(object -> objects.put(key(object), object));
    this.watch = api.watch(type, namespace, Selection.ALL, present.resourceVersion(), this::apply);
  }

  /**
   * Lists the objects and keeps following them.
   *
   * @param namespace empty for all
   * @param changed called after each change, from the watch's thread; must return soon
   */
  public static ObjectCache follow(
      ObjectApi api, ResourceType type, String namespace, Runnable changed) {
    return new ObjectCache(api, type, namespace, changed);
  }

  /** The object, if it is there. */
  public Optional<KubeObject> find(String namespace, String name) {
    return Optional.ofNullable(objects.get(namespace + "/" + name));
  }

  /** All objects, ordered by namespace and name. */
  public List<KubeObject> all() {
    return objects.values().stream().sorted(Comparator.comparing(ObjectCache::key)).toList();
  }

  @Override
  public void close() {
    watch.close();
  }

  private void apply(ObjectApi.WatchEvent event) {
    switch (event.type()) {
      case ADDED, MODIFIED -> objects.put(key(event.object()), event.object());
      case DELETED -> objects.remove(key(event.object()));
      case BOOKMARK -> {
        return;
      }
    }
    changed.run();
  }

  private static String key(KubeObject object) {
    return object.namespace() + "/" + object.name();
  }
}
