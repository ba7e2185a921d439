package dev.understack.language.expr;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of the syntax tree; {@link #offset} is its place in the text. */
sealed interface Node {
  /** Index of the char that errors point at. */
  int offset();

  /** The nodes directly inside. */
  default List<Node> children() {
    return List.of();
  }

  /** A constant: nil, bool, int, float, string or bytes. */
  record Constant(@Nullable Object value, int offset) implements Node {}

  /** A variable of {@code let} or of the environment. */
  record Identifier(String name, int offset) implements Node {}

  /** {@code -}, {@code +} or {@code not}. */
  record Unary(String operator, Node operand, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(operand);
    }
  }

  /** An operator between two operands. */
  record Binary(Operator operator, Node left, Node right, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left, right);
    }
  }

  /** {@code left matches "pattern"} with a pattern compiled beforehand. */
  record Matches(Node left, Pattern pattern, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(left);
    }
  }

  /** Where a {@code ?.} inside that meets nil ends. */
  record Chain(Node node, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(node);
    }
  }

  /** {@code node.property}, {@code node[property]} and, with a {@code ?}, their optional forms. */
  record Member(Node node, Node property, boolean optional, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(node, property);
    }
  }

  /** {@code node[from:to]}. */
  record Slice(Node node, @Nullable Node from, @Nullable Node to, int offset) implements Node {
    @Override
    public List<Node> children() {
      List<Node> all = new ArrayList<>(List.of(node));
      if (from != null) {
        all.add(from);
      }
      if (to != null) {
        all.add(to);
      }
      return all;
    }
  }

  /** A call of a function of the environment or of a method. */
  record Call(Node callee, List<Node> arguments, int offset) implements Node {
    @Override
    public List<Node> children() {
      List<Node> all = new ArrayList<>(List.of(callee));
      all.addAll(arguments);
      return all;
    }
  }

  /** A call of a function of the language. */
  record Builtin(String name, List<Node> arguments, int offset) implements Node {
    @Override
    public List<Node> children() {
      return arguments;
    }
  }

  /** The second argument of {@code filter} and the like. */
  record Predicate(Node node, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(node);
    }
  }

  /** {@code #}, {@code #index} or {@code #acc}. */
  record Pointer(String name, int offset) implements Node {}

  /** {@code let name = value; body}. */
  record Let(String name, Node value, Node body, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(value, body);
    }
  }

  /** {@code a; b}: the value of the last one. */
  record Sequence(List<Node> nodes, int offset) implements Node {
    @Override
    public List<Node> children() {
      return nodes;
    }
  }

  /** {@code condition ? yes : no} and {@code if condition {yes} else {no}}. */
  record Conditional(Node condition, Node yes, Node no, int offset) implements Node {
    @Override
    public List<Node> children() {
      return List.of(condition, yes, no);
    }
  }

  /** {@code [a, b]}. */
  record ArrayLiteral(List<Node> items, int offset) implements Node {
    @Override
    public List<Node> children() {
      return items;
    }
  }

  /** {@code {a: b}}. */
  record MapLiteral(List<Pair> pairs, int offset) implements Node {
    @Override
    public List<Node> children() {
      List<Node> all = new ArrayList<>();
      for (Pair pair : pairs) {
        all.add(pair.key());
        all.add(pair.value());
      }
      return all;
    }
  }

  /** One entry of a map. */
  record Pair(Node key, Node value) {}
}
