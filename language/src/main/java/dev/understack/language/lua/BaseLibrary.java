package dev.understack.language.lua;

import dev.understack.language.value.GoNumbers;
import java.math.BigInteger;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The functions that are global variables. */
final class BaseLibrary {
  private BaseLibrary() {}

  static void addTo(Machine machine) {
    LuaTable globals = machine.globals();
    Library library = new Library(machine, globals);
    library.constant("_G", globals);
    library.constant("_VERSION", "Lua 5.1");
    addErrors(library);
    addTables(library);
    addValues(library);
    library.add("print", (m, a) -> LuaFunction.NOTHING);
    library.add("collectgarbage", (m, a) -> LuaFunction.NOTHING);
    library.add("loadstring", (m, a) -> load(m, a.text(1)));
    library.add("load", BaseLibrary::loadPieces);
    library.refuse("", "dofile", "loadfile", "module", "require", "getfenv", "setfenv");
    LuaTable io = new LuaTable();
    new Library(machine, io)
        .refuse("io", "close", "input", "lines", "open", "output", "popen", "read", "write");
    library.constant("io", io);
  }

  private static void addErrors(Library library) {
    library.add(
        "assert",
        (m, a) -> {
          if (!Values.truth(a.any(1))) {
            throw m.error(LuaText.decode(a.text(2, "assertion failed!")));
          }
          return a.from(1);
        });
    library.add("error", BaseLibrary::raise);
    library.add("pcall", (m, a) -> protectedCall(m, a.any(1), a.from(2), null));
    library.add(
        "xpcall", (m, a) -> protectedCall(m, a.function(1), LuaFunction.NOTHING, a.function(2)));
  }

  private static void addTables(Library library) {
    LuaFunction next =
        (m, values) -> {
          Args a = new Args(m, "next", values);
          Object key = a.table(1).nextKey(a.get(2));
          return new @Nullable Object[] {key, key == null ? null : a.table(1).get(key)};
        };
    library.constant("next", next);
    library.add("pairs", (m, a) -> new @Nullable Object[] {next, a.table(1), null});
    LuaFunction nextIndex =
        (m, values) -> {
          Args a = new Args(m, "ipairs", values);
          int index = a.integer(2) + 1;
          Object value = a.table(1).get(index);
          return value == null
              ? LuaFunction.NOTHING
              : new @Nullable Object[] {(double) index, value};
        };
    library.add("ipairs", (m, a) -> new @Nullable Object[] {nextIndex, a.table(1), 0.0});
    library.single("rawget", (m, a) -> a.table(1).get(a.any(2)));
    library.single("rawequal", (m, a) -> Values.rawEqual(a.any(1), a.any(2)));
    library.add(
        "rawset",
        (m, a) -> {
          Metatables.rawSet(m, a.table(1), a.any(2), a.any(3));
          return LuaFunction.NOTHING;
        });
    library.single("getmetatable", (m, a) -> metatable(m, a.any(1)));
    library.single("setmetatable", BaseLibrary::setMetatable);
    library.add("unpack", BaseLibrary::unpack);
    library.add("select", BaseLibrary::select);
  }

  private static void addValues(Library library) {
    library.single("type", (m, a) -> Values.type(a.any(1)));
    library.single("tostring", (m, a) -> text(m, a.any(1)));
    library.single("tonumber", (m, a) -> number(a));
  }

  private static @Nullable Object[] raise(Machine machine, Args a) {
    Object value = a.any(1);
    int level = a.integer(2, 1);
    if (value instanceof String text && level > 0) {
      throw machine.error(LuaText.decode(text), level);
    }
    throw new LuaError(value, machine.line());
  }

  private static @Nullable Object[] protectedCall(
      Machine machine,
      @Nullable Object called,
      @Nullable Object[] arguments,
      @Nullable LuaFunction handler) {
    Frame frame = machine.frame();
    int depth = machine.depth();
    try {
      @Nullable Object[] results = machine.call(called, arguments);
      @Nullable Object[] all = new Object[results.length + 1];
      all[0] = true;
      System.arraycopy(results, 0, all, 1, results.length);
      return all;
    } catch (LuaError e) {
      machine.unwind(frame, depth);
      Object value = handler == null ? e.value() : machine.call1(handler, e.value());
      return new @Nullable Object[] {false, value};
    }
  }

