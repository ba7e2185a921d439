package dev.understack.language.expr;

import java.util.LinkedHashSet;
import java.util.Set;

/** Finds the names of an expression that come from the environment. */
final class Names {
  private Names() {}

  static Set<String> of(Node root) {
    Set<String> all = new LinkedHashSet<>();
    collect(root, Set.of(), all);
    return all;
  }

  private static void collect(Node node, Set<String> declared, Set<String> all) {
    switch (node) {
      case Node.Identifier identifier -> {
        if (!declared.contains(identifier.name())) {
          all.add(identifier.name());
        }
      }
      case Node.Let let -> {
        collect(let.value(), declared, all);
        Set<String> inner = new LinkedHashSet<>(declared);
        inner.add(let.name());
        collect(let.body(), inner, all);
      }
      default -> node.children().forEach(child -> collect(child, declared, all));
    }
  }
}
