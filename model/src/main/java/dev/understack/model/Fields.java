package dev.understack.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of one JSON object into typed values and notes every fault instead of throwing.
 *
 * <p>A field of the wrong type yields the default and a fault that says what was expected and what
 * was found. {@link #rejectUnknown} then names the fields that nobody asked for. A null value
 * counts as absent, as in Go. Not for use by several threads.
 */
public final class Fields {
  private final ObjectNode object;
  private final String path;
  private final Faults faults;
  private final Set<String> asked = new HashSet<>();

  /**
   * @param object the object to read; it is not changed
   * @param path where it stands in the manifest, empty for the manifest itself
   * @param faults where faults go
   */
  public Fields(ObjectNode object, String path, Faults faults) {
    this.object = object;
    this.path = path;
    this.faults = faults;
  }

  /** The fields of a whole manifest. */
  public static Fields of(KubeObject object, Faults faults) {
    return new Fields(object.tree(), "", faults);
  }

  public String path() {
    return path;
  }

  public ObjectNode tree() {
    return object;
  }

  /** The path of a field of this object. */
  public String at(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether the field is there and not null. */
  public boolean has(String name) {
    return value(name) != null;
  }

  /** The names of all fields that are there, in text order. */
  public List<String> names() {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  /** Text, or {@code ""} when absent. */
  public String text(String name) {
    return text(name, "");
  }

  /** Text, or {@code absent}. */
  public String text(String name, String absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    if (!value.isString()) {
      return wrong(name, "text", value, absent);
    }
    return value.stringValue();
  }

  /** Text that must be there and not empty; the fault says so otherwise. */
  public String requiredText(String name) {
    JsonNode value = value(name);
    if (value == null || (value.isString() && value.stringValue().isEmpty())) {
      faults.add(at(name), "is required");
      return "";
    }
    return text(name);
  }

  /** Text that may be written as a number or boolean too (Argo's AnyString and IntOrString). */
  public Optional<String> anyText(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    if (value.isContainer()) {
      return wrong(name, "text, a number or a boolean", value, Optional.empty());
    }
    return Optional.of(value.isNumber() ? Json.write(value) : value.asString());
  }

  /** A boolean, or {@code absent}. */
  public boolean bool(String name, boolean absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    return value.isBoolean() ? value.booleanValue() : wrong(name, "true or false", value, absent);
  }

  /** A whole number, or {@code absent}. */
  public long integer(String name, long absent) {
    JsonNode value = value(name);
    if (value == null) {
      return absent;
    }
    return value.canConvertToLong() && value.isIntegralNumber()
        ? value.longValue()
        : wrong(name, "a whole number", value, absent);
  }

  /** Any value, or null when absent. */
  public @Nullable JsonNode any(String name) {
    return value(name);
  }

  /** The object in a field as fields of its own, when present. */
  public Optional<Fields> object(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return Optional.empty();
    }
    return value instanceof ObjectNode found
        ? Optional.of(new Fields(found, at(name), faults))
        : wrong(name, "an object", value, Optional.empty());
  }

  /** The object in a field; fields of an empty object when absent. */
  public Fields objectOrEmpty(String name) {
    return object(name)
        .orElseGet(() -> new Fields(JsonNodeFactory.instance.objectNode(), at(name), faults));
  }

  /** Reads the object in a field with {@code read}, when present. */
  public <T> @Nullable T read(String name, Function<Fields, T> read) {
    Optional<Fields> fields = object(name);
    return fields.isPresent() ? read.apply(fields.get()) : null;
  }

  /** Reads each object of a list; an absent list is empty. */
  public <T> List<T> list(String name, Function<Fields, T> read) {
    List<T> result = new ArrayList<>();
    int index = 0;
    for (JsonNode item : array(name)) {
      String itemPath = at(name) + "[" + index++ + "]";
      if (item instanceof ObjectNode found) {
        result.add(read.apply(new Fields(found, itemPath, faults)));
      } else {
        faults.add(itemPath, "expected an object, found " + kindOf(item));
      }
    }
    return List.copyOf(result);
  }

  /** A list of texts; an absent list is empty. */
  public List<String> texts(String name) {
    List<String> result = new ArrayList<>();
    int index = 0;
    for (JsonNode item : array(name)) {
      String itemPath = at(name) + "[" + index++ + "]";
      if (item.isString()) {
        result.add(item.stringValue());
      } else {
        faults.add(itemPath, "expected text, found " + kindOf(item));
      }
    }
    return List.copyOf(result);
  }

  /** The items of a list of anything; an absent list is empty. */
  public List<JsonNode> array(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof ArrayNode array) {
      List<JsonNode> items = new ArrayList<>();
      array.forEach(items::add);
      return items;
    }
    return wrong(name, "a list", value, List.of());
  }

  /** An object of texts, in order; an absent one is empty. */
  public Map<String, String> textMap(String name) {
    Map<String, String> result = new LinkedHashMap<>();
    object(name)
        .ifPresent(fields -> fields.names().forEach(key -> result.put(key, fields.text(key))));
    return java.util.Collections.unmodifiableMap(result);
  }

  /** Reads each value of an object of objects, in order; an absent one is empty. */
  public <T> Map<String, T> objectMap(String name, Function<Fields, T> read) {
    Map<String, T> result = new LinkedHashMap<>();
    object(name)
        .ifPresent(fields ->
            fields
                .names()
                .forEach(key -> fields.object(key).ifPresent(f -> result.put(key, read.apply(f)))));
    return java.util.Collections.unmodifiableMap(result);
  }

  /** Another object read at the same place, with the same faults. */
  public Fields within(ObjectNode other) {
    return new Fields(other, path, faults);
  }

  /** Marks fields as known without reading them. */
  public Fields known(String... names) {
    asked.addAll(List.of(names));
    return this;
  }

  /** Adds a fault at a field of this object. */
  public void fault(String name, String message) {
    faults.add(name.isEmpty() ? path : at(name), message);
  }

  /** Adds a fault for each field that was neither read nor marked as known. */
  public void rejectUnknown() {
    for (String name : names()) {
      if (!asked.contains(name)) {
        String near = nearest(name);
        faults.add(
            at(name), "unknown field" + (near.isEmpty() ? "" : ", did you mean " + near + "?"));
      }
    }
  }

  /** What a value is, in words for messages. */
  public static String kindOf(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> "text \"" + shortened(value.stringValue()) + "\"";
      case NUMBER -> "number " + value.asString();
      case BOOLEAN -> value.asString();
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case NULL -> "null";
      case BINARY, MISSING -> "nothing";
    };
  }

  private @Nullable JsonNode value(String name) {
    asked.add(name);
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private <T> T wrong(String name, String expected, JsonNode found, T instead) {
    faults.add(at(name), "expected " + expected + ", found " + kindOf(found));
    return instead;
  }

  private String nearest(String name) {
    ToIntFunction<String> distance = known -> editDistance(name, known);
    return asked.stream()
        .filter(known -> distance.applyAsInt(known) <= Math.max(1, name.length() / 4))
        .min(java.util.Comparator.comparingInt(distance).thenComparing(known -> known))
        .orElse("");
  }

  private static int editDistance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute =
            diagonal
                + (Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1))
                    ? 0
                    : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 57) + "...";
  }
}
