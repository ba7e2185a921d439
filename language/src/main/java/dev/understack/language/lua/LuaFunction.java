package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** A function that scripts call. */
@FunctionalInterface
interface LuaFunction {
  /** No results. */
  @Nullable Object[] NOTHING = {};

  @Nullable Object[] call(Machine machine, @Nullable Object[] arguments);
}
