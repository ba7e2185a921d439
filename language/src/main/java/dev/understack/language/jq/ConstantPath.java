package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Paths that are known when a program is compiled. */
final class ConstantPath {
  private ConstantPath() {}

  /** The key of an index, null if it has to be computed. */
  static @Nullable JsonNode key(Syntax.Index index) {
    return constant(index.key());
  }

  /** The key of a slice, null if a bound has to be computed. */
  static @Nullable JsonNode key(Syntax.Slice slice) {
    JsonNode none = JsonNodeFactory.instance.nullNode();
    JsonNode from = slice.from() == null ? none : constant(slice.from());
    JsonNode to = slice.to() == null ? none : constant(slice.to());
    return from == null || to == null ? null : Paths.sliceKey(from, to);
  }

  private static @Nullable JsonNode constant(Syntax syntax) {
    boolean constant =
        syntax instanceof Syntax.Literal(JsonNode value) && (value.isString() || value.isNumber());
    return constant ? ((Syntax.Literal) syntax).value() : null;
  }

  /** The path that an expression follows from its input, null if it is not always the same. */
  static @Nullable ArrayNode of(Syntax syntax) {
    return switch (syntax) {
      case Syntax.Index index -> append(index.target(), key(index));
      case Syntax.Slice slice -> append(slice.target(), key(slice));
      case Syntax.Group(Syntax inner) when !(inner instanceof Syntax.Identity) -> of(inner);
      default -> null;
    };
  }

  private static @Nullable ArrayNode append(Syntax target, @Nullable JsonNode key) {
    ArrayNode path =
        target instanceof Syntax.Identity ? JsonNodeFactory.instance.arrayNode() : of(target);
    return path == null || key == null ? null : path.add(key);
  }
}
