package dev.understack.language.lua;

import dev.understack.language.lua.FunctionBody.Capture;
import dev.understack.language.lua.Variables.Local;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables of one function while it is parsed. */
final class Scope {
  private final @Nullable Scope outer;
  private final List<Local> visible = new ArrayList<>();
  private final List<Capture> captures = new ArrayList<>();
  private final Map<String, Integer> captured = new HashMap<>();
  private final boolean variadic;
  private int slots;

  Scope(@Nullable Scope outer, boolean variadic) {
    this.outer = outer;
    this.variadic = variadic;
  }

  boolean isVariadic() {
    return variadic;
  }

  /** A new variable, visible from now on. */
  Local declare(String name) {
    Local local = unseen(name);
    visible.add(local);
    return local;
  }

  /** A new variable that {@link #show} makes visible. */
  Local unseen(String name) {
    return new Local(name, slots++);
  }

  void show(Local local) {
    visible.add(local);
  }

  int mark() {
    return visible.size();
  }

  void release(int mark) {
    visible.subList(mark, visible.size()).clear();
  }

  /** The variable of that name, null when it is a global one. */
  Variables.@Nullable Target resolve(String name) {
    Local local = local(name);
    if (local != null) {
      return new Variables.LocalVariable(local);
    }
    int index = capture(name);
    return index < 0 ? null : new Variables.Upvalue(index);
  }

  private @Nullable Local local(String name) {
    for (int i = visible.size() - 1; i >= 0; i--) {
      if (visible.get(i).name.equals(name)) {
        return visible.get(i);
      }
    }
    return null;
  }

  private int capture(String name) {
    if (outer == null) {
      return -1;
    }
    Integer known = captured.get(name);
    if (known != null) {
      return known;
    }
    Local local = outer.local(name);
    int index = -1;
    if (local != null) {
      local.captured = true;
    } else {
      index = outer.capture(name);
      if (index < 0) {
        return -1;
      }
    }
    captures.add(new Capture(local, index));
    captured.put(name, captures.size() - 1);
    return captures.size() - 1;
  }

  FunctionBody body(List<Local> parameters, Block block) {
    return new FunctionBody(parameters, variadic, captures, block, slots);
  }
}
