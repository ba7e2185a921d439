package dev.understack.language.tags;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Replaces the tags in all texts of a tree, names of fields included. */
public final class TagTree {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private TagTree() {}

  /**
   * The tree with its tags replaced. Parts without tags are shared with {@code tree}, which stays
   * as it is; a tree without tags is returned itself.
   *
   * @throws UnresolvedTagException when a tag that must resolve has no value
   * @throws dev.understack.language.LanguageException when an expression fails that must not
   */
  public static JsonNode resolve(JsonNode tree, TagScope scope, TagMode mode) {
    JsonNode changed = changed(tree, scope, mode);
    return changed == null ? tree : changed;
  }

  /** The tree when something in it was replaced, else null. */
  private static @Nullable JsonNode changed(JsonNode tree, TagScope scope, TagMode mode) {
    return switch (tree) {
      case StringNode text -> text(text.stringValue(), scope, mode);
      case ArrayNode array -> array(array, scope, mode);
      case ObjectNode object -> object(object, scope, mode);
      default -> null;
    };
  }

  private static @Nullable JsonNode text(String text, TagScope scope, TagMode mode) {
    String resolved = resolved(text, scope, mode);
    return resolved.equals(text) ? null : JSON.stringNode(resolved);
  }

  private static @Nullable JsonNode array(ArrayNode array, TagScope scope, TagMode mode) {
    ArrayNode result = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode item = changed(array.get(i), scope, mode);
      if (item != null && result == null) {
        result = JSON.arrayNode(array.size());
        for (int j = 0; j < i; j++) {
          result.add(array.get(j));
        }
      }
      if (result != null) {
        result.add(item == null ? array.get(i) : item);
      }
    }
    return result;
  }

  private static @Nullable JsonNode object(ObjectNode object, TagScope scope, TagMode mode) {
    boolean different = false;
    ObjectNode result = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = resolved(field.getKey(), scope, mode);
      JsonNode value = changed(field.getValue(), scope, mode);
      different |= value != null || !name.equals(field.getKey());
      result.set(name, value == null ? field.getValue() : value);
    }
    return different ? result : null;
  }

  private static String resolved(String text, TagScope scope, TagMode mode) {
    return TagTemplate.hasTags(text) ? TagTemplate.parse(text).resolve(scope, mode) : text;
  }
}
