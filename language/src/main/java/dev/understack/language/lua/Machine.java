package dev.understack.language.lua;

import dev.understack.language.Limits;
import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of one script: its globals, its stack of calls and what it has used. For one thread. */
final class Machine {
  /** gopher-lua's call stack is as deep. */
  private static final int DEEPEST = 200;

  private static final int MOST_COROUTINES = 100;
  private static final int COROUTINE_BYTES = 4_096;

  private final Meter meter;
  private final LuaTable globals = new LuaTable();
  private final LuaTable strings = new LuaTable();
  private final List<Coroutine> coroutines = new ArrayList<>();
  private @Nullable Frame frame;
  private @Nullable Coroutine coroutine;
  private int depth;

  Machine(String source, Limits limits) {
    this.meter = new Meter(LuaScript.LANGUAGE, source, limits);
  }

  LuaTable globals() {
    return globals;
  }

  /** The string library, which is also where methods of strings are looked up. */
  LuaTable strings() {
    return strings;
  }

  void step() {
    meter.step();
  }

  void step(int count) {
    meter.step(count * 64);
  }

  /** Counts bytes that are about to be used. */
  void spend(long bytes) {
    meter.spend(bytes);
  }

  /** Counts the bytes of a new string. */
  String made(String text) {
    meter.spend(text.length());
    meter.step(text.length());
    return text;
  }

  @Nullable Frame frame() {
    return frame;
  }

  void enter(Frame entered) {
    if (depth >= DEEPEST) {
      throw error("stack overflow");
    }
    depth++;
    frame = entered;
  }

  void leave(@Nullable Frame caller) {
    depth--;
    frame = caller;
  }

  /** State to {@linkplain #unwind return to} after an error. */
  int depth() {
    return depth;
  }

  void unwind(@Nullable Frame caller, int callerDepth) {
    frame = caller;
    depth = callerDepth;
  }

  /** The coroutine that runs, null outside of any. */
  @Nullable Coroutine coroutine() {
    return coroutine;
  }

  void setCoroutine(@Nullable Coroutine running) {
    coroutine = running;
  }

  Coroutine newCoroutine(LuaFunction function) {
    coroutines.removeIf(c -> c.status() == Coroutine.Status.DEAD);
    if (coroutines.size() >= MOST_COROUTINES) {
      throw error("more than " + MOST_COROUTINES + " coroutines are alive");
    }
    spend(COROUTINE_BYTES);
    Coroutine created = new Coroutine(function);
    coroutines.add(created);
    return created;
  }

  /** Ends what still waits when the run is over. */
  void close() {
    coroutines.forEach(Coroutine::abandon);
  }

  /** An error at the present line. */
  LuaError error(String message) {
    return error(message, 1);
  }

  /** An error at a level of calls as gopher-lua counts them: 1 and 2 are the present function. */
  LuaError error(String message, int level) {
    Frame place = frame;
    for (int i = 2; i < level && place != null; i++) {
      place = place.caller;
    }
    String prefix = place == null ? " " : "<string>:" + place.line + ": ";
    return new LuaError(LuaText.encode(prefix + message), line());
  }

  /** The line that runs, 0 before the first. */
  int line() {
    return frame == null ? 0 : frame.line;
  }

  /** Calls any value: functions, and tables with {@code __call}. */
  @Nullable Object[] call(@Nullable Object called, @Nullable Object[] arguments) {
    if (called instanceof LuaFunction function) {
      return function.call(this, arguments);
    }
    Object handler = Metatables.handler(this, called, "__call");
    if (!(handler instanceof LuaFunction function)) {
      throw error("attempt to call a non-function object");
    }
    @Nullable Object[] all = new Object[arguments.length + 1];
    all[0] = called;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return function.call(this, all);
  }

  /** The first result of a call. */
  @Nullable Object call1(LuaFunction function, @Nullable Object... arguments) {
    @Nullable Object[] results = function.call(this, arguments);
    return results.length == 0 ? null : results[0];
  }
}
