package dev.understack.sensors.trigger;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The object that an action is about. */
public final class ObjectTarget {
  private ObjectTarget() {}

  /** The kind of an object; a kind that is not served is named as Argo Events would. */
  public static ResourceType type(String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    String group = slash < 0 ? "" : apiVersion.substring(0, slash);
    String version = apiVersion.substring(slash + 1);
    return ResourceTypes.find(apiVersion, kind)
        .orElseGet(() ->
            new ResourceType(
                group, version, kind, kind.toLowerCase(Locale.ROOT) + "s", true, List.of(), false));
  }

  static ObjectKey key(KubeObject object) {
    return new ObjectKey(
        type(object.apiVersion(), object.kind()), object.namespace(), object.name());
  }

  static KubeObject object(String json, String namespace) {
    return object((ObjectNode) Json.read(json), namespace);
  }

  /** The object in its own namespace, else in the sensor's. */
  static KubeObject object(ObjectNode tree, String namespace) {
    KubeObject object = KubeObject.of(tree);
    if (object.apiVersion().isEmpty() || object.kind().isEmpty()) {
      throw ActionException.terminal("the trigger's object has no apiVersion and kind");
    }
    boolean namespaced = type(object.apiVersion(), object.kind()).namespaced();
    return !namespaced || !object.namespace().isEmpty()
        ? object
        : object.withMetadata(metadata -> metadata.put("namespace", namespace));
  }

  /** What an action led to: the key and uid of an object. */
  static ObjectNode result(String done, KubeObject object) {
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    result.put("done", done);
    result.put("apiVersion", object.apiVersion()).put("kind", object.kind());
    result.put("namespace", object.namespace()).put("name", object.name());
    return result.put("uid", object.uid());
  }
}
