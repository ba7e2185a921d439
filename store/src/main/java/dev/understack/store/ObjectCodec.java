package dev.understack.store;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects as columns: the body without status and resourceVersion, and the status. A Secret's body
 * is sealed. Safe for several threads.
 */
final class ObjectCodec {
  private static final String VERSION = "resourceVersion";
  private final Sealer sealer;

  ObjectCodec(Sealer sealer) {
    this.sealer = sealer;
  }

  /**
   * An object as columns.
   *
   * @param body text, or bytes when sealed
   */
  record Columns(Object body, @Nullable String status) {}

  Columns encode(ObjectKey key, KubeObject object) {
    ObjectNode body = shallow(object.tree());
    JsonNode status = body.remove("status");
    ObjectNode metadata = shallow(object.metadata());
    metadata.remove(VERSION);
    body.set("metadata", metadata);
    String text = Json.write(body);
    boolean sealed = key.type().equals(ResourceTypes.SECRET);
    return new Columns(
        sealed ? sealer.seal(text, object.uid()) : text,
        status == null ? null : Json.write(status));
  }

  /** The object of a row; {@code version} becomes its resourceVersion. */
  KubeObject decode(Object body, @Nullable String status, String uid, long version) {
    ObjectNode tree = decodeBody(body, uid);
    if (status != null) {
      tree.set("status", Json.read(status));
    }
    tree.withObjectProperty("metadata").put(VERSION, Long.toString(version));
    return KubeObject.of(tree);
  }

  /** An object from trees that nobody changes any more. */
  static KubeObject compose(ObjectNode body, ObjectNode status, long version) {
    ObjectNode tree = shallow(body);
    tree.set("status", status);
    return withVersion(KubeObject.of(tree), version);
  }

  /** The body alone, for the caller to change. */
  ObjectNode decodeBody(Object body, String uid) {
    String text = body instanceof byte[] sealed ? sealer.open(sealed, uid) : (String) body;
    return (ObjectNode) Json.read(text);
  }

  /** The same object with another resourceVersion. */
  static KubeObject withVersion(KubeObject object, long version) {
    ObjectNode tree = shallow(object.tree());
    ObjectNode metadata = shallow(object.metadata());
    metadata.put(VERSION, Long.toString(version));
    tree.set("metadata", metadata);
    return KubeObject.of(tree);
  }

  /** The same object with these nodes in its status; without any it stays as it is. */
  static KubeObject withNodes(KubeObject object, ObjectNode nodes) {
    if (nodes.isEmpty()) {
      return object;
    }
    ObjectNode status = shallow(object.status());
    status.set("nodes", nodes);
    return object.withStatus(status);
  }

  /** The same object without nodes in its status. */
  static KubeObject withoutNodes(KubeObject object) {
    ObjectNode status = shallow(object.status());
    status.remove("nodes");
    return object.withStatus(status);
  }

  static ObjectNode shallow(ObjectNode node) {
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(field -> copy.set(field.getKey(), field.getValue()));
    return copy;
  }
}
