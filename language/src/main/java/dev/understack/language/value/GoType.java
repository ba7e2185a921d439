package dev.understack.language.value;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type of a function's parameter, and which values Go accepts for it. */
public enum GoType {
  ANY(GoValues.ANY, true),
  /** A value that may also be absent, as the functions built into templates take it. */
  REFLECT("reflect.Value", true),
  STRING("string", false),
  INT("int", false),
  INT64("int64", false),
  UINT32("uint32", false),
  BOOL("bool", false),
  FLOAT64("float64", false),
  STRINGS("[]string", true),
  LIST("[]" + GoValues.ANY, true),
  MAP("map[string]" + GoValues.ANY, true),
  TIME("time.Time", false),
  FUNC("func", true);

  private final String text;
  private final boolean nullable;

  GoType(String text, boolean nullable) {
    this.text = text;
    this.nullable = nullable;
  }

  /** Whether nil can be passed. */
  public boolean canBeNil() {
    return nullable;
  }

  /** Whether a value that is not nil can be passed. */
  public boolean accepts(Object value) {
    return switch (this) {
      case ANY, REFLECT -> true;
      case STRING -> value instanceof String;
      case INT -> value instanceof Long;
      case INT64 -> value instanceof GoInteger i && i.kind() == GoKind.INT64;
      case UINT32 -> value instanceof GoInteger i && i.kind() == GoKind.UINT32;
      case BOOL -> value instanceof Boolean;
      case FLOAT64 -> value instanceof Double;
      case STRINGS -> value instanceof TypedList l && l.elementType().equals("string");
      case LIST -> value instanceof List<?> && !(value instanceof TypedList);
      case MAP -> value instanceof Map<?, ?> && !(value instanceof TypedMap);
      case TIME -> value instanceof GoObject o && o.goType().equals(text);
      case FUNC -> value instanceof NativeFunction;
    };
  }

  /**
   * The value if it can be passed.
   *
   * @throws FunctionException saying which type was expected
   */
  public @Nullable Object check(@Nullable Object value) {
    if (value == null ? nullable : accepts(value)) {
      return value;
    }
    throw new FunctionException(
        value == null
            ? "invalid value; expected " + text
            : "wrong type for value; expected " + text + "; got " + GoValues.type(value));
  }

  /** The type as Go prints it. */
  @Override
  public String toString() {
    return text;
  }
}
