package dev.understack.language.template;

import org.jspecify.annotations.Nullable;

/** No value at all, as of a missing map key. */
enum Absent {
  VALUE;

  /** The value as functions see it: absent is nil. */
  static @Nullable Object toNil(Object value) {
    return switch (value) {
      case Absent a -> null;
      case Boxed b -> b.value();
      default -> value;
    };
  }
}
