package dev.understack.language.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the places of the environment that an expression needs. */
final class Paths {
  private final List<List<String>> all = new ArrayList<>();

  private Paths() {}

  static List<List<String>> of(Node root) {
    Paths paths = new Paths();
    paths.collect(root);
    return paths.all;
  }

  private void collect(Node node) {
    List<String> path = path(node);
    if (path != null) {
      all.add(path);
      return;
    }
    switch (node) {
      // Their absence is what the operator is for.
      case Node.Binary binary when binary.operator() == Operator.COALESCE ->
          collect(binary.right());
      case Node.Chain chain -> {}
      default -> node.children().forEach(this::collect);
    }
  }

  /** The path when the node is a chain of fields of a variable. */
  private static @Nullable List<String> path(Node node) {
    if (node instanceof Node.Identifier identifier) {
      return List.of(identifier.name());
    }
    boolean field =
        node instanceof Node.Member member
            && !member.optional()
            && member.property() instanceof Node.Constant constant
            && constant.value() instanceof String;
    if (!field) {
      return null;
    }
    Node.Member member = (Node.Member) node;
    List<String> base = path(member.node());
    if (base == null) {
      return null;
    }
    List<String> path = new ArrayList<>(base);
    path.add(String.valueOf(((Node.Constant) member.property()).value()));
    return path;
  }
}
