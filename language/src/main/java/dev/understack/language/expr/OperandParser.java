package dev.understack.language.expr;

import dev.understack.language.expr.Token.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses what stands between operators: literals, names, calls, members and predicates. */
final class OperandParser {
  /** Constants that nothing can be taken out of. */
  private static final Set<String> PLAIN_WORDS = Set.of("true", "false", "nil");

  private static final Map<String, Integer> UNARY = Map.of("not", 50, "!", 50, "-", 90, "+", 90);

  private final TokenCursor tokens;
  private final Parser parser;
  private int predicates;

  OperandParser(TokenCursor tokens, Parser parser) {
    this.tokens = tokens;
    this.parser = parser;
  }

  /** A value with all that follows it by dots and brackets. */
  Node primary() {
    Token token = tokens.current();
    Integer unary = token.kind() == Kind.OPERATOR ? UNARY.get(token.text()) : null;
    if (unary != null) {
      tokens.next();
      Node operand = parser.expression(unary);
      String operator = token.text().equals("!") ? "not" : token.text();
      return postfix(tokens.made(new Node.Unary(operator, operand, token.offset())));
    }
    if (token.isBracket("(")) {
      tokens.next();
      Node inner = parser.sequence();
      tokens.expectBracket(")");
      return postfix(inner);
    }
    if (token.isOperator("#") || token.isOperator(".")) {
      return postfix(pointer(token));
    }
    if (token.isOperator("::")) {
      tokens.next();
      Token name = tokens.current();
      tokens.expect(Kind.IDENTIFIER);
      return postfix(call(name, null));
    }
    boolean plain =
        token.kind() == Kind.NUMBER
            || (token.kind() == Kind.STRING && !tokens.dialect().is117())
            || (token.kind() == Kind.IDENTIFIER && PLAIN_WORDS.contains(token.text()));
    return plain ? secondary(token) : postfix(secondary(token));
  }

  private Node pointer(Token token) {
    if (predicates == 0) {
      throw tokens.dialect().is117()
          ? tokens.unexpected()
          : tokens.fault(token, "cannot use pointer accessor outside closure");
    }
    String name = "";
    if (token.isOperator("#")) {
      tokens.next();
      if (tokens.current().kind() == Kind.IDENTIFIER) {
        name = tokens.current().text();
        tokens.next();
      }
    }
    return tokens.made(new Node.Pointer(name, token.offset()));
  }

  private Node secondary(Token token) {
    return switch (token.kind()) {
      case IDENTIFIER -> identifier(token);
      case NUMBER -> {
        tokens.next();
        yield tokens.made(NumberLiteral.node(tokens.text(), token, tokens.dialect()));
      }
      case STRING -> {
        tokens.next();
        yield tokens.made(new Node.Constant(token.text(), token.offset()));
      }
      case BYTES -> {
        tokens.next();
        byte[] bytes = token.text().getBytes(StandardCharsets.ISO_8859_1);
        yield tokens.made(new Node.Constant(bytes, token.offset()));
      }
      case BRACKET -> {
        if (token.isBracket("[")) {
          tokens.next();
          yield tokens.made(new Node.ArrayLiteral(list("]", true), token.offset()));
        }
        if (token.isBracket("{")) {
          yield map(token);
        }
        throw tokens.unexpected();
      }
      case OPERATOR, EOF -> throw tokens.unexpected();
    };
  }

  private Node identifier(Token token) {
    tokens.next();
    return switch (token.text()) {
      case "true" -> tokens.made(new Node.Constant(true, token.offset()));
      case "false" -> tokens.made(new Node.Constant(false, token.offset()));
      case "nil" -> tokens.made(new Node.Constant(null, token.offset()));
      default ->
          tokens.current().isBracket("(")
              ? call(token, null)
              : tokens.made(new Node.Identifier(token.text(), token.offset()));
    };
  }

  /** A call by name; {@code piped} is its first argument when it follows a pipe. */
  Node call(Token name, @Nullable Node piped) {
    PredicateCall predicate = PredicateCall.of(name.text(), tokens.dialect());
    List<Node> arguments = new ArrayList<>();
    if (piped != null) {
      arguments.add(piped);
    }
    tokens.expectBracket("(");
    if (predicate != null) {
      predicateArguments(predicate, arguments);
      return tokens.made(new Node.Builtin(name.text(), arguments, name.offset()));
    }
    arguments.addAll(list(")", tokens.dialect().is117()));
    if (Builtins.exists(name.text(), tokens.dialect())) {
      return tokens.made(new Node.Builtin(name.text(), arguments, name.offset()));
    }
    Node callee = tokens.made(new Node.Identifier(name.text(), name.offset()));
    return tokens.made(new Node.Call(callee, arguments, name.offset()));
  }

