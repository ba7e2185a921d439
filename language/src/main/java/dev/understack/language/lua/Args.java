package dev.understack.language.lua;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The arguments of a library function, counted from 1 as in its errors. */
final class Args {
  private final Machine machine;
  private final String function;
  private final @Nullable Object[] values;

  Args(Machine machine, String function, @Nullable Object[] values) {
    this.machine = machine;
    this.function = function;
    this.values = values;
  }

  int count() {
    return values.length;
  }

  @Nullable Object[] from(int index) {
    return index > values.length
        ? LuaFunction.NOTHING
        : Arrays.copyOfRange(values, index - 1, values.length);
  }

  /** The value, nil when it is left out. */
  @Nullable Object get(int index) {
    return index <= values.length ? values[index - 1] : null;
  }

  /** The value, which may be nil but must be there. */
  @Nullable Object any(int index) {
    if (index > values.length) {
      throw bad(index, "value expected");
    }
    return values[index - 1];
  }

  String text(int index) {
    return switch (get(index)) {
      case String s -> s;
      case Double d -> LuaText.of(d);
      case null, default -> throw wrongType(index, "string");
    };
  }

  String text(int index, String standard) {
    return get(index) == null ? standard : text(index);
  }

  double number(int index) {
    Object value = get(index);
    Double number = value instanceof String s ? LuaText.number(s) : Values.number(value);
    if (number == null) {
      throw wrongType(index, "number");
    }
    return number;
  }

  int integer(int index) {
    return (int) Math.clamp(number(index), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  int integer(int index, int standard) {
    return get(index) == null ? standard : integer(index);
  }

  LuaTable table(int index) {
    if (get(index) instanceof LuaTable table) {
      return table;
    }
    throw wrongType(index, "table");
  }

  LuaFunction function(int index) {
    if (get(index) instanceof LuaFunction found) {
      return found;
    }
    throw wrongType(index, "function");
  }

  LuaError wrongType(int index, String expected) {
    return bad(index, expected + " expected, got " + Values.type(get(index)));
  }

  LuaError bad(int index, String problem) {
    return machine.error("bad argument #%d to %s (%s)".formatted(index, function, problem));
  }
}
