package dev.understack.language.lua;

import dev.understack.language.lua.Variables.Local;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loops. */
final class Loops {
  private Loops() {}

  record While(Expression condition, Block body) implements Statement {
    @Override
    public Flow run(Frame frame) {
      while (Values.truth(condition.value(frame))) {
        frame.machine.step();
        Flow flow = body.run(frame);
        if (flow != Flow.ON) {
          return flow == Flow.BREAK ? Flow.ON : flow;
        }
      }
      return Flow.ON;
    }
  }

  /** The condition sees the local variables of the body. */
  record Repeat(Block body, Expression condition) implements Statement {
    @Override
    public Flow run(Frame frame) {
      do {
        frame.machine.step();
        Flow flow = body.run(frame);
        if (flow != Flow.ON) {
          return flow == Flow.BREAK ? Flow.ON : flow;
        }
      } while (!Values.truth(condition.value(frame)));
      return Flow.ON;
    }
  }

  record NumericFor(
      Local local, Expression from, Expression to, @Nullable Expression by, Block body, int line)
      implements Statement {
    @Override
    public Flow run(Frame frame) {
      Object first = from.value(frame);
      Object limit = to.value(frame);
      Object step = by == null ? (Double) 1.0 : by.value(frame);
      frame.line = line;
      double start = number(frame, first, "init");
      double end = number(frame, limit, "limit");
      double increment = number(frame, step, "step");
      for (double i = start; increment > 0 ? i <= end : i >= end; i += increment) {
        frame.machine.step();
        local.declare(frame, i);
        Flow flow = body.run(frame);
        if (flow != Flow.ON) {
          return flow == Flow.BREAK ? Flow.ON : flow;
        }
      }
      return Flow.ON;
    }

    private static double number(Frame frame, @Nullable Object value, String what) {
      if (value instanceof Double number) {
        return number;
      }
      throw frame.machine.error("for statement " + what + " must be a number");
    }
  }

  record GenericFor(List<Local> locals, List<Expression> values, Block body, int line)
      implements Statement {
    @Override
    public Flow run(Frame frame) {
      @Nullable Object[] all = Calls.valuesOf(frame, values, 0);
      Object iterator = all.length > 0 ? all[0] : null;
      Object state = all.length > 1 ? all[1] : null;
      Object control = all.length > 2 ? all[2] : null;
      while (true) {
        frame.machine.step();
        frame.line = line;
        @Nullable Object[] results =
            frame.machine.call(iterator, new @Nullable Object[] {state, control});
        control = results.length == 0 ? null : results[0];
        if (control == null) {
          return Flow.ON;
        }
        for (int i = 0; i < locals.size(); i++) {
          locals.get(i).declare(frame, i < results.length ? results[i] : null);
        }
        Flow flow = body.run(frame);
        if (flow != Flow.ON) {
          return flow == Flow.BREAK ? Flow.ON : flow;
        }
      }
    }
  }
}
