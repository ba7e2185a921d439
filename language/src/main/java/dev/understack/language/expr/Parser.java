package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Pratt parser of expressions. */
final class Parser {
  private static final int MOST_NODES = 10_000;
  private static final int DEEPEST_NESTING = 200;
  private static final int DEEPEST_TREE = 500;

  /** Constants that nothing can be taken out of. */
  private static final Set<String> PLAIN_WORDS = Set.of("true", "false", "nil");

  private static final Map<String, Integer> UNARY = Map.of("not", 50, "!", 50, "-", 90, "+", 90);

  private final String text;
  private final Dialect dialect;
  private final List<Token> tokens;
  private Token current;
  private int position;
  private int predicates;
  private int nesting;
  private int nodes;

  private Parser(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
    this.tokens = Lexer.tokens(text, dialect);
    this.current = tokens.getFirst();
  }

  static Node parse(String text, Dialect dialect) {
    Parser parser = new Parser(text, dialect);
    Node node = parser.sequence();
    if (parser.current.kind() != Kind.EOF) {
      throw parser.unexpected();
    }
    parser.checkDepth(node);
    return node;
  }

  private Node sequence() {
    Node first = expression(0);
    if (!dialect.is117() || !current.isOperator(";")) {
      return first;
    }
    List<Node> all = new ArrayList<>(List.of(first));
    while (current.isOperator(";")) {
      next();
      if (current.kind() == Kind.EOF) {
        break;
      }
      all.add(expression(0));
    }
    return all.size() == 1 ? first : made(new Node.Sequence(all, first.offset()));
  }

  private Node expression(int precedence) {
    if (++nesting > DEEPEST_NESTING) {
      throw fault(current, "expression is nested deeper than " + DEEPEST_NESTING);
    }
    Node node;
    if (precedence == 0 && current.isOperator("let")) {
      node = let();
    } else if (precedence == 0 && current.isOperator("if")) {
      node = conditionalBlock();
    } else {
      node = operators(precedence);
      node = precedence == 0 ? conditional(node) : node;
    }
    nesting--;
    return node;
  }

  private Node operators(int precedence) {
    Node left = primary();
    Operator previous = null;
    while (true) {
      Token negation = current.isOperator("not") ? current : null;
      Token token = negation == null ? current : tokens.get(position + 1);
      Operator operator = Operator.of(token);
      if (negation != null && (operator == null || !operator.isNegatable())) {
        next();
        throw unexpected();
      }
      if (operator == null || operator.precedence() < precedence) {
        return left;
      }
      if (negation != null) {
        next();
      }
      next();
      if (previous == Operator.COALESCE
          && operator != Operator.COALESCE
          && operator != Operator.PIPE) {
        throw fault(
            token,
            "Operator ("
                + operator.text()
                + ") and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.");
      }
      left = operation(left, operator, token);
      if (negation != null) {
        left = made(new Node.Unary("not", left, token.offset()));
      }
      previous = operator;
    }
  }

  private Node operation(Node left, Operator operator, Token token) {
    if (operator == Operator.PIPE) {
      Token name = current;
      expect(Kind.IDENTIFIER);
      return call(name, left);
    }
    if (operator.isComparison() && dialect.is117()) {
      return comparisons(left, operator, token);
    }
    Node right =
        expression(
            operator.isRightAssociative() ? operator.precedence() : operator.precedence() + 1);
    return made(binary(left, operator, right, token));
  }

  private Node binary(Node left, Operator operator, Node right, Token token) {
    if (operator == Operator.MATCHES
        && right instanceof Node.Constant constant
        && constant.value() instanceof String pattern) {
      return new Node.Matches(
          left, Patterns.compile(text, token.offset(), pattern), token.offset());
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
      Node comparison = made(new Node.Binary(operator, before, right, token.offset()));
      root =
          root == null
              ? comparison
              : made(new Node.Binary(Operator.AND_SIGN, root, comparison, token.offset()));
      Operator following = Operator.of(current);
      if (following == null || !following.isComparison()) {
        return root;
      }
      before = right;
      operator = following;
      token = current;
      next();
    }
  }

  private Node let() {
    next();
    Token name = current;
    expect(Kind.IDENTIFIER);
    expectOperator("=");
    Node value = expression(0);
    expectOperator(";");
    Node body = sequence();
    return made(new Node.Let(name.text(), value, body, name.offset()));
  }

  private Node conditionalBlock() {
    Token start = current;
    next();
    Node condition = expression(0);
    Node yes = block();
    expectOperator("else");
    Node no = current.isOperator("if") ? expression(0) : block();
    return made(new Node.Conditional(condition, yes, no, start.offset()));
  }