  private static @Nullable Object metatable(Machine machine, @Nullable Object value) {
    LuaTable table =
        switch (value) {
          case LuaTable t -> t.metatable();
          case String s -> machine.strings();
          case null, default -> null;
        };
    Object shown = table == null ? null : table.get("__metatable");
    return shown == null ? table : shown;
  }

  private static LuaTable setMetatable(Machine machine, Args a) {
    Object metatable = a.get(2);
    if (metatable != null && !(metatable instanceof LuaTable)) {
      throw a.bad(2, "nil or table expected, got " + Values.type(metatable));
    }
    LuaTable table = a.table(1);
    if (table.metatable() != null && table.metatable().get("__metatable") != null) {
      throw machine.error("cannot change a protected metatable");
    }
    table.setMetatable((LuaTable) metatable);
    return table;
  }

  private static @Nullable Object[] unpack(Machine machine, Args a) {
    LuaTable table = a.table(1);
    int from = a.integer(2, 1);
    int to = a.integer(3, table.length());
    if (to < from) {
      return LuaFunction.NOTHING;
    }
    long count = (long) to - from + 1;
    machine.spend(8 * count);
    @Nullable Object[] values = new Object[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] = table.get(from + i);
    }
    return values;
  }

  private static @Nullable Object[] select(Machine machine, Args a) {
    Object which = a.get(1);
    int count = a.count();
    if (which instanceof String text) {
      if (!text.equals("#")) {
        throw a.bad(1, "invalid string '" + LuaText.decode(text) + "'");
      }
      return new @Nullable Object[] {(double) (count - 1)};
    }
    if (!(which instanceof Double)) {
      throw a.bad(1, "number or string expected, got " + Values.type(which));
    }
    int index = a.integer(1);
    index = index < 0 ? count + index : Math.min(index, count);
    if (index < 1) {
      throw a.bad(1, "index out of range");
    }
    return a.from(index + 1);
  }

  /** The text of a value, by its {@code __tostring} if it has one. */
  static @Nullable Object text(Machine machine, @Nullable Object value) {
    boolean own = !(value instanceof String);
    if (own && Metatables.handler(machine, value, "__tostring") instanceof LuaFunction handler) {
      return machine.call1(handler, value);
    }
    return Values.text(value);
  }

  private static @Nullable Object number(Args a) {
    if (a.any(1) instanceof Double number) {
      return number;
    }
    if (!(a.get(1) instanceof String text)) {
      return null;
    }
    String digits = LuaText.trim(text);
    if (digits.contains(".")) {
      return GoNumbers.floating(digits);
    }
    int base = a.integer(2, 10);
    if (a.get(2) == null && digits.toLowerCase(Locale.ROOT).startsWith("0x")) {
      base = 16;
      digits = digits.substring(2);
    }
    if (base < Character.MIN_RADIX || base > Character.MAX_RADIX || digits.length() > 64) {
      return null;
    }
    try {
      BigInteger number = new BigInteger(digits, base);
      return number.bitLength() < Long.SIZE ? number.doubleValue() : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Object[] load(Machine machine, String source) {
    machine.spend(16L * source.length());
    try {
      return new @Nullable Object[] {Parser.parse(source).close(null)};
    } catch (LuaSyntaxException e) {
      return new @Nullable Object[] {null, LuaText.encode(e.problem())};
    }
  }

  private static @Nullable Object[] loadPieces(Machine machine, Args a) {
    StringBuilder source = new StringBuilder();
    while (true) {
      Object piece = machine.call1(a.function(1));
      String text = Values.joinable(piece);
      if (piece == null || "".equals(text)) {
        return load(machine, source.toString());
      }
      if (text == null) {
        return new @Nullable Object[] {null, "reader function must return a string"};
      }
      machine.spend(text.length());
      source.append(text);
    }
  }
}
