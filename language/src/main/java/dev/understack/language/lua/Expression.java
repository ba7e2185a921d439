package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** Something with a value. */
interface Expression {
  @Nullable Object value(Frame frame);

  /** All values; only calls and {@code ...} have another number than one. */
  default @Nullable Object[] values(Frame frame) {
    return new @Nullable Object[] {value(frame)};
  }

  /** Whether the number of values is known only when it runs. */
  default boolean isOpen() {
    return false;
  }
}
