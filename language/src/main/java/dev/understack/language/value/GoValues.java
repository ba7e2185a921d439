package dev.understack.language.value;

import dev.understack.language.NativeFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types, truth and order of Go values. */
public final class GoValues {
  /** The type of values whose type is known only at run time. */
  public static final String ANY = "interface {}";

  private GoValues() {}

  /** The kind of a value; nil is INVALID. */
  public static GoKind kind(@Nullable Object value) {
    return switch (value) {
      case null -> GoKind.INVALID;
      case String s -> GoKind.STRING;
      case Long n -> GoKind.INT;
      case Double d -> GoKind.FLOAT64;
      case Boolean b -> GoKind.BOOL;
      case List<?> l -> GoKind.SLICE;
      case Map<?, ?> m -> GoKind.MAP;
      case GoInteger i -> i.kind();
      case byte[] b -> GoKind.SLICE;
      case GoObject o -> o.kind();
      case NativeFunction f -> GoKind.FUNC;
      default -> GoKind.STRUCT;
    };
  }

  /** The type of a value as {@code %T} prints it; nil is {@code <nil>}. */
  public static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "<nil>";
      case TypedList l -> "[]" + l.elementType();
      case List<?> l -> "[]" + ANY;
      case TypedMap m -> "map[string]" + m.valueType();
      case Map<?, ?> m -> "map[string]" + ANY;
      case byte[] b -> "[]uint8";
      case GoObject o -> o.goType();
      case NativeFunction f -> "func";
      default -> kind(value).toString();
    };
  }

  /** Whether a value counts as true: not nil, zero or empty. */
  public static boolean truth(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean b -> b;
      case String s -> !s.isEmpty();
      case Long n -> n != 0;
      case Double d -> d != 0;
      case List<?> l -> !l.isEmpty();
      case Map<?, ?> m -> !m.isEmpty();
      case byte[] b -> b.length > 0;
      case GoInteger i -> i.value() != 0;
      default -> true;
    };
  }

  /** The integer of a value of an integer kind. */
  public static long integer(Object value) {
    return switch (value) {
      case Long n -> n;
      case GoInteger i -> i.value();
      default -> throw new IllegalArgumentException("not an integer: " + type(value));
    };
  }

  /** The keys of a map in the order in which Go prints and ranges over them. */
  public static List<String> sortedKeys(Map<?, ?> map) {
    return map.keySet().stream().map(String::valueOf).sorted(GoText::compare).toList();
  }
}
