package dev.understack.language.expr;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A view of an object whose values are converted when they are asked for. */
final class JsonMap extends AbstractMap<String, @Nullable Object> {
  private final ObjectNode object;

  JsonMap(ObjectNode object) {
    this.object = object;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    JsonNode value = key instanceof String name ? object.get(name) : null;
    return value == null ? null : ExprValues.of(value);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && object.has(name);
  }

  @Override
  public int size() {
    return object.size();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        Iterator<Map.Entry<String, JsonNode>> fields = object.properties().iterator();
        return new Iterator<>() {
          @Override
          public boolean hasNext() {
            return fields.hasNext();
          }

          @Override
          public Map.Entry<String, @Nullable Object> next() {
            Map.Entry<String, JsonNode> field = fields.next();
            return new SimpleImmutableEntry<>(field.getKey(), ExprValues.of(field.getValue()));
          }
        };
      }

      @Override
      public int size() {
        return object.size();
      }
    };
  }
}
