package dev.understack.language.lua;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Expressions that read variables and fields; they can be assigned to. */
final class Variables {
  private Variables() {}

  /** An expression that can stand left of {@code =}. */
  interface Target extends Expression {
    void assign(Frame frame, @Nullable Object value);
  }

  /** A local variable as the parser knows it. */
  static final class Local {
    final String name;
    final int slot;

    /** Whether a nested function uses it; set while parsing, before anything runs. */
    boolean captured;

    Local(String name, int slot) {
      this.name = name;
      this.slot = slot;
    }

    void declare(Frame frame, @Nullable Object value) {
      frame.slots[slot] = captured ? new Cell(value) : value;
    }
  }

  record LocalVariable(Local local) implements Target {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = frame.slots[local.slot];
      return value instanceof Cell cell ? cell.value : value;
    }

    @Override
    public void assign(Frame frame, @Nullable Object value) {
      if (frame.slots[local.slot] instanceof Cell cell) {
        cell.value = value;
      } else {
        frame.slots[local.slot] = value;
      }
    }
  }

  /** A local variable of an enclosing function. */
  record Upvalue(int index) implements Target {
    @Override
    public @Nullable Object value(Frame frame) {
      return frame.upvalues[index].value;
    }

    @Override
    public void assign(Frame frame, @Nullable Object value) {
      frame.upvalues[index].value = value;
    }
  }

  record Global(String name, int line) implements Target {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = frame.machine.globals().get(name);
      if (value == null && frame.machine.globals().metatable() != null) {
        frame.line = line;
        return Metatables.get(frame.machine, frame.machine.globals(), name);
      }
      return value;
    }

    @Override
    public void assign(Frame frame, @Nullable Object value) {
      frame.line = line;
      Metatables.set(frame.machine, frame.machine.globals(), name, value);
    }
  }

  record Index(Expression table, Expression key, int line) implements Target {
    @Override
    public @Nullable Object value(Frame frame) {
      Object container = table.value(frame);
      Object index = key.value(frame);
      frame.line = line;
      return Metatables.get(frame.machine, container, index);
    }

    @Override
    public void assign(Frame frame, @Nullable Object value) {
      Metatables.set(frame.machine, table.value(frame), key.value(frame), value);
    }
  }

  /** The extra arguments of a function. */
  record Extra() implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      return frame.extra.length == 0 ? null : frame.extra[0];
    }

    @Override
    public @Nullable Object[] values(Frame frame) {
      return Objects.requireNonNull(frame.extra);
    }

    @Override
    public boolean isOpen() {
      return true;
    }
  }
}
