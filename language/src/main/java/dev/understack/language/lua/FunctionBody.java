package dev.understack.language.lua;

import dev.understack.language.lua.Variables.Local;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The code of a function. Filled by the parser, unchanged afterwards. */
final class FunctionBody {
  /**
   * Where a new function finds a variable of an enclosing one.
   *
   * @param local a local variable of the enclosing function, null when it is further out
   * @param index of the enclosing function's own upvalue when {@code local} is null
   */
  record Capture(@Nullable Local local, int index) {}

  private final List<Local> parameters;
  private final boolean variadic;
  private final List<Capture> captures;
  private final Block block;
  private final int slots;

  FunctionBody(
      List<Local> parameters, boolean variadic, List<Capture> captures, Block block, int slots) {
    this.parameters = List.copyOf(parameters);
    this.variadic = variadic;
    this.captures = List.copyOf(captures);
    this.block = block;
    this.slots = slots;
  }

  /** A function over the variables of a running one. */
  LuaFunction close(@Nullable Frame frame) {
    Cell[] cells = new Cell[captures.size()];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = captured(captures.get(i), frame);
    }
    return new LuaClosure(this, cells);
  }

  private static Cell captured(Capture capture, @Nullable Frame frame) {
    if (frame == null) {
      throw new IllegalStateException("a script has no enclosing function");
    }
    if (capture.local == null) {
      return frame.upvalues[capture.index];
    }
    if (frame.slots[capture.local.slot] instanceof Cell cell) {
      return cell;
    }
    Cell cell = new Cell(null);
    frame.slots[capture.local.slot] = cell;
    return cell;
  }

  /** Runs to the end or a return statement; results and a tail call are in the frame. */
  Frame run(Machine machine, Cell[] cells, @Nullable Object[] arguments) {
    machine.step();
    machine.spend(16L * slots);
    Frame frame = new Frame(machine, slots, cells, extra(arguments));
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).declare(frame, i < arguments.length ? arguments[i] : null);
    }
    machine.enter(frame);
    block.run(frame);
    machine.leave(frame.caller);
    return frame;
  }

  private @Nullable Object[] extra(@Nullable Object[] arguments) {
    boolean some = variadic && arguments.length > parameters.size();
    return some
        ? Arrays.copyOfRange(arguments, parameters.size(), arguments.length)
        : LuaFunction.NOTHING;
  }
}
