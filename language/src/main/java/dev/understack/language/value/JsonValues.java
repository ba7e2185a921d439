package dev.understack.language.value;

import dev.understack.language.FunctionException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON trees as Go decodes them into {@code interface {}}: every number is a float64. */
public final class JsonValues {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonValues() {}

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

  /**
   * The value of JSON text.
   *
   * @throws FunctionException when the text is not one JSON value
   */
  public static @Nullable Object parse(String text) {
    try {
      JsonNode tree = MAPPER.readTree(GoText.valid(text));
      if (tree.isMissingNode()) {
        throw new FunctionException("unexpected end of JSON input");
      }
      return value(tree);
    } catch (JacksonException e) {
      throw new FunctionException("invalid JSON: " + e.getOriginalMessage());
    }
  }
}
