package dev.understack.language.kube;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One walk of a template over a document. */
final class JsonPathWalk {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MOST_RESULTS = 1_000_000;

  private final String template;
  private final boolean allowMissing;
  private int visited;

  JsonPathWalk(String template, boolean allowMissing) {
    this.template = template;
    this.allowMissing = allowMissing;
  }

  void run(List<JsonPathNode> nodes, JsonNode document, List<List<JsonNode>> results) {
    for (JsonPathNode node : nodes) {
      switch (node) {
        case JsonPathNode.Text text -> results.add(List.of(JSON.stringNode(text.text())));
        case JsonPathNode.Range range -> {
          for (JsonNode item : steps(range.steps(), List.of(document))) {
            run(range.body(), item, results);
          }
        }
        case JsonPathNode.Action action -> results.add(steps(action.steps(), List.of(document)));
        default -> throw fault("unexpected node " + node);
      }
    }
  }

  private List<JsonNode> steps(List<JsonPathNode> steps, List<JsonNode> start) {
    List<JsonNode> current = start;
    for (JsonPathNode step : steps) {
      current = step(step, current);
      visited += current.size() + 1;
      if (visited > MOST_RESULTS) {
        throw fault("more than " + MOST_RESULTS + " results");
      }
    }
    return current;
  }

  private List<JsonNode> step(JsonPathNode step, List<JsonNode> input) {
    List<JsonNode> found = new ArrayList<>();
    switch (step) {
      case JsonPathNode.Text text -> found.add(JSON.stringNode(text.text()));
      case JsonPathNode.Value value -> input.forEach(item -> found.add(constant(value.value())));
      case JsonPathNode.Field field -> field(field, input, found);
      case JsonPathNode.Slice slice -> input.forEach(item -> slice(slice, item, found));
      case JsonPathNode.Wildcard wildcard -> input.forEach(item -> item.forEach(found::add));
      case JsonPathNode.Recursive recursive -> input.forEach(item -> below(item, found));
      case JsonPathNode.Union union ->
          union.members().forEach(member -> found.addAll(steps(member, input)));
      case JsonPathNode.Filter filter -> input.forEach(item -> filter(filter, item, found));
      case JsonPathNode.Word word -> throw fault("unrecognized identifier " + word.name());
      case JsonPathNode.Action action -> found.addAll(steps(action.steps(), input));
      case JsonPathNode.Range range -> throw fault("range inside of an action");
    }
    return found;
  }

  private void field(JsonPathNode.Field field, List<JsonNode> input, List<JsonNode> found) {
    for (JsonNode item : input) {
      JsonNode value = item.get(field.name());
      if (value != null) {
        found.add(value);
      }
    }
    if (found.isEmpty() && !input.isEmpty() && !allowMissing) {
      throw fault(field.name() + " is not found");
    }
  }

  private void slice(JsonPathNode.Slice slice, JsonNode item, List<JsonNode> found) {
    if (item.isNull()) {
      return;
    }
    if (!item.isArray()) {
      throw fault(kind(item) + " is not array or slice");
    }
    int size = item.size();
    int from = slice.from() == null ? 0 : wrapped(slice.from(), size);
    int to = slice.single() ? from + 1 : slice.to() == null ? size : wrapped(slice.to(), size);
    if (from == to) {
      return;
    }
    if (from >= size || from < 0) {
      throw fault("array index out of bounds: index " + from + ", length " + size);
    }
    if (to > size || to < 0) {
      throw fault("array index out of bounds: index " + (to - 1) + ", length " + size);
    }
    if (from > to) {
      throw fault("starting index " + from + " is greater than ending index " + to);
    }
    int step = slice.step() == null ? 1 : slice.step();
    if (step <= 0) {
      throw fault("step must be > 0");
    }
    for (int i = from; i < to; i += step) {
      found.add(item.get(i));
    }
  }

  private static int wrapped(int index, int size) {
    return index < 0 ? index + size : index;
  }

  /** The item and everything inside that has something inside. */
  private void below(JsonNode item, List<JsonNode> found) {
    if (item.isContainer() && !item.isEmpty()) {
      found.add(item);
      item.forEach(inner -> below(inner, found));
    }
  }

  private void filter(JsonPathNode.Filter filter, JsonNode item, List<JsonNode> found) {
    if (!item.isArray()) {
      throw fault(kind(item) + " is not array or slice and cannot be filtered");
    }
    for (JsonNode member : item) {
      if (passes(filter, member)) {
        found.add(member);
      }
    }
  }

  private boolean passes(JsonPathNode.Filter filter, JsonNode member) {
    List<JsonNode> left = operand(filter.left(), member, filter.operator().isEmpty());
    if (filter.operator().isEmpty() || left.isEmpty()) {
      return !left.isEmpty();
    }
    List<JsonNode> right = operand(filter.right(), member, false);
    if (left.size() > 1 || right.size() > 1) {
      throw fault("can only compare one element at a time");
    }
    return !right.isEmpty() && compare(left.getFirst(), filter.operator(), right.getFirst());
  }

  private List<JsonNode> operand(List<JsonPathNode> steps, JsonNode member, boolean mayMiss) {
    return mayMiss
        ? new JsonPathWalk(template, true).steps(steps, List.of(member))
        : steps(steps, List.of(member));
  }

  private boolean compare(JsonNode left, String operator, JsonNode right) {
    int order;
    if (left.isNumber() && right.isNumber()) {
      order = left.decimalValue().compareTo(right.decimalValue());
    } else if (left.isString() && right.isString()) {
      order = left.stringValue().compareTo(right.stringValue());
    } else if (left.isBoolean() && right.isBoolean()) {
      order = left.equals(right) ? 0 : 1;
    } else {
      throw fault("incompatible types for comparison");
    }
    return switch (operator) {
      case "<" -> order < 0;
      case ">" -> order > 0;
      case "==" -> order == 0;
      case "!=" -> order != 0;
      case "<=" -> order <= 0;
      case ">=" -> order >= 0;
      default -> throw fault("unrecognized filter operator " + operator);
    };
  }

  private static JsonNode constant(Object value) {
    return value instanceof Boolean truth
        ? JSON.booleanNode(truth)
        : JSON.numberNode(((Number) value).doubleValue());
  }

  private static String kind(JsonNode item) {
    return switch (item.getNodeType()) {
      case OBJECT -> "map[string]interface {}";
      case STRING -> "string";
      case NUMBER -> item.isIntegralNumber() ? "int64" : "float64";
      case BOOLEAN -> "bool";
      case ARRAY -> "[]interface {}";
      case NULL, MISSING, BINARY, POJO -> "nil";
    };
  }

  private LanguageException fault(String problem) {
    return new LanguageException(KubeJsonPath.LANGUAGE, template, problem);
  }
}
