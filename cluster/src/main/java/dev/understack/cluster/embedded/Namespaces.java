package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectTable;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Namespaces come into being when something is put into them, with the service account {@code
 * default}. Nothing can be put into one that is being deleted.
 */
final class Namespaces {
  private final ObjectTable table;

  /** Namespaces that were seen, and whether they take new objects. */
  private final Map<String, Boolean> seen = new ConcurrentHashMap<>();

  Namespaces(ObjectTable table) {
    this.table = table;
  }

  /** A Namespace was written. */
  void changed(String name) {
    seen.remove(name);
  }

  /** Makes sure that an object can be put into its namespace. */
  void require(ResourceType type, KubeObject object, ObjectWrites writes) {
    String name = object.namespace();
    if (!type.namespaced()) {
      return;
    }
    if (!takesObjects(name, writes)) {
      throw ApiException.forbidden(
          type,
          object.name(),
          "unable to create new content in namespace %s because it is being terminated"
              .formatted(name));
    }
  }

  /** Creates a namespace unless it is there. */
  void add(String name, ObjectWrites writes) {
    writes.createIfAbsent(ResourceTypes.NAMESPACE, object("Namespace", name, ""));
    seen.put(name, true);
  }

  /** Creates the service account that every namespace has. */
  static void addDefaultAccount(String namespace, ObjectWrites writes) {
    writes.createIfAbsent(
        ResourceTypes.SERVICE_ACCOUNT, object("ServiceAccount", "default", namespace));
  }

  private boolean takesObjects(String name, ObjectWrites writes) {
    Boolean known = seen.get(name);
    if (known != null) {
      return known;
    }
    Optional<KubeObject> found =
        table.find(
            new ObjectKey(ResourceTypes.NAMESPACE, "", name), ObjectTable.View.WITHOUT_NODES);
    if (found.isEmpty()) {
      add(name, writes);
      return true;
    }
    boolean takes = found.get().deletionTimestamp().isEmpty();
    seen.put(name, takes);
    return takes;
  }

  private static KubeObject object(String kind, String name, String namespace) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("apiVersion", "v1").put("kind", kind);
    ObjectNode metadata = object.putObject("metadata").put("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return KubeObject.of(object);
  }
}
