package dev.understack.workflows.core;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Variables by dotted name. A value is text, an artifact as a JSON tree, or {@link Absent}. A name
 * that this scope does not know is asked of its parent.
 */
final class Scope {
  private final @Nullable Scope parent;
  private final Map<String, Object> own = new LinkedHashMap<>();
  private final Map<String, NodeVariables> nodes = new HashMap<>();

  Scope(@Nullable Scope parent) {
    this.parent = parent;
  }

  /** A scope inside {@code parent} that holds {@code own}. */
  static Scope inside(Scope parent, Map<String, ?> own) {
    Scope scope = new Scope(parent);
    scope.own.putAll(own);
    return scope;
  }

  Scope put(String name, Object value) {
    own.put(name, value);
    return this;
  }

  void remove(String name) {
    own.remove(name);
  }

  /** Makes the variables of a step known under {@code prefix}, for example {@code steps.build}. */
  void put(String prefix, NodeVariables variables) {
    nodes.put(prefix, variables);
  }

  /** The value of a variable; null when nobody knows it. */
  @Nullable Object find(String name) {
    Object value = own.get(name);
    if (value == null && !nodes.isEmpty()) {
      value = findInNodes(name);
    }
    return value != null || parent == null ? value : parent.find(name);
  }

  /** Gives every variable to {@code sink}; of steps, only those that {@code text} mentions. */
  void each(String text, BiConsumer<String, Object> sink) {
    if (parent != null) {
      parent.each(text, sink);
    }
    own.forEach(sink);
    for (var entry : nodes.entrySet()) {
      String name = entry.getKey().substring(entry.getKey().indexOf('.') + 1);
      if (text.contains(name)) {
        entry.getValue().each((rest, value) -> sink.accept(entry.getKey() + "." + rest, value));
      }
    }
  }

  private @Nullable Object findInNodes(String name) {
    int first = name.indexOf('.');
    int second = first < 0 ? -1 : name.indexOf('.', first + 1);
    if (second < 0) {
      return null;
    }
    NodeVariables variables = nodes.get(name.substring(0, second));
    return variables == null ? null : variables.find(name.substring(second + 1));
  }

  /** What is known of one step: variables by the rest of their name, such as {@code status}. */
  interface NodeVariables {
    @Nullable Object find(String rest);

    void each(BiConsumer<String, Object> sink);
  }
}