  private void predicateArguments(PredicateCall call, List<Node> arguments) {
    int given = arguments.size();
    for (int i = given; i < call.most(); i++) {
      if (i >= call.least() && tokens.current().isBracket(")")) {
        break;
      }
      if (tokens.current().isBracket(")")) {
        throw tokens.fault(
            tokens.current(), "expected at least " + (call.most() - given) + " arguments");
      }
      if (i > given) {
        tokens.expectOperator(",");
        if (i >= call.least() && tokens.current().isBracket(")")) {
          break;
        }
      }
      arguments.add(i == 1 ? predicate() : parser.expression(0));
    }
    if (tokens.current().isOperator(",") && tokens.dialect().is117()) {
      tokens.next();
    }
    tokens.expectBracket(")");
  }

  private Node predicate() {
    Token start = tokens.current();
    boolean braces = start.isBracket("{");
    if (braces) {
      tokens.next();
    }
    predicates++;
    Node node = braces ? parser.sequence() : parser.expression(0);
    predicates--;
    if (braces) {
      tokens.expectBracket("}");
    } else if (tokens.current().isOperator(";") && tokens.dialect().is117()) {
      throw tokens.fault(tokens.current(), "wrap predicate with brackets { and }");
    }
    return tokens.made(new Node.Predicate(node, start.offset()));
  }

  private List<Node> list(String close, boolean trailingComma) {
    List<Node> all = new ArrayList<>();
    while (!tokens.current().isBracket(close)) {
      if (!all.isEmpty()) {
        tokens.expectOperator(",");
        if (trailingComma && tokens.current().isBracket(close)) {
          break;
        }
      }
      all.add(parser.expression(0));
    }
    tokens.next();
    return all;
  }

  private Node map(Token open) {
    tokens.next();
    List<Node.Pair> pairs = new ArrayList<>();
    while (!tokens.current().isBracket("}")) {
      if (!pairs.isEmpty()) {
        tokens.expectOperator(",");
        if (tokens.current().isBracket("}")) {
          break;
        }
      }
      Node key = key();
      tokens.expectOperator(":");
      pairs.add(new Node.Pair(key, parser.expression(0)));
    }
    tokens.next();
    return tokens.made(new Node.MapLiteral(pairs, open.offset()));
  }

  private Node key() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NUMBER, STRING, IDENTIFIER -> {
        tokens.next();
        yield tokens.made(new Node.Constant(token.text(), token.offset()));
      }
      default -> {
        if (token.isBracket("(")) {
          yield parser.expression(0);
        }
        throw tokens.fault(
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
      boolean optional = tokens.current().isOperator("?.");
      Token token = tokens.current();
      if (optional && tokens.dialect().is117() && tokens.following().isBracket("[")) {
        tokens.next();
        tokens.next();
        node = indexed(node, true, token);
      } else if (optional || tokens.current().isOperator(".")) {
        tokens.next();
        node = member(node, optional);
      } else if (tokens.current().isBracket("[")) {
        tokens.next();
        node = indexed(node, false, token);
      } else {
        return node;
      }
    }
  }

  private Node member(Node start, boolean optional) {
    Token name = tokens.current();
    boolean named =
        name.kind() == Kind.IDENTIFIER
            || (name.kind() == Kind.OPERATOR && Lexer.isWord(name.text()));
    tokens.next();
    if (!named) {
      throw tokens.fault(tokens.current(), "expected name");
    }
    boolean chained = start instanceof Node.Chain;
    Node base = start instanceof Node.Chain chain ? chain.node() : start;
    Node property = tokens.made(new Node.Constant(name.text(), name.offset()));
    Node node = tokens.made(new Node.Member(base, property, optional, name.offset()));
    if (tokens.current().isBracket("(")) {
      tokens.next();
      node = tokens.made(new Node.Call(node, list(")", tokens.dialect().is117()), name.offset()));
    }
    return chained || optional ? tokens.made(new Node.Chain(node, name.offset())) : node;
  }

  private Node indexed(Node node, boolean optional, Token token) {
    Node from = null;
    if (!tokens.current().isOperator(":") && !tokens.current().isOperator("::")) {
      from = parser.expression(0);
      if (!tokens.current().isOperator(":")) {
        tokens.expectBracket("]");
        Node member = tokens.made(new Node.Member(node, from, optional, token.offset()));
        return optional ? tokens.made(new Node.Chain(member, token.offset())) : member;
      }
    }
    tokens.expectOperator(":");
    Node to = tokens.current().isBracket("]") ? null : parser.expression(0);
    tokens.expectBracket("]");
    return tokens.made(new Node.Slice(node, from, to, token.offset()));
  }
}
