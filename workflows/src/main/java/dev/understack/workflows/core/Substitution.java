package dev.understack.workflows.core;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replaces tags in the texts of a tree. A tree without tags is returned as it is; the one given is
 * never changed.
 *
 * <p>Lenient: what cannot be resolved stays as written, for a later pass. Strict: a tag of steps,
 * tasks or the loop item must resolve.
 */
final class Substitution {
  private static final Pattern LATE =
      Pattern.compile("\\b(steps|tasks|item|retries|lastRetry|inputs|outputs|workflow)\\b");
  private static final Pattern ITEM = Pattern.compile("item|retries|lastRetry");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern NOTHING = Pattern.compile("(?!)");
  private static final Pattern STEPS = Pattern.compile("^(steps|tasks)\\..*");
  private static final Pattern STEPS_AND_ITEM = Pattern.compile("^((steps|tasks|item)\\..*|item)$");

  private final Scope scope;
  private final Languages languages;
  private final boolean strict;
  private final Pattern required;

  private Substitution(Scope scope, Languages languages, Pattern required) {
    this.scope = scope;
    this.languages = languages;
    this.strict = required != NOTHING;
    this.required = required;
  }

  /** Leaves what cannot be resolved. */
  static Substitution lenient(Scope scope, Languages languages) {
    return new Substitution(scope, languages, NOTHING);
  }

  /** Variables of steps and tasks must resolve. */
  static Substitution strict(Scope scope, Languages languages) {
    return new Substitution(scope, languages, STEPS);
  }

  /** Variables of steps, tasks and the loop item must resolve. */
  static Substitution inLoop(Scope scope, Languages languages) {
    return new Substitution(scope, languages, STEPS_AND_ITEM);
  }

  ObjectNode object(ObjectNode tree) {
    return (ObjectNode) tree(tree);
  }

  JsonNode tree(JsonNode tree) {
    JsonNode replaced = replaced(tree);
    return replaced == null ? tree : replaced;
  }

  /** The tree with its tags replaced; null when there is nothing to replace. */
  private @Nullable JsonNode replaced(JsonNode tree) {
    return switch (tree) {
      case ObjectNode object -> fields(object);
      case ArrayNode array -> items(array);
      default -> {
        String text = tree.isString() ? tree.stringValue() : "";
        String replaced = text(text);
        yield replaced.equals(text) ? null : JsonNodeFactory.instance.stringNode(replaced);
      }
    };
  }

  /** The text with its tags replaced. */
  String text(String text) {
    int close = text.indexOf("}}");
    if (close < 0 || text.indexOf("{{") < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (close >= 0) {
      int open = text.lastIndexOf("{{", close - 1);
      int outer = text.indexOf("{{", from);
      if (outer < 0 || open < from) {
        break;
      }
      int start = isExpression(text, outer) ? outer : open;
      out.append(text, from, start);
      String tag = text.substring(start + 2, close);
      String value = resolve(tag);
      out.append(value == null ? "{{" + tag + "}}" : value);
      from = close + 2;
      close = text.indexOf("}}", from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private @Nullable ObjectNode fields(ObjectNode object) {
    ObjectNode copy = null;
    for (var field : object.properties()) {
      JsonNode value = replaced(field.getValue());
      String key = text(field.getKey());
      if ((value != null || !key.equals(field.getKey())) && copy == null) {
        copy = JsonNodeFactory.instance.objectNode();
        for (var earlier : object.properties()) {
          if (earlier.getKey().equals(field.getKey())) {
            break;
          }
          copy.set(earlier.getKey(), earlier.getValue());
        }
      }
      if (copy != null) {
        copy.set(key, value == null ? field.getValue() : value);
      }
    }
    return copy;
  }

  private @Nullable ArrayNode items(ArrayNode array) {
    ArrayNode copy = null;
    for (int i = 0; i < array.size(); i++) {
      JsonNode value = replaced(array.get(i));
      if (value != null && copy == null) {
        copy = JsonNodeFactory.instance.arrayNode(array.size());
        for (int j = 0; j < i; j++) {
          copy.add(array.get(j));
        }
      }
      if (copy != null) {
        copy.add(value == null ? array.get(i) : value);
      }
    }
    return copy;
  }

  private @Nullable String resolve(String tag) {
    return tag.startsWith("=") ? expression(tag.substring(1)) : simple(tag);
  }

  private @Nullable String simple(String tag) {
    String name = tag.strip();
    Object value = scope.find(name);
    if (value instanceof String text) {
      return text;
    }
    if (value == Absent.VALUE) {
      throw new CallException("{{" + name + "}} is an absent optional: its step did not run");
    }
    boolean artifact = name.contains(".artifacts.");
    if (value == null && !artifact && required.matcher(name).matches()) {
      throw new CallException("failed to resolve {{" + name + "}}");
    }
    return null;
  }

  private @Nullable String expression(String text) {
    var variables = Environment.of(scope, text);
    String unquoted = QUOTED.matcher(text).replaceAll("''");
    var late = LATE.matcher(unquoted);
    while (late.find()) {
      boolean member = late.start() > 0 && unquoted.charAt(late.start() - 1) == '.';
      if (!member && !variables.containsKey(late.group())) {
        return ITEM.matcher(late.group()).matches()
            ? null
            : unresolved(text, "unknown name " + late.group());
      }
    }
    try {
      Object value = languages.expression(text, variables);
      return value == null ? unresolved(text, "it has no value") : shown(value);
    } catch (CallException e) {
      return unresolved(text, String.valueOf(e.getMessage()));
    }
  }

  private String shown(Object value) {
    return value instanceof String text ? text : languages.json(value);
  }

  private @Nullable String unresolved(String expression, String reason) {
    if (strict) {
      throw new CallException("failed to evaluate expression: " + expression + ": " + reason);
    }
    return null;
  }

  private static boolean isExpression(String text, int open) {
    return text.startsWith("{{=", open);
  }
}
