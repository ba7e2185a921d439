package dev.understack.language.value;

import dev.understack.language.NativeFunction;
import org.jspecify.annotations.Nullable;

/**
 * A value of a named Go type with methods, for example a time. {@code toString()} is its Go text.
 * Immutable.
 */
public interface GoObject {
  /** The Go type as {@code %T} prints it. */
  String goType();

  /** The kind of the type. */
  GoKind kind();

  /** The method of that name bound to this value, null when the type has none. */
  @Nullable NativeFunction method(String name);

  /** The string that JSON holds for this value. */
  default String jsonText() {
    return toString();
  }
}