  private Node block() {
    expectBracket("{");
    Node node = sequence();
    expectBracket("}");
    return node;
  }

  private Node conditional(Node condition) {
    Node node = condition;
    while (current.isOperator("?")) {
      next();
      Node yes = node;
      if (!current.isOperator(":")) {
        yes = expression(0);
      }
      expectOperator(":");
      Node no = expression(0);
      node = made(new Node.Conditional(node, yes, no, node.offset()));
    }
    return node;
  }

  private Node primary() {
    Token token = current;
    Integer unary = token.kind() == Kind.OPERATOR ? UNARY.get(token.text()) : null;
    if (unary != null) {
      next();
      Node operand = expression(unary);
      String operator = token.text().equals("!") ? "not" : token.text();
      return postfix(made(new Node.Unary(operator, operand, token.offset())));
    }
    if (token.isBracket("(")) {
      next();
      Node inner = sequence();
      expectBracket(")");
      return postfix(inner);
    }
    if (token.isOperator("#") || token.isOperator(".")) {
      return postfix(pointer(token));
    }
    if (token.isOperator("::")) {
      next();
      Token name = current;
      expect(Kind.IDENTIFIER);
      return postfix(call(name, null));
    }
    boolean plain =
        token.kind() == Kind.NUMBER
            || (token.kind() == Kind.STRING && !dialect.is117())
            || (token.kind() == Kind.IDENTIFIER && PLAIN_WORDS.contains(token.text()));
    return plain ? secondary(token) : postfix(secondary(token));
  }

  private Node pointer(Token token) {
    if (predicates == 0) {
      throw dialect.is117()
          ? unexpected()
          : fault(token, "cannot use pointer accessor outside closure");
    }
    String name = "";
    if (token.isOperator("#")) {
      next();
      if (current.kind() == Kind.IDENTIFIER) {
        name = current.text();
        next();
      }
    }
    return made(new Node.Pointer(name, token.offset()));
  }

  private Node secondary(Token token) {
    return switch (token.kind()) {
      case IDENTIFIER -> identifier(token);
      case NUMBER -> {
        next();
        yield made(NumberLiteral.node(text, token, dialect));
      }
      case STRING -> {
        next();
        yield made(new Node.Constant(token.text(), token.offset()));
      }
      case BYTES -> {
        next();
        byte[] bytes = token.text().getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        yield made(new Node.Constant(bytes, token.offset()));
      }
      case BRACKET -> {
        if (token.isBracket("[")) {
          next();
          yield made(new Node.ArrayLiteral(list("]", true), token.offset()));
        }
        if (token.isBracket("{")) {
          yield map(token);
        }
        throw unexpected();
      }
      case OPERATOR, EOF -> throw unexpected();
    };
  }

  private Node identifier(Token token) {
    next();
    return switch (token.text()) {
      case "true" -> made(new Node.Constant(true, token.offset()));
      case "false" -> made(new Node.Constant(false, token.offset()));
      case "nil" -> made(new Node.Constant(null, token.offset()));
      default ->
          current.isBracket("(")
              ? call(token, null)
              : made(new Node.Identifier(token.text(), token.offset()));
    };
  }

  /** A call by name; {@code piped} is its first argument when it follows a pipe. */
  private Node call(Token name, @Nullable Node piped) {
    PredicateCall predicate = PredicateCall.of(name.text(), dialect);
    List<Node> arguments = new ArrayList<>();
    if (piped != null) {
      arguments.add(piped);
    }
    expectBracket("(");
    if (predicate != null) {
      predicateArguments(predicate, arguments);
      return made(new Node.Builtin(name.text(), arguments, name.offset()));
    }
    arguments.addAll(list(")", dialect.is117()));
    if (Builtins.exists(name.text(), dialect)) {
      return made(new Node.Builtin(name.text(), arguments, name.offset()));
    }
    Node callee = made(new Node.Identifier(name.text(), name.offset()));
    return made(new Node.Call(callee, arguments, name.offset()));
  }

  private void predicateArguments(PredicateCall call, List<Node> arguments) {
    int given = arguments.size();
    for (int i = given; i < call.most(); i++) {
      if (i >= call.least() && current.isBracket(")")) {
        break;
      }
      if (current.isBracket(")")) {
        throw fault(current, "expected at least " + (call.most() - given) + " arguments");
      }
      if (i > given) {
        expectOperator(",");
        if (i >= call.least() && current.isBracket(")")) {
          break;
        }
      }
      arguments.add(i == 1 ? predicate() : expression(0));
    }
    if (current.isOperator(",") && dialect.is117()) {
      next();
    }
    expectBracket(")");
  }

