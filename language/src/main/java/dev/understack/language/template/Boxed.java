package dev.understack.language.template;

import org.jspecify.annotations.Nullable;

/**
 * A value behind an {@code interface {}}: an element of a map or list whose type is known only at
 * run time. Go treats a nil in such a place differently from a place that does not exist.
 */
record Boxed(@Nullable Object value) {
  /** The value, absent when it is nil. */
  Object opened() {
    return value == null ? Absent.VALUE : value;
  }

  /** The value behind {@code value} if it is boxed. */
  static Object open(Object value) {
    return value instanceof Boxed boxed ? boxed.opened() : value;
  }

  /** The result of a function: nil is boxed. */
  static Object result(@Nullable Object value) {
    return value == null ? new Boxed(null) : value;
  }
}
