package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** A function of the script with the outer variables that it uses. */
final class LuaClosure implements LuaFunction {
  private final FunctionBody body;
  private final Cell[] cells;

  LuaClosure(FunctionBody body, Cell[] cells) {
    this.body = body;
    this.cells = cells;
  }

  @Override
  public @Nullable Object[] call(Machine machine, @Nullable Object[] arguments) {
    LuaClosure current = this;
    @Nullable Object[] passed = arguments;
    while (true) {
      Frame frame = current.body.run(machine, current.cells, passed);
      LuaFunction tail = frame.tail;
      if (tail == null) {
        return frame.returned;
      }
      // A call in a return statement replaces this one, so that it needs no stack.
      passed = frame.returned;
      if (!(tail instanceof LuaClosure closure)) {
        return tail.call(machine, passed);
      }
      current = closure;
    }
  }
}
