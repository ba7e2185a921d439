package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;

/** The names that are visible at a place of the text, the newest first. */
record Scope(Binding binding, @Nullable Scope outer) {

  /** What a name stands for. */
  sealed interface Binding {
    /** A function whose text is in the function at {@code level}; -1 when in none. */
    record Function(String name, int arity, Routine routine, int level) implements Binding {}

    /** A parameter that the function evaluates itself. */
    record Parameter(String name, int slot, int level) implements Binding {}

    record Variable(String name, int slot, int level) implements Binding {}

    record Label(String name, int slot, int level) implements Binding {}
  }

  static @Nullable Binding find(@Nullable Scope scope, String name, int arity) {
    for (Scope at = scope; at != null; at = at.outer) {
      boolean found =
          switch (at.binding) {
            case Binding.Function function ->
                function.arity() == arity && function.name().equals(name);
            case Binding.Parameter parameter -> arity == 0 && parameter.name().equals(name);
            case Binding.Variable variable -> arity == 0 && variable.name().equals(name);
            case Binding.Label label -> false;
          };
      if (found) {
        return at.binding;
      }
    }
    return null;
  }

  static Binding.@Nullable Label findLabel(@Nullable Scope scope, String name) {
    for (Scope at = scope; at != null; at = at.outer) {
      if (at.binding instanceof Binding.Label label && label.name().equals(name)) {
        return label;
      }
    }
    return null;
  }
}
