package dev.understack.language.kube;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** One operation of a JSON patch. */
public sealed interface JsonPatchOperation {
  /**
   * Applies this to {@code document}, which it may change.
   *
   * @return the changed document
   * @throws PatchException when it does not fit
   */
  JsonNode apply(JsonNode document);

  /** Reads one operation. */
  static JsonPatchOperation of(JsonNode operation) {
    String kind = operation.path("op").asString("");
    return switch (kind) {
      case "add" -> new Add(path(operation), value(operation));
      case "remove" -> new Remove(path(operation));
      case "replace" -> new Replace(path(operation), value(operation));
      case "move" -> new Move(from(operation), path(operation));
      case "copy" -> new Copy(from(operation), path(operation));
      case "test" -> new Test(path(operation), operation.get("value"));
      default -> throw new PatchException("Unexpected kind: " + kind);
    };
  }

  /**
   * Adds a field, inserts before a list item, or appends to a list with the path's end {@code -}.
   */
  record Add(DocumentPath path, JsonNode value) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      return path.add(document, value.deepCopy(), "add");
    }
  }

  /** Removes what is there. */
  record Remove(DocumentPath path) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      path.remove(document, "remove");
      return document;
    }
  }

  /** Puts a value in place of what is there. */
  record Replace(DocumentPath path, JsonNode value) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      return path.replace(document, value.deepCopy());
    }
  }

  /** Removes a value and adds it elsewhere. */
  record Move(DocumentPath from, DocumentPath path) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      if (path.isInside(from)) {
        throw new PatchException(
            "move operation does not apply: doc is missing destination path: "
                + path
                + ": missing value");
      }
      JsonNode moved = from.get(document);
      if (moved == null) {
        throw new PatchException(
            "move operation does not apply: doc is missing from path: " + from + ": missing value");
      }
      from.remove(document, "move");
      return path.add(document, moved, "move");
    }
  }

  /** Adds a copy of a value elsewhere; an absent field of an object is copied as null. */
  record Copy(DocumentPath from, DocumentPath path) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      JsonNode copied = from.get(document);
      if (copied == null && !from.hasObjectParent(document)) {
        throw new PatchException(
            "copy operation does not apply: doc is missing from path: " + from + ": missing value");
      }
      JsonNode copy = copied == null ? NullNode.instance : copied.deepCopy();
      return path.add(document, copy, "copy");
    }
  }

  /** Fails unless the value is there; an absent value equals null, as in Kubernetes. */
  record Test(DocumentPath path, @Nullable JsonNode value) implements JsonPatchOperation {
    @Override
    public JsonNode apply(JsonNode document) {
      JsonNode found = path.get(document);
      JsonNode actual = found == null ? NullNode.instance : found;
      JsonNode wanted = value == null ? NullNode.instance : value;
      if (!Numbers.equal(actual, wanted)) {
        throw new PatchException("testing value " + path + " failed: test failed");
      }
      return document;
    }
  }

  private static DocumentPath path(JsonNode operation) {
    return DocumentPath.parse(text(operation, "path", "operation missing path field"));
  }

  private static DocumentPath from(JsonNode operation) {
    return DocumentPath.parse(text(operation, "from", "operation, missing from field"));
  }

  /** An absent value is null, as in the API server. */
  private static JsonNode value(JsonNode operation) {
    JsonNode value = operation.get("value");
    return value == null ? NullNode.instance : value;
  }

  private static String text(JsonNode operation, String field, String problem) {
    JsonNode value = operation.get(field);
    if (value == null || !value.isString()) {
      throw new PatchException(problem + ": missing value");
    }
    return value.stringValue();
  }
}
