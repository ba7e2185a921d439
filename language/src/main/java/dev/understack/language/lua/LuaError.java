package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** An error that a script raised and can catch with {@code pcall}. */
final class LuaError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // never serialized
  private final transient @Nullable Object value;

  private final int line;

  /** An error with a value, raised in a line. */
  LuaError(@Nullable Object value, int line) {
    super("Lua error", null, false, false);
    this.value = value;
    this.line = line;
  }

  /** What {@code pcall} returns. */
  @Nullable Object value() {
    return value;
  }

  int line() {
    return line;
  }
}
