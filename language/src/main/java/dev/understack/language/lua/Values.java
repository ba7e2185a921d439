package dev.understack.language.lua;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Types, truth, texts and operators of values: null, Boolean, Double, String, table, function. */
final class Values {
  private Values() {}

  static String type(@Nullable Object value) {
    return switch (value) {
      case null -> "nil";
      case Boolean b -> "boolean";
      case Double d -> "number";
      case String s -> "string";
      case LuaTable t -> "table";
      case LuaFunction f -> "function";
      case Coroutine c -> "thread";
      default -> "userdata";
    };
  }

  static boolean truth(@Nullable Object value) {
    return value != null && !Boolean.FALSE.equals(value);
  }

  /** The text without metamethods. */
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "nil";
      case String s -> s;
      case Double d -> LuaText.of(d);
      case LuaFunction f -> "function: 0x%08x".formatted(System.identityHashCode(f));
      default -> value.toString();
    };
  }

  static boolean rawEqual(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a.doubleValue() == b.doubleValue();
    }
    return Objects.equals(left, right);
  }

  static boolean equal(Machine machine, @Nullable Object left, @Nullable Object right) {
    if (rawEqual(left, right)) {
      return true;
    }
    if (!(left instanceof LuaTable a) || !(right instanceof LuaTable b)) {
      return false;
    }
    Object handler = Metatables.handler(machine, a, "__eq");
    boolean same = handler != null && handler.equals(Metatables.handler(machine, b, "__eq"));
    return same
        && handler instanceof LuaFunction function
        && truth(machine.call1(function, left, right));
  }

  static boolean less(Machine machine, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a < b;
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b) < 0;
    }
    return ordered(machine, left, right, "__lt");
  }

  static boolean lessOrEqual(Machine machine, @Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a <= b;
    }
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b) <= 0;
    }
    if (Metatables.handler(machine, left, right, "__le") == null
        && Metatables.handler(machine, left, right, "__lt") != null) {
      return !ordered(machine, right, left, "__lt");
    }
    return ordered(machine, left, right, "__le");
  }

  private static boolean ordered(
      Machine machine, @Nullable Object left, @Nullable Object right, String event) {
    LuaFunction handler = Metatables.handler(machine, left, right, event);
    if (handler == null || !type(left).equals(type(right))) {
      throw machine.error("attempt to compare " + type(left) + " with " + type(right));
    }
    return truth(machine.call1(handler, left, right));
  }

  /** A number, also one that a string states; null for anything else. */
  static @Nullable Double number(@Nullable Object value) {
    return switch (value) {
      case Double d -> d;
      case String s -> LuaText.number(s);
      case null, default -> null;
    };
  }

  /** The text of a string or number, null for anything else. */
  static @Nullable String joinable(@Nullable Object value) {
    return switch (value) {
      case String s -> s;
      case Double d -> LuaText.of(d);
      case null, default -> null;
    };
  }
}
