package dev.understack.secrets;

import dev.understack.model.KubeObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and makes Secrets. */
public final class SecretObject {
  private SecretObject() {}

  /** The decoded entries. */
  public static NavigableMap<String, byte[]> data(KubeObject secret) {
    NavigableMap<String, byte[]> data = new TreeMap<>();
    secret
        .tree()
        .path("data")
        .properties()
        .forEach(entry ->
            data.put(
                entry.getKey(), Base64.getMimeDecoder().decode(entry.getValue().asString(""))));
    return data;
  }

  /** An entry as text; empty when it is not there. */
  public static String text(KubeObject secret, String key) {
    byte[] value = data(secret).get(key);
    return value == null ? "" : new String(value, StandardCharsets.UTF_8);
  }

  /** Entries in the encoded form of the {@code data} field. */
  public static ObjectNode encode(Map<String, byte[]> data) {
    ObjectNode encoded = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(data)
        .forEach((key, value) -> encoded.put(key, Base64.getEncoder().encodeToString(value)));
    return encoded;
  }

  /** A new Secret of type Opaque. */
  public static KubeObject create(String namespace, String name, Map<String, byte[]> data) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", "v1").put("kind", "Secret");
    tree.putObject("metadata").put("name", name).put("namespace", namespace);
    tree.put("type", "Opaque").set("data", encode(data));
    return KubeObject.of(tree);
  }

  /** The same object, which goes when its owner goes. */
  public static KubeObject ownedBy(KubeObject object, KubeObject owner) {
    return object.withMetadata(metadata -> {
      ArrayNode owners = metadata.withArrayProperty("ownerReferences");
      owners.removeIf(other -> other.path("uid").asString("").equals(owner.uid()));
      owners
          .addObject()
          .put("apiVersion", owner.apiVersion())
          .put("kind", owner.kind())
          .put("name", owner.name())
          .put("uid", owner.uid())
          .put("controller", true)
          .put("blockOwnerDeletion", true);
    });
  }
}
