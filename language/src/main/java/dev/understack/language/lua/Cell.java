package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** A local variable that a nested function uses. */
final class Cell {
  @Nullable Object value;

  Cell(@Nullable Object value) {
    this.value = value;
  }
}
