package dev.understack.language.value;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Go map with string keys whose values have a fixed type, for example {@code map[string]string}.
 * Any other map is a {@code map[string]interface {}}. Immutable.
 */
public final class TypedMap extends AbstractMap<String, @Nullable Object> {
  private final String valueType;
  private final Map<String, @Nullable Object> entries;

  private TypedMap(String valueType, Map<String, @Nullable Object> entries) {
    this.valueType = valueType;
    this.entries = entries;
  }

  /** A {@code map[string]string}. */
  public static TypedMap ofStrings(Map<String, String> entries) {
    return new TypedMap(
        "string",
        Collections.unmodifiableMap(new LinkedHashMap<String, @Nullable Object>(entries)));
  }

  /** The Go type of the values. */
  public String valueType() {
    return valueType;
  }

  @Override
  public @Nullable Object get(Object key) {
    return entries.get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.containsKey(key);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return entries.entrySet();
  }
}
