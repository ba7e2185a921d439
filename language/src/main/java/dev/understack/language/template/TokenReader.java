package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.template.Token.Kind;
import dev.understack.language.value.GoQuote;
import java.util.Arrays;

/** Tokens with a look ahead of up to three, the nesting that was reached, and errors at a place. */
final class TokenReader {
  /** Nesting of parentheses, blocks and definitions; keeps the stack small. */
  private static final int DEEPEST = 400;

  private final Source source;
  private final Lexer lexer;
  private final Token[] tokens = new Token[3];
  private int pending;
  private int actionLine;
  private int depth;

  TokenReader(Source source) {
    this(source, new Lexer(source.text()), 0);
  }

  private TokenReader(Source source, Lexer lexer, int depth) {
    this.source = source;
    this.lexer = lexer;
    this.depth = depth;
    Arrays.fill(tokens, new Token(Kind.EOF, 0, "EOF", 1));
  }

  /** A reader that goes on at the same place, for a definition inside of this text. */
  TokenReader nested() {
    enter();
    TokenReader nested = new TokenReader(source, lexer, depth);
    leave();
    return nested;
  }

  void enter() {
    if (depth + 1 > DEEPEST) {
      throw error("max expression depth exceeded");
    }
    depth++;
  }

  void leave() {
    depth--;
  }

  /** Remembers where an action began, for errors; 0 behind its end. */
  void actionLine(int line) {
    actionLine = line;
  }

  String unquote(Token token) {
    try {
      return GoQuote.unquote(token.text());
    } catch (FunctionException e) {
      throw error(e.getMessage());
    }
  }

  Token next() {
    if (pending > 0) {
      pending--;
    } else {
      tokens[0] = lexer.next();
    }
    return tokens[pending];
  }

  Token peek() {
    if (pending > 0) {
      return tokens[pending - 1];
    }
    pending = 1;
    tokens[0] = lexer.next();
    return tokens[0];
  }

  Token nextNonSpace() {
    Token token = next();
    while (token.is(Kind.SPACE)) {
      token = next();
    }
    return token;
  }

  Token peekNonSpace() {
    Token token = nextNonSpace();
    backup();
    return token;
  }

  void backup() {
    pending++;
  }

  void backup(Token before) {
    tokens[1] = before;
    pending = 2;
  }

  void backup(Token before, Token between) {
    tokens[1] = between;
    tokens[2] = before;
    pending = 3;
  }

  Token expect(Kind kind, String context) {
    Token token = nextNonSpace();
    if (!token.is(kind)) {
      throw unexpected(token, context);
    }
    return token;
  }

  TemplateException unexpected(Token token, String context) {
    if (!token.is(Kind.ERROR)) {
      return error("unexpected " + token + " in " + context);
    }
    String started = "";
    if (actionLine != 0 && actionLine != token.line()) {
      started = " in action started at " + source.name() + ":" + actionLine;
      if (token.text().endsWith(" action")) {
        started = started.substring(" in action".length());
      }
    }
    return error(token + started);
  }

  TemplateException error(String problem) {
    return source.parseError(tokens[0], problem);
  }
}
