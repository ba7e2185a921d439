package dev.understack.executors.pod;

import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What Secrets and ConfigMaps hold, each read once, so that the environment and the files of a pod
 * agree. For one thread.
 */
final class ObjectData {
  private final ObjectApi api;
  private final String namespace;
  private final Map<ObjectKey, Optional<SortedMap<String, byte[]>>> read = new HashMap<>();

  ObjectData(ObjectApi api, String namespace) {
    this.api = api;
    this.namespace = namespace;
  }

  ObjectKey key(ObjectSource source) {
    return source.in(namespace);
  }

  /** The entries of an object, or empty when it is not there. */
  Optional<SortedMap<String, byte[]>> find(ObjectSource source) {
    return read.computeIfAbsent(key(source), key -> api.find(key).map(o -> entries(source, o)));
  }

  private static SortedMap<String, byte[]> entries(ObjectSource source, KubeObject object) {
    SortedMap<String, byte[]> entries = new TreeMap<>();
    boolean encoded = source.kind() == ObjectSource.Kind.SECRET;
    object
        .tree()
        .path("data")
        .properties()
        .forEach(entry ->
            entries.put(
                entry.getKey(),
                encoded
                    ? decode(entry.getValue().asString(""))
                    : utf8(entry.getValue().asString(""))));
    object
        .tree()
        .path("binaryData")
        .properties()
        .forEach(entry -> entries.put(entry.getKey(), decode(entry.getValue().asString(""))));
    return entries;
  }

  private static byte[] decode(String base64) {
    return Base64.getMimeDecoder().decode(base64);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
