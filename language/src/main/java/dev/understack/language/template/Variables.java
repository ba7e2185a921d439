package dev.understack.language.template;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The variables of one running template, innermost last. */
final class Variables {
  private final List<String> names = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  Variables(Object root) {
    push("$", root);
  }

  void push(String name, Object value) {
    names.add(name);
    values.add(value);
  }

  int mark() {
    return names.size();
  }

  void release(int mark) {
    while (names.size() > mark) {
      names.removeLast();
      values.removeLast();
    }
  }

  /** The value of the innermost variable of that name, null when there is none. */
  @Nullable Object get(String name) {
    int i = names.lastIndexOf(name);
    return i < 0 ? null : values.get(i);
  }

  /** Sets the innermost variable of that name; false when there is none. */
  boolean set(String name, Object value) {
    int i = names.lastIndexOf(name);
    if (i < 0) {
      return false;
    }
    values.set(i, value);
    return true;
  }

  void setTop(int fromTop, Object value) {
    values.set(values.size() - fromTop, value);
  }
}
