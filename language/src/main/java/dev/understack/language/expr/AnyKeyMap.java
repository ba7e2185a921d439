package dev.understack.language.expr;

import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** A map whose keys are any values, as {@code groupBy} and {@code fromPairs} make it. */
final class AnyKeyMap extends LinkedHashMap<Object, @Nullable Object> {
  private static final long serialVersionUID = 1L;

  /** Stands for the key nil. */
  static final String NIL = "<nil>";

  static Object key(@Nullable Object value) {
    return value == null ? NIL : value;
  }
}
