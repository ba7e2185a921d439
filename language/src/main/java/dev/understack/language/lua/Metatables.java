package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** Access to fields and operators with their metamethods. */
final class Metatables {
  private static final int LONGEST_CHAIN = 100;

  private Metatables() {}

  /** The metamethod of a value for an event, null when it has none. */
  static @Nullable Object handler(Machine machine, @Nullable Object value, String event) {
    LuaTable table =
        switch (value) {
          case LuaTable t -> t.metatable();
          case String s -> machine.strings();
          case null, default -> null;
        };
    return table == null ? null : table.get(event);
  }

  /** The metamethod of the left value, else of the right one. */
  static @Nullable LuaFunction handler(
      Machine machine, @Nullable Object left, @Nullable Object right, String event) {
    if (handler(machine, left, event) instanceof LuaFunction function) {
      return function;
    }
    return handler(machine, right, event) instanceof LuaFunction function ? function : null;
  }

  static @Nullable Object get(Machine machine, @Nullable Object value, @Nullable Object key) {
    Object current = value;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      if (current instanceof LuaTable table) {
        Object found = table.get(key);
        if (found != null) {
          return found;
        }
      }
      Object index = handler(machine, current, "__index");
      if (index == null) {
        if (current instanceof LuaTable) {
          return null;
        }
        throw notIndexable(machine, current, key);
      }
      if (index instanceof LuaFunction function) {
        return machine.call1(function, current, key);
      }
      current = index;
    }
    throw machine.error("too many recursions in gettable");
  }

  static void set(
      Machine machine, @Nullable Object value, @Nullable Object key, @Nullable Object element) {
    Object current = value;
    for (int i = 0; i < LONGEST_CHAIN; i++) {
      if (current instanceof LuaTable table && table.get(key) != null) {
        rawSet(machine, table, key, element);
        return;
      }
      Object index = handler(machine, current, "__newindex");
      if (index == null) {
        if (current instanceof LuaTable table) {
          rawSet(machine, table, key, element);
          return;
        }
        throw notIndexable(machine, current, key);
      }
      if (index instanceof LuaFunction function) {
        function.call(machine, new @Nullable Object[] {current, key, element});
        return;
      }
      current = index;
    }
    throw machine.error("too many recursions in settable");
  }

  static void rawSet(
      Machine machine, LuaTable table, @Nullable Object key, @Nullable Object element) {
    if (key == null) {
      throw machine.error("table index is nil");
    }
    if (key instanceof Double number && number.isNaN()) {
      throw machine.error("table index is NaN");
    }
    table.put(machine, key, element);
  }

  private static LuaError notIndexable(
      Machine machine, @Nullable Object value, @Nullable Object key) {
    return machine.error(
        "attempt to index a non-table object(%s) with key '%s'"
            .formatted(Values.type(value), LuaText.decode(Values.text(key))));
  }
}
