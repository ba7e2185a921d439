package dev.understack.secrets.external;

import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A secret as its provider has it: as a whole, and by properties. Never changed. */
final class RemoteSecret {
  private final byte[] whole;
  private final NavigableMap<String, byte[]> properties;

  private RemoteSecret(byte[] whole, NavigableMap<String, byte[]> properties) {
    this.whole = whole;
    this.properties = properties;
  }

  /** A secret that is one text; when that is a JSON object, its fields are the properties. */
  static RemoteSecret ofText(String text) {
    NavigableMap<String, byte[]> properties = new TreeMap<>();
    try {
      if (Json.read(text) instanceof ObjectNode object) {
        object.properties().forEach(f -> properties.put(f.getKey(), bytes(f.getValue())));
      }
    } catch (JacksonException plain) {
      // It has no properties then.
    }
    return new RemoteSecret(text.getBytes(StandardCharsets.UTF_8), properties);
  }

  /** A secret that is an object; its JSON text is the whole. */
  static RemoteSecret ofObject(JsonNode object) {
    return ofText(Json.write(object));
  }

  /** A secret that is a set of entries; the whole is their JSON text. */
  static RemoteSecret ofEntries(Map<String, byte[]> entries) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(entries).forEach((key, value) -> json.put(key, Json.text(value)));
    return new RemoteSecret(Json.bytes(json), new TreeMap<>(entries));
  }

  byte[] whole() {
    return whole;
  }

  NavigableMap<String, byte[]> properties() {
    return properties;
  }

  /** A property by its name, or by a path into the whole as JSON. */
  Optional<byte[]> property(String name) {
    byte[] direct = properties.get(name);
    if (direct != null) {
      return Optional.of(direct);
    }
    GjsonResult found = GjsonPath.compile(name).get(Json.text(whole));
    return found.exists()
        ? Optional.of(found.string().getBytes(StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static byte[] bytes(JsonNode value) {
    return value.isString()
        ? value.stringValue().getBytes(StandardCharsets.UTF_8)
        : Json.bytes(value);
  }
}
