package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.workflow.Sequence;
import dev.understack.model.workflow.StepSpec;
import java.util.ArrayList;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The items that a step loops over, and what each makes of the step. */
final class Loop {
  private static final int LONGEST = 1_000_000;

  private Loop() {}

  /** The items of a step whose tags are substituted. */
  static List<JsonNode> items(StepSpec step) {
    List<JsonNode> literal = step.withItems();
    Sequence sequence = step.withSequence();
    if (literal != null && !literal.isEmpty()) {
      return literal;
    }
    return sequence != null ? numbers(sequence) : parsed(step.withParam());
  }

  /** Name of the node of one item. */
  static String name(String base, int index, JsonNode item) {
    return base + "(" + index + ":" + GoText.description(item) + ")";
  }

  /** The variables that one item adds. */
  static Scope scope(Scope outer, JsonNode item) {
    Scope scope = new Scope(outer).put("item", GoText.item(item));
    if (item instanceof ObjectNode object) {
      object
          .properties()
          .forEach(field -> scope.put("item." + field.getKey(), GoText.of(field.getValue())));
    } else if (item instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        scope.put("item.[" + i + "]", GoText.of(array.get(i)));
      }
    }
    return scope;
  }

  private static List<JsonNode> parsed(String text) {
    try {
      if (Json.read(text) instanceof ArrayNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
      }
      throw new CallException(
          "withParam value could not be parsed as a JSON list: " + text + ": it is not a list");
    } catch (JacksonException e) {
      throw new CallException(
          "withParam value could not be parsed as a JSON list: "
              + text
              + ": "
              + e.getOriginalMessage());
    }
  }

  private static List<JsonNode> numbers(Sequence sequence) {
    long start = number(sequence.start(), 0);
    long end;
    if (sequence.end() != null) {
      end = number(sequence.end(), 0);
    } else if (sequence.count() != null) {
      long count = number(sequence.count(), 0);
      if (count == 0) {
        return List.of();
      }
      end = start + count - 1;
    } else {
      throw new CallException("neither end nor count was specified in withSequence");
    }
    if (Math.abs(end - start) >= LONGEST) {
      throw new CallException("withSequence from " + start + " to " + end + " is too long");
    }
    List<JsonNode> items = new ArrayList<>();
    long step = start <= end ? 1 : -1;
    for (long number = start; number != end + step; number += step) {
      items.add(JsonNodeFactory.instance.stringNode(formatted(sequence.format(), number)));
    }
    return items;
  }

  private static long number(@Nullable String text, long absent) {
    if (text == null) {
      return absent;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      throw new CallException("withSequence: " + text + " is not a whole number");
    }
  }

  private static String formatted(String format, long number) {
    if (format.isEmpty()) {
      return Long.toString(number);
    }
    StringBuilder out = new StringBuilder();
    try (Formatter formatter = new Formatter(out, Locale.ROOT)) {
      formatter.format(format.replace("%v", "%d"), number);
      return out.toString();
    } catch (java.util.IllegalFormatException e) {
      throw new CallException("withSequence format " + format + " is not valid");
    }
  }
}
