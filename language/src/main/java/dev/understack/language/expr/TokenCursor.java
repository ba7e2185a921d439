package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Token.Kind;
import java.util.List;

/** The words of an expression and the place where its parsers are. For one thread. */
final class TokenCursor {
  private static final int MOST_NODES = 10_000;

  private final String text;
  private final Dialect dialect;
  private final List<Token> tokens;
  private Token current;
  private int position;
  private int nodes;

  TokenCursor(String text, Dialect dialect) {
    this.text = text;
    this.dialect = dialect;
    this.tokens = Lexer.tokens(text, dialect);
    this.current = tokens.getFirst();
  }

  String text() {
    return text;
  }

  Dialect dialect() {
    return dialect;
  }

  Token current() {
    return current;
  }

  /** The word behind the current one. */
  Token following() {
    return tokens.get(position + 1);
  }

  /** Counts a node of the tree. */
  <T extends Node> T made(T node) {
    if (++nodes > MOST_NODES) {
      throw fault(current, "compilation failed: expression exceeds maximum allowed nodes");
    }
    return node;
  }

  void next() {
    if (position + 1 >= tokens.size()) {
      throw fault(current, "unexpected end of expression");
    }
    current = tokens.get(++position);
  }

  void expect(Kind kind) {
    if (current.kind() != kind) {
      throw unexpected();
    }
    next();
  }

  void expectOperator(String operator) {
    if (!current.isOperator(operator)) {
      throw unexpected();
    }
    next();
  }

  void expectBracket(String bracket) {
    if (!current.isBracket(bracket)) {
      throw unexpected();
    }
    next();
  }

  LanguageException unexpected() {
    return fault(current, "unexpected token " + current.shown());
  }

  LanguageException fault(Token at, String problem) {
    return new LanguageException(Expr.LANGUAGE, text, at.offset(), problem);
  }
}
