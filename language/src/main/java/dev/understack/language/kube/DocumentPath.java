package dev.understack.language.kube;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON pointer, RFC 6901, that can also change the document it points into. */
record DocumentPath(List<String> steps) {
  DocumentPath {
    steps = List.copyOf(steps);
  }

  static DocumentPath parse(String text) {
    if (text.isEmpty()) {
      return new DocumentPath(List.of());
    }
    if (!text.startsWith("/")) {
      throw new PatchException("path must start with /: " + text + ": missing value");
    }
    return new DocumentPath(
        Arrays.stream(text.substring(1).split("/", -1))
            .map(step -> step.replace("~1", "/").replace("~0", "~"))
            .toList());
  }

  /** Whether this is a place strictly inside {@code other}. */
  boolean isInside(DocumentPath other) {
    return steps.size() > other.steps.size()
        && steps.subList(0, other.steps.size()).equals(other.steps);
  }

  /** The value, or null when there is none. */
  @Nullable JsonNode get(JsonNode document) {
    return walk(document, steps.size());
  }

  boolean hasObjectParent(JsonNode document) {
    return !steps.isEmpty() && walk(document, steps.size() - 1) instanceof ObjectNode;
  }

  JsonNode add(JsonNode document, JsonNode value, String operation) {
    if (steps.isEmpty()) {
      return value;
    }
    JsonNode parent = parent(document, operation);
    if (parent instanceof ObjectNode object) {
      object.set(last(), value);
    } else if (parent instanceof ArrayNode array) {
      int index = last().equals("-") ? array.size() : index(array.size(), operation);
      array.insert(index, value);
    }
    return document;
  }

  void remove(JsonNode document, String operation) {
    if (steps.isEmpty()) {
      throw missing(operation);
    }
    JsonNode parent = parent(document, operation);
    if (parent instanceof ObjectNode object) {
      if (object.remove(last()) == null) {
        throw new PatchException(
            in(operation) + "Unable to remove nonexistent key: " + last() + ": missing value");
      }
    } else if (parent instanceof ArrayNode array) {
      array.remove(index(array.size() - 1, operation));
    }
  }

  /**
   * A field that is not there yet is set: the API server does that too, though the RFC does not.
   */
  JsonNode replace(JsonNode document, JsonNode value) {
    if (steps.isEmpty()) {
      return value;
    }
    JsonNode parent = walk(document, steps.size() - 1);
    if (parent == null || !parent.isContainer()) {
      throw new PatchException(
          "replace operation does not apply: doc is missing path: " + this + ": missing value");
    }
    if (parent instanceof ObjectNode object) {
      object.set(last(), value);
    } else if (parent instanceof ArrayNode array) {
      array.set(index(array.size() - 1, "replace"), value);
    }
    return document;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String step : steps) {
      text.append('/').append(step.replace("~", "~0").replace("/", "~1"));
    }
    return text.toString();
  }

  private JsonNode parent(JsonNode document, String operation) {
    JsonNode parent = walk(document, steps.size() - 1);
    if (parent == null || !parent.isContainer()) {
      throw missing(operation);
    }
    return parent;
  }

  private @Nullable JsonNode walk(JsonNode document, int count) {
    JsonNode at = document;
    for (String step : steps.subList(0, count)) {
      JsonNode next =
          switch (at) {
            case ObjectNode object -> object.get(step);
            case ArrayNode array -> item(array, step);
            default -> null;
          };
      if (next == null) {
        return null;
      }
      at = next;
    }
    return at;
  }

  private static @Nullable JsonNode item(ArrayNode array, String step) {
    int index = number(step);
    return index < 0 ? null : array.get(index);
  }

  /** The last step as an index of at most {@code highest}. */
  private int index(int highest, String operation) {
    int index = number(last());
    if (index < 0) {
      throw new PatchException(
          in(operation) + "value was not a proper array index: '" + last() + "'");
    }
    if (index > highest) {
      throw new PatchException(
          in(operation)
              + "Unable to access invalid index: "
              + index
              + ": invalid index referenced");
    }
    return index;
  }

  private static int number(String step) {
    boolean digits =
        !step.isEmpty() && step.length() < 10 && step.chars().allMatch(DocumentPath::digit);
    return digits && (step.length() == 1 || step.charAt(0) != '0') ? Integer.parseInt(step) : -1;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private String last() {
    return steps.getLast();
  }

  private String in(String operation) {
    return "error in " + operation + " for path: '" + this + "': ";
  }

  private PatchException missing(String operation) {
    return new PatchException(
        operation
            + " operation does not apply: doc is missing "
            + (operation.equals("add") || operation.equals("remove") ? "" : "destination ")
            + "path: \""
            + this
            + "\": missing value");
  }
}
