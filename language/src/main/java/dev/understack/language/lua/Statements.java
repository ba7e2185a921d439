package dev.understack.language.lua;

import dev.understack.language.lua.Variables.Local;
import dev.understack.language.lua.Variables.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements besides loops. */
final class Statements {
  private Statements() {}

  record CallStatement(Expression call) implements Statement {
    @Override
    public Flow run(Frame frame) {
      call.values(frame);
      return Flow.ON;
    }
  }

  record LocalDeclaration(List<Local> locals, List<Expression> values) implements Statement {
    @Override
    public Flow run(Frame frame) {
      if (locals.size() == 1 && values.size() == 1) {
        locals.getFirst().declare(frame, values.getFirst().value(frame));
        return Flow.ON;
      }
      @Nullable Object[] all = Calls.valuesOf(frame, values, 0);
      for (int i = 0; i < locals.size(); i++) {
        locals.get(i).declare(frame, i < all.length ? all[i] : null);
      }
      return Flow.ON;
    }
  }

  /** {@code local function}: the function can call itself. */
  record LocalFunction(Local local, FunctionBody body) implements Statement {
    @Override
    public Flow run(Frame frame) {
      local.declare(frame, null);
      LuaFunction function = body.close(frame);
      new Variables.LocalVariable(local).assign(frame, function);
      return Flow.ON;
    }
  }

  record Assignment(List<Target> targets, List<Expression> values, int line) implements Statement {
    @Override
    public Flow run(Frame frame) {
      if (targets.size() == 1 && values.size() == 1) {
        assign(frame, targets.getFirst(), values.getFirst().value(frame));
        return Flow.ON;
      }
      @Nullable Object[] all = Calls.valuesOf(frame, values, 0);
      for (int i = targets.size() - 1; i >= 0; i--) {
        assign(frame, targets.get(i), i < all.length ? all[i] : null);
      }
      return Flow.ON;
    }

    private void assign(Frame frame, Target target, @Nullable Object value) {
      frame.line = line;
      target.assign(frame, value);
    }
  }

  record If(List<Expression> conditions, List<Block> blocks, @Nullable Block otherwise)
      implements Statement {
    @Override
    public Flow run(Frame frame) {
      for (int i = 0; i < conditions.size(); i++) {
        if (Values.truth(conditions.get(i).value(frame))) {
          return blocks.get(i).run(frame);
        }
      }
      return otherwise == null ? Flow.ON : otherwise.run(frame);
    }
  }

  record Break() implements Statement {
    @Override
    public Flow run(Frame frame) {
      return Flow.BREAK;
    }
  }

  record Goto(String label) implements Statement {
    @Override
    public Flow run(Frame frame) {
      frame.label = label;
      return Flow.GOTO;
    }
  }

  record Return(List<Expression> values) implements Statement {
    @Override
    public Flow run(Frame frame) {
      frame.returned = Calls.valuesOf(frame, values, 0);
      return Flow.RETURN;
    }
  }

  /** A return of nothing but one call. */
  record ReturnCall(Calls.Calling call) implements Statement {
    @Override
    public Flow run(Frame frame) {
      Calls.Prepared prepared = call.prepare(frame);
      if (prepared.function instanceof LuaClosure closure) {
        frame.tail = closure;
        frame.returned = prepared.arguments;
      } else {
        frame.returned = frame.machine.call(prepared.function, prepared.arguments);
      }
      return Flow.RETURN;
    }
  }

  record FunctionValue(FunctionBody body) implements Expression {
    @Override
    public Object value(Frame frame) {
      frame.machine.spend(64);
      return body.close(frame);
    }
  }
}
