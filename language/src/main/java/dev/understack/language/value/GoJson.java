package dev.understack.language.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON trees as Go decodes them into {@code interface {}}: every number is a float64. */
public final class GoJson {
  private GoJson() {}

  /**
   * The value of a tree: null, Boolean, Double, String, and new lists and maps that functions may
   * change.
   */
  public static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(e -> map.put(GoText.valid(e.getKey()), value(e.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>(node.size());
        node.forEach(element -> list.add(value(element)));
        yield list;
      }
      case STRING -> GoText.valid(node.stringValue());
      case NUMBER -> node.doubleValue();
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING -> null;
      case BINARY, POJO -> node.asString();
    };
  }
}
