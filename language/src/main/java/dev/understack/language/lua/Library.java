package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** A table of functions while it is filled. */
final class Library {
  private final Machine machine;
  private final LuaTable table;

  Library(Machine machine, LuaTable table) {
    this.machine = machine;
    this.table = table;
  }

  /** A library function with checked access to its arguments. */
  @FunctionalInterface
  interface Body {
    @Nullable Object[] call(Machine machine, Args arguments);
  }

  /** A library function with one result. */
  @FunctionalInterface
  interface SingleBody {
    @Nullable Object call(Machine machine, Args arguments);
  }

  void add(String name, Body body) {
    LuaFunction function = (m, values) -> body.call(m, new Args(m, name, values));
    table.put(machine, name, function);
  }

  void single(String name, SingleBody body) {
    add(name, (m, a) -> new @Nullable Object[] {body.call(m, a)});
  }

  void constant(String name, Object value) {
    table.put(machine, name, value);
  }

  /** A function that exists in Lua but reaches out of the script. */
  void refuse(String library, String... names) {
    for (String name : names) {
      String full = library.isEmpty() ? name : library + "." + name;
      add(
          name,
          (m, a) -> {
            throw m.error(
                full + " is switched off: scripts cannot use files, processes or modules");
          });
    }
  }
}
