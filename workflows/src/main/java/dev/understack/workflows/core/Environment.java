package dev.understack.workflows.core;

import dev.understack.model.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The variables of an expression: dotted names become nested maps. */
final class Environment {

  private Environment() {}

  /** The variables of {@code scope} that {@code expression} may need. */
  static Map<String, @Nullable Object> of(Scope scope, String expression) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    scope.each(expression, (name, value) -> put(root, name, value));
    return root;
  }

  private static void put(Map<String, @Nullable Object> root, String name, Object value) {
    Map<String, @Nullable Object> at = root;
    int from = 0;
    int dot = cut(name, from);
    while (dot >= 0) {
      at = child(at, name.substring(from, dot));
      from = dot + 1;
      dot = cut(name, from);
    }
    String last = name.substring(from);
    if (!(at.get(last) instanceof Map)) {
      at.put(last, plain(value));
    }
  }

  /** The next dot; labels and annotations keep theirs in the key. */
  private static int cut(String name, int from) {
    boolean key =
        from > 0
            && (name.startsWith("workflow.labels.") || name.startsWith("workflow.annotations."))
            && name.indexOf('.', from) >= 0
            && name.substring(0, from).chars().filter(c -> c == '.').count() == 2;
    return key ? -1 : name.indexOf('.', from);
  }

  private static Map<String, @Nullable Object> child(
      Map<String, @Nullable Object> map, String name) {
    if (map.get(name) instanceof Map<?, ?> found) {
      @SuppressWarnings("unchecked") // only this class puts maps with text keys
      Map<String, @Nullable Object> nested = (Map<String, @Nullable Object>) found;
      return nested;
    }
    Map<String, @Nullable Object> made = new LinkedHashMap<>();
    map.put(name, made);
    return made;
  }

  private static @Nullable Object plain(Object value) {
    return switch (value) {
      case Absent _ -> null;
      case JsonNode tree -> plain(tree);
      default -> value;
    };
  }

  /** A JSON value as the languages hold it. */
  static @Nullable Object plain(JsonNode tree) {
    return switch (tree.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        tree.properties().forEach(field -> map.put(field.getKey(), plain(field.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        tree.forEach(item -> list.add(plain(item)));
        yield list;
      }
      case STRING -> tree.stringValue();
      case BOOLEAN -> tree.booleanValue();
      case NUMBER ->
          tree.isIntegralNumber() && tree.canConvertToLong()
              ? (Object) tree.longValue()
              : (Object) tree.doubleValue();
      case NULL, MISSING -> null;
      case BINARY, POJO -> Json.write(tree);
    };
  }
}
