package dev.understack.language.lua;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Constants, operators and constructors. */
final class Operators {
  private Operators() {}

  record Constant(@Nullable Object constant) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      return constant;
    }
  }

  /** Cuts several values down to one. */
  record Parenthesized(Expression inner) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      return inner.value(frame);
    }
  }

  record And(Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = left.value(frame);
      return Values.truth(value) ? right.value(frame) : value;
    }
  }

  record Or(Expression left, Expression right) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = left.value(frame);
      return Values.truth(value) ? value : right.value(frame);
    }
  }

  record Not(Expression inner) implements Expression {
    @Override
    public Object value(Frame frame) {
      return !Values.truth(inner.value(frame));
    }
  }

  /** The comparisons; greater is less with the operands exchanged. */
  enum Comparison {
    EQUAL,
    DIFFERENT,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  record Compare(Comparison comparison, Expression left, Expression right, int line)
      implements Expression {
    @Override
    public Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      frame.line = line;
      return switch (comparison) {
        case EQUAL -> Values.equal(frame.machine, a, b);
        case DIFFERENT -> !Values.equal(frame.machine, a, b);
        case LESS -> Values.less(frame.machine, a, b);
        case LESS_OR_EQUAL -> Values.lessOrEqual(frame.machine, a, b);
        case GREATER -> Values.less(frame.machine, b, a);
        case GREATER_OR_EQUAL -> Values.lessOrEqual(frame.machine, b, a);
      };
    }
  }

  enum Arithmetic {
    ADD("add"),
    SUB("sub"),
    MUL("mul"),
    DIV("div"),
    MOD("mod"),
    POW("pow");

    private final String event;

    Arithmetic(String event) {
      this.event = event;
    }

    double apply(double a, double b) {
      return switch (this) {
        case ADD -> a + b;
        case SUB -> a - b;
        case MUL -> a * b;
        case DIV -> a / b;
        case MOD -> modulo(a, b);
        case POW -> Math.pow(a, b);
      };
    }
  }

  /** The remainder with the sign of the divisor. */
  static double modulo(double a, double b) {
    double remainder = a % b;
    return (b > 0 && remainder < 0) || (b < 0 && remainder > 0) ? remainder + b : remainder;
  }

  record Calculate(Arithmetic operator, Expression left, Expression right, int line)
      implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      Object a = left.value(frame);
      Object b = right.value(frame);
      if (a instanceof Double x && b instanceof Double y) {
        return operator.apply(x, y);
      }
      frame.line = line;
      LuaFunction handler = Metatables.handler(frame.machine, a, b, "__" + operator.event);
      if (handler != null) {
        return frame.machine.call1(handler, a, b);
      }
      Double x = Values.number(a);
      Double y = Values.number(b);
      if (x == null || y == null) {
        throw frame.machine.error(
            "cannot perform %s operation between %s and %s"
                .formatted(
                    operator.event,
                    Values.type(x == null ? a : x),
                    Values.type(y == null ? b : y)));
      }
      return operator.apply(x, y);
    }
  }

  record Negate(Expression inner, int line) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = inner.value(frame);
      if (value instanceof Double number) {
        return -number;
      }
      frame.line = line;
      if (Metatables.handler(frame.machine, value, "__unm") instanceof LuaFunction handler) {
        return frame.machine.call1(handler, value);
      }
      Double number = Values.number(value);
      if (number == null) {
        throw frame.machine.error("__unm undefined");
      }
      return -number;
    }
  }

  record Length(Expression inner, int line) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      Object value = inner.value(frame);
      if (value instanceof String text) {
        return (double) text.length();
      }
      frame.line = line;
      if (Metatables.handler(frame.machine, value, "__len") instanceof LuaFunction handler) {
        return frame.machine.call1(handler, value);
      }
      if (value instanceof LuaTable table) {
        return (double) table.length();
      }
      throw frame.machine.error("__len undefined");
    }
  }

  /** Operands joined from the right. */
  record Concatenate(List<Expression> operands, int line) implements Expression {
    @Override
    public @Nullable Object value(Frame frame) {
      @Nullable Object[] values = new Object[operands.size()];
      boolean plain = true;
      for (int i = 0; i < values.length; i++) {
        values[i] = operands.get(i).value(frame);
        plain &= values[i] instanceof String || values[i] instanceof Double;
      }
      frame.line = line;
      return plain ? joined(frame.machine, values) : folded(frame.machine, values);
    }

    private static String joined(Machine machine, @Nullable Object[] values) {
      StringBuilder out = new StringBuilder();
      for (Object value : values) {
        String part = Values.text(value);
        machine.spend(part.length());
        out.append(part);
      }
      machine.step(1 + out.length() / 64);
      return out.toString();
    }

    private static @Nullable Object folded(Machine machine, @Nullable Object[] values) {
      Object right = values[values.length - 1];
      for (int i = values.length - 2; i >= 0; i--) {
        Object left = values[i];
        String a = Values.joinable(left);
        String b = Values.joinable(right);
        if (a != null && b != null) {
          machine.spend((long) a.length() + b.length());
          right = a + b;
          continue;
        }
        LuaFunction handler = Metatables.handler(machine, left, right, "__concat");
        if (handler == null) {
          throw machine.error(
              "cannot perform concat operation between %s and %s"
                  .formatted(Values.type(left), Values.type(right)));
        }
        right = machine.call1(handler, left, right);
      }
      return right;
    }
  }

  /** A table constructor: keyed fields, and values for 1, 2, .... */
  record Constructor(List<Field> fields, int line) implements Expression {
    /** A field; without a key it is the next of the array. */
    record Field(@Nullable Expression key, Expression value) {}

    @Override
    public Object value(Frame frame) {
      frame.line = line;
      Machine machine = frame.machine;
      machine.spend(64);
      LuaTable table = new LuaTable();
      int next = 1;
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        if (field.key != null) {
          Object key = field.key.value(frame);
          Metatables.rawSet(machine, table, key, field.value.value(frame));
        } else if (i == fields.size() - 1 && field.value.isOpen()) {
          for (Object value : field.value.values(frame)) {
            table.putIndex(machine, next++, value);
          }
        } else {
          table.putIndex(machine, next++, field.value.value(frame));
        }
      }
      return table;
    }
  }
}
