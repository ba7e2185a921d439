package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Pratt parser of expressions. */
final class Parser {
  private static final int DEEPEST_NESTING = 200;
  private static final int DEEPEST_TREE = 500;

  private final TokenCursor tokens;
  private final OperandParser operands;
  private int nesting;

  private Parser(TokenCursor tokens) {
    this.tokens = tokens;
    this.operands = new OperandParser(tokens, this);
  }

  static Node parse(String text, Dialect dialect) {
    TokenCursor tokens = new TokenCursor(text, dialect);
    Parser parser = new Parser(tokens);
    Node node = parser.sequence();
    if (tokens.current().kind() != Kind.EOF) {
      throw tokens.unexpected();
    }
    checkDepth(text, node);
    return node;
  }

  /** Expressions with semicolons between them; the last one is the value. */
  Node sequence() {
    Node first = expression(0);
    if (!tokens.dialect().is117() || !tokens.current().isOperator(";")) {
      return first;
    }
    List<Node> all = new ArrayList<>(List.of(first));
    while (tokens.current().isOperator(";")) {
      tokens.next();
      if (tokens.current().kind() == Kind.EOF) {
        break;
      }
      all.add(expression(0));
    }
    return all.size() == 1 ? first : tokens.made(new Node.Sequence(all, first.offset()));
  }

  /** An expression of operators that bind at least as tightly as {@code precedence}. */
  Node expression(int precedence) {
    if (++nesting > DEEPEST_NESTING) {
      throw tokens.fault(tokens.current(), "expression is nested deeper than " + DEEPEST_NESTING);
    }
    Node node;
    if (precedence == 0 && tokens.current().isOperator("let")) {
      node = let();
    } else if (precedence == 0 && tokens.current().isOperator("if")) {
      node = conditionalBlock();
    } else {
      node = operators(precedence);
      node = precedence == 0 ? conditional(node) : node;
    }
    nesting--;
    return node;
  }

  private Node operators(int precedence) {
    Node left = operands.primary();
    Operator previous = null;
    while (true) {
      Token negation = tokens.current().isOperator("not") ? tokens.current() : null;
      Token token = negation == null ? tokens.current() : tokens.following();
      Operator operator = Operator.of(token);
      if (negation != null && (operator == null || !operator.isNegatable())) {
        tokens.next();
        throw tokens.unexpected();
      }
      if (operator == null || operator.precedence() < precedence) {
        return left;
      }
      if (negation != null) {
        tokens.next();
      }
      tokens.next();
      if (previous == Operator.COALESCE
          && operator != Operator.COALESCE
          && operator != Operator.PIPE) {
        throw tokens.fault(
            token,
            "Operator ("
                + operator.text()
                + ") and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.");
      }
      left = operation(left, operator, token);
      if (negation != null) {
        left = tokens.made(new Node.Unary("not", left, token.offset()));
      }
      previous = operator;
    }
  }

  private Node operation(Node left, Operator operator, Token token) {
    if (operator == Operator.PIPE) {
      Token name = tokens.current();
      tokens.expect(Kind.IDENTIFIER);
      return operands.call(name, left);
    }
    if (operator.isComparison() && tokens.dialect().is117()) {
      return comparisons(left, operator, token);
    }
    Node right =
        expression(
            operator.isRightAssociative() ? operator.precedence() : operator.precedence() + 1);
    return tokens.made(binary(left, operator, right, token));
  }

  private Node binary(Node left, Operator operator, Node right, Token token) {
    if (operator == Operator.MATCHES
        && right instanceof Node.Constant constant
        && constant.value() instanceof String pattern) {
      return new Node.Matches(
          left, Patterns.compile(tokens.text(), token.offset(), pattern), token.offset());
    }
    return new Node.Binary(operator, left, right, token.offset());
  }

  /** {@code a < b < c} means {@code a < b && b < c}. */
  private Node comparisons(Node left, Operator first, Token firstToken) {
    Node root = null;
    Node before = left;
    Operator operator = first;
    Token token = firstToken;
    while (true) {
      Node right = expression(operator.precedence() + 1);
      Node comparison = tokens.made(new Node.Binary(operator, before, right, token.offset()));
      root =
          root == null
              ? comparison
              : tokens.made(new Node.Binary(Operator.AND_SIGN, root, comparison, token.offset()));
      Operator following = Operator.of(tokens.current());
      if (following == null || !following.isComparison()) {
        return root;
      }
      before = right;
      operator = following;
      token = tokens.current();
      tokens.next();
    }
  }

  private Node let() {
    tokens.next();
    Token name = tokens.current();
    tokens.expect(Kind.IDENTIFIER);
    tokens.expectOperator("=");
    Node value = expression(0);
    tokens.expectOperator(";");
    Node body = sequence();
    return tokens.made(new Node.Let(name.text(), value, body, name.offset()));
  }

  private Node conditionalBlock() {
    Token start = tokens.current();
    tokens.next();
    Node condition = expression(0);
    Node yes = block();
    tokens.expectOperator("else");
    Node no = tokens.current().isOperator("if") ? expression(0) : block();
    return tokens.made(new Node.Conditional(condition, yes, no, start.offset()));
  }

  private Node block() {
    tokens.expectBracket("{");
    Node node = sequence();
    tokens.expectBracket("}");
    return node;
  }

  private Node conditional(Node condition) {
    Node node = condition;
    while (tokens.current().isOperator("?")) {
      tokens.next();
      Node yes = node;
      if (!tokens.current().isOperator(":")) {
        yes = expression(0);
      }
      tokens.expectOperator(":");
      Node no = expression(0);
      node = tokens.made(new Node.Conditional(node, yes, no, node.offset()));
    }
    return node;
  }

  private static void checkDepth(String text, Node root) {
    record Level(Node node, int depth) {}
    Deque<Level> open = new ArrayDeque<>(List.of(new Level(root, 1)));
    while (!open.isEmpty()) {
      Level level = open.pop();
      if (level.depth() > DEEPEST_TREE) {
        throw new LanguageException(
            Expr.LANGUAGE,
            text,
            level.node().offset(),
            "expression is nested deeper than " + DEEPEST_TREE);
      }
      level.node().children().forEach(child -> open.push(new Level(child, level.depth() + 1)));
    }
  }
}