  private Node predicate() {
    Token start = current;
    boolean braces = start.isBracket("{");
    if (braces) {
      next();
    }
    predicates++;
    Node node = braces ? sequence() : expression(0);
    predicates--;
    if (braces) {
      expectBracket("}");
    } else if (current.isOperator(";") && dialect.is117()) {
      throw fault(current, "wrap predicate with brackets { and }");
    }
    return made(new Node.Predicate(node, start.offset()));
  }

  private List<Node> list(String close, boolean trailingComma) {
    List<Node> all = new ArrayList<>();
    while (!current.isBracket(close)) {
      if (!all.isEmpty()) {
        expectOperator(",");
        if (trailingComma && current.isBracket(close)) {
          break;
        }
      }
      all.add(expression(0));
    }
    next();
    return all;
  }

  private Node map(Token open) {
    next();
    List<Node.Pair> pairs = new ArrayList<>();
    while (!current.isBracket("}")) {
      if (!pairs.isEmpty()) {
        expectOperator(",");
        if (current.isBracket("}")) {
          break;
        }
      }
      Node key = key();
      expectOperator(":");
      pairs.add(new Node.Pair(key, expression(0)));
    }
    next();
    return made(new Node.MapLiteral(pairs, open.offset()));
  }

  private Node key() {
    Token token = current;
    return switch (token.kind()) {
      case NUMBER, STRING, IDENTIFIER -> {
        next();
        yield made(new Node.Constant(token.text(), token.offset()));
      }
      default -> {
        if (token.isBracket("(")) {
          yield expression(0);
        }
        throw fault(
            token,
            "a map key must be a quoted string, a number, a identifier, or an expression enclosed"
                + " in parentheses (unexpected token "
                + token.shown()
                + ")");
      }
    };
  }

  private Node postfix(Node start) {
    Node node = start;
    while (true) {
      boolean optional = current.isOperator("?.");
      Token token = current;
      if (optional && dialect.is117() && tokens.get(position + 1).isBracket("[")) {
        next();
        next();
        node = indexed(node, true, token);
      } else if (optional || current.isOperator(".")) {
        next();
        node = member(node, optional);
      } else if (current.isBracket("[")) {
        next();
        node = indexed(node, false, token);
      } else {
        return node;
      }
    }
  }

  private Node member(Node start, boolean optional) {
    Token name = current;
    boolean named =
        name.kind() == Kind.IDENTIFIER
            || (name.kind() == Kind.OPERATOR && Lexer.isWord(name.text()));
    next();
    if (!named) {
      throw fault(current, "expected name");
    }
    boolean chained = start instanceof Node.Chain;
    Node base = start instanceof Node.Chain chain ? chain.node() : start;
    Node property = made(new Node.Constant(name.text(), name.offset()));
    Node node = made(new Node.Member(base, property, optional, name.offset()));
    if (current.isBracket("(")) {
      next();
      node = made(new Node.Call(node, list(")", dialect.is117()), name.offset()));
    }
    return chained || optional ? made(new Node.Chain(node, name.offset())) : node;
  }

  private Node indexed(Node node, boolean optional, Token token) {
    Node from = null;
    if (!current.isOperator(":") && !current.isOperator("::")) {
      from = expression(0);
      if (!current.isOperator(":")) {
        expectBracket("]");
        Node member = made(new Node.Member(node, from, optional, token.offset()));
        return optional ? made(new Node.Chain(member, token.offset())) : member;
      }
    }
    expectOperator(":");
    Node to = current.isBracket("]") ? null : expression(0);
    expectBracket("]");
    return made(new Node.Slice(node, from, to, token.offset()));
  }

  private <T extends Node> T made(T node) {
    if (++nodes > MOST_NODES) {
      throw fault(current, "compilation failed: expression exceeds maximum allowed nodes");
    }
    return node;
  }

  private void checkDepth(Node root) {
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

  private void next() {
    if (position + 1 >= tokens.size()) {
      throw fault(current, "unexpected end of expression");
    }
    current = tokens.get(++position);
  }

  private void expect(Kind kind) {
    if (current.kind() != kind) {
      throw unexpected();
    }
    next();
  }

  private void expectOperator(String operator) {
    if (!current.isOperator(operator)) {
      throw unexpected();
    }
    next();
  }

  private void expectBracket(String bracket) {
    if (!current.isBracket(bracket)) {
      throw unexpected();
    }
    next();
  }

  private LanguageException unexpected() {
    return fault(current, "unexpected token " + current.shown());
  }

  private LanguageException fault(Token at, String problem) {
    return new LanguageException(Expr.LANGUAGE, text, at.offset(), problem);
  }
}
