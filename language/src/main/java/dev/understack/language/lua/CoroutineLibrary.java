package dev.understack.language.lua;

import org.jspecify.annotations.Nullable;

/** The library {@code coroutine}. */
final class CoroutineLibrary {
  private CoroutineLibrary() {}

  static void addTo(Machine machine) {
    LuaTable table = new LuaTable();
    Library library = new Library(machine, table);
    library.single("create", (m, a) -> m.newCoroutine(a.function(1)));
    library.add("resume", CoroutineLibrary::resume);
    library.add("yield", CoroutineLibrary::suspend);
    library.single("running", (m, a) -> m.coroutine());
    library.single("status", (m, a) -> coroutine(a).status().toString());
    library.single("wrap", CoroutineLibrary::wrap);
    machine.globals().put(machine, "coroutine", table);
  }

  private static Coroutine coroutine(Args a) {
    if (a.get(1) instanceof Coroutine coroutine) {
      return coroutine;
    }
    throw a.wrongType(1, "thread");
  }

  private static @Nullable Object[] resume(Machine machine, Args a) {
    Coroutine coroutine = coroutine(a);
    String problem = problem(coroutine);
    if (problem != null) {
      return new @Nullable Object[] {false, problem};
    }
    try {
      @Nullable Object[] values = coroutine.resume(machine, a.from(2));
      @Nullable Object[] all = new Object[values.length + 1];
      all[0] = true;
      System.arraycopy(values, 0, all, 1, values.length);
      return all;
    } catch (LuaError e) {
      return new @Nullable Object[] {false, e.value()};
    }
  }

  private static @Nullable String problem(Coroutine coroutine) {
    return switch (coroutine.status()) {
      case SUSPENDED -> null;
      case RUNNING, NORMAL -> "can not resume a running thread";
      case DEAD -> "can not resume a dead thread";
    };
  }

  private static @Nullable Object[] suspend(Machine machine, Args a) {
    Coroutine current = machine.coroutine();
    if (current == null) {
      throw machine.error("can not yield from outside of a coroutine");
    }
    return current.suspend(machine, a.from(1));
  }

  private static Object wrap(Machine machine, Args a) {
    Coroutine coroutine = machine.newCoroutine(a.function(1));
    LuaFunction function =
        (m, values) -> {
          String problem = problem(coroutine);
          if (problem != null) {
            throw m.error(problem);
          }
          return coroutine.resume(m, values);
        };
    return function;
  }
}
