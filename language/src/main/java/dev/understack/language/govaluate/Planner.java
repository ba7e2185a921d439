package dev.understack.language.govaluate;

import dev.understack.language.LanguageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the evaluation tree of checked tokens: one level per precedence, lowest first. */
final class Planner {
  private static final int DEEPEST = 200;

  private record Level(TokenKind kind, Map<String, Symbol> symbols) {}

  private static final List<Level> LEVELS =
      List.of(
          new Level(TokenKind.SEPARATOR, Map.of(",", Symbol.SEPARATE)),
          new Level(
              TokenKind.TERNARY,
              Map.of("?", Symbol.TERNARY_TRUE, ":", Symbol.TERNARY_FALSE, "??", Symbol.COALESCE)),
          new Level(TokenKind.LOGICALOP, Map.of("||", Symbol.OR)),
          new Level(TokenKind.LOGICALOP, Map.of("&&", Symbol.AND)),
          new Level(
              TokenKind.COMPARATOR,
              Map.of(
                  "==", Symbol.EQ,
                  "!=", Symbol.NEQ,
                  ">", Symbol.GT,
                  ">=", Symbol.GTE,
                  "<", Symbol.LT,
                  "<=", Symbol.LTE,
                  "=~", Symbol.REQ,
                  "!~", Symbol.NREQ,
                  "in", Symbol.IN)),
          new Level(
              TokenKind.MODIFIER,
              Map.of("^", Symbol.BITWISE_XOR, "&", Symbol.BITWISE_AND, "|", Symbol.BITWISE_OR)),
          new Level(TokenKind.MODIFIER, Map.of(">>", Symbol.RIGHT_SHIFT, "<<", Symbol.LEFT_SHIFT)),
          new Level(TokenKind.MODIFIER, Map.of("+", Symbol.PLUS, "-", Symbol.MINUS)),
          new Level(
              TokenKind.MODIFIER,
              Map.of("*", Symbol.MULTIPLY, "/", Symbol.DIVIDE, "%", Symbol.MODULUS)),
          new Level(TokenKind.MODIFIER, Map.of("**", Symbol.EXPONENT)));
  private static final Map<String, Symbol> PREFIXES =
      Map.of("-", Symbol.NEGATE, "!", Symbol.INVERT, "~", Symbol.BITWISE_NOT);

  private final String text;
  private final List<Token> tokens;
  private int position;
  private int depth;

  private Planner(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = tokens;
  }

  static @Nullable Stage plan(String text, List<Token> tokens) {
    Stage root = new Planner(text, tokens).expression();
    if (root != null) {
      Stage.reorder(root);
    }
    return root;
  }

  private @Nullable Stage expression() {
    return position < tokens.size() ? level(0) : null;
  }

  private @Nullable Stage level(int index) {
    if (index == LEVELS.size()) {
      return accessor();
    }
    Level level = LEVELS.get(index);
    Stage left = level(index + 1);
    if (position < tokens.size() && tokens.get(position).kind() == level.kind()) {
      Symbol symbol = level.symbols().get(tokens.get(position).value());
      if (symbol != null) {
        position++;
        return new Stage(symbol, null, left, level(index));
      }
    }
    return left;
  }

  private @Nullable Stage accessor() {
    if (position == tokens.size()) {
      return null;
    }
    Token token = tokens.get(position);
    if (token.kind() != TokenKind.ACCESSOR) {
      return value(token);
    }
    position++;
    boolean called = position < tokens.size() && tokens.get(position).kind() == TokenKind.CLAUSE;
    return new Stage(Symbol.ACCESS, token.value(), null, called ? expression() : null);
  }

  private @Nullable Stage value(Token token) {
    return switch (token.kind()) {
      case CLAUSE -> clause();
      case CLAUSE_CLOSE -> null;
      case VARIABLE -> constant(Symbol.VALUE, token);
      case NUMERIC, STRING, PATTERN, BOOLEAN, TIME -> constant(Symbol.LITERAL, token);
      case PREFIX -> {
        position++;
        Symbol symbol = PREFIXES.get(token.value());
        yield new Stage(symbol == null ? Symbol.NOOP : symbol, null, null, accessor());
      }
      case UNKNOWN, SEPARATOR, COMPARATOR, LOGICALOP, MODIFIER, TERNARY, ACCESSOR ->
          throw new LanguageException(
              Govaluate.LANGUAGE,
              text,
              token.offset(),
              "Unable to plan token kind: '" + token.kind() + "', value: '" + token.value() + "'");
    };
  }

  private Stage clause() {
    if (++depth > DEEPEST) {
      throw new LanguageException(
          Govaluate.LANGUAGE,
          text,
          tokens.get(position).offset(),
          "parentheses are nested deeper than " + DEEPEST);
    }
    position++;
    Stage inner = expression();
    position++;
    depth--;
    return new Stage(Symbol.NOOP, null, null, inner);
  }

  private Stage constant(Symbol symbol, Token token) {
    position++;
    return new Stage(symbol, token.value(), null, null);
  }
}
