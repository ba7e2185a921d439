package dev.understack.cluster.embedded;

import dev.understack.cluster.VirtualObjects;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The objects that others make up, by kind. */
final class VirtualKinds {
  private final List<VirtualObjects> all = new CopyOnWriteArrayList<>();

  void add(VirtualObjects objects) {
    all.add(objects);
  }

  List<VirtualObjects> of(ResourceType type) {
    return all.stream().filter(objects -> objects.type().equals(type)).toList();
  }

  Optional<KubeObject> find(ObjectKey key) {
    return of(key.type()).stream()
        .flatMap(objects -> objects.find(key.namespace(), key.name()).stream())
        .findFirst();
  }

  List<KubeObject> list(ResourceType type, String namespace) {
    return of(type).stream().flatMap(objects -> objects.list(namespace).stream()).toList();
  }
}
