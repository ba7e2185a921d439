package dev.understack.language.lua;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of functions and methods. */
final class Calls {
  private Calls() {}

  /** An expression that calls. */
  interface Calling extends Expression {
    /** Evaluates the function and its arguments. */
    Prepared prepare(Frame frame);

    @Override
    default boolean isOpen() {
      return true;
    }

    @Override
    default @Nullable Object value(Frame frame) {
      @Nullable Object[] results = values(frame);
      return results.length == 0 ? null : results[0];
    }

    @Override
    default @Nullable Object[] values(Frame frame) {
      Prepared call = prepare(frame);
      return frame.machine.call(call.function, call.arguments);
    }
  }

  /** A call whose function and arguments are evaluated. */
  static final class Prepared {
    final @Nullable Object function;
    final @Nullable Object[] arguments;

    Prepared(@Nullable Object function, @Nullable Object[] arguments) {
      this.function = function;
      this.arguments = arguments;
    }
  }

  record Call(Expression function, List<Expression> arguments, int line) implements Calling {
    @Override
    public Prepared prepare(Frame frame) {
      Object called = function.value(frame);
      @Nullable Object[] values = valuesOf(frame, arguments, 0);
      frame.machine.step();
      frame.line = line;
      return new Prepared(called, values);
    }
  }

  record MethodCall(Expression object, String name, List<Expression> arguments, int line)
      implements Calling {
    @Override
    public Prepared prepare(Frame frame) {
      Object receiver = object.value(frame);
      frame.line = line;
      Object called = Metatables.get(frame.machine, receiver, name);
      @Nullable Object[] values = valuesOf(frame, arguments, 1);
      values[0] = receiver;
      frame.machine.step();
      frame.line = line;
      return new Prepared(called, values);
    }
  }

  /** All values of a list of expressions, after some places left free. */
  static @Nullable Object[] valuesOf(Frame frame, List<Expression> expressions, int free) {
    int count = expressions.size();
    if (count == 0 || !expressions.getLast().isOpen()) {
      @Nullable Object[] values = new Object[free + count];
      for (int i = 0; i < count; i++) {
        values[free + i] = expressions.get(i).value(frame);
      }
      return values;
    }
    @Nullable Object[] values = new Object[free + count - 1];
    for (int i = 0; i < count - 1; i++) {
      values[free + i] = expressions.get(i).value(frame);
    }
    @Nullable Object[] rest = expressions.getLast().values(frame);
    frame.machine.spend(8L * rest.length);
    @Nullable Object[] all = Arrays.copyOf(values, values.length + rest.length);
    System.arraycopy(rest, 0, all, values.length, rest.length);
    return all;
  }
}
