package dev.understack.language.govaluate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compiled govaluate expression. Immutable, safe for several threads.
 *
 * <p>Values are null, {@link Boolean}, {@link Double} (the only number), {@link String}, and {@link
 * List} and {@link Map} of them. Nothing is converted: a number never equals a text.
 */
public final class Govaluate {
  static final String LANGUAGE = "govaluate";

  private final String text;
  private final List<Token> tokens;
  private final @Nullable Stage root;

  private Govaluate(String text, List<Token> tokens) {
    this.text = text;
    this.tokens = checked(text, tokens);
    this.root = Planner.plan(text, this.tokens);
  }

  /**
   * Compiles an expression.
   *
   * @throws LanguageException whose problem is the text that govaluate gives
   */
  public static Govaluate parse(String text) {
    return new Govaluate(text, new Lexer(text).tokens());
  }

  /**
   * Compiles an expression in which every name is a text, so that {@code a == b} compares two
   * words, as the {@code when} of a workflow does.
   */
  public static Govaluate parseWords(String text) {
    List<Token> words = new ArrayList<>();
    // The first pass finds the faults of the original, the second one those of the words.
    for (Token token : parse(text).tokens) {
      words.add(
          token.kind() == TokenKind.VARIABLE
              ? new Token(TokenKind.STRING, token.value(), token.offset())
              : token);
    }
    return new Govaluate(text, words);
  }

  /**
   * The value for some parameters; numbers among them become doubles.
   *
   * @throws LanguageException whose problem is the text that govaluate gives, also for a name that
   *     is reached and has no parameter
   */
  public @Nullable Object evaluate(Map<String, ? extends @Nullable Object> parameters) {
    return new Evaluator(text, parameters).evaluate(root);
  }

  /** The names of parameters in the order of the text, repeated ones repeated. */
  public List<String> variables() {
    return tokens.stream()
        .filter(token -> token.kind() == TokenKind.VARIABLE)
        .map(token -> String.valueOf(token.value()))
        .toList();
  }

  /** The text that was compiled. */
  @Override
  public String toString() {
    return text;
  }

  private static List<Token> checked(String text, List<Token> tokens) {
    int open = 0;
    for (Token token : tokens) {
      open +=
          token.kind() == TokenKind.CLAUSE ? 1 : token.kind() == TokenKind.CLAUSE_CLOSE ? -1 : 0;
    }
    if (open != 0) {
      throw new LanguageException(LANGUAGE, text, text.length(), "Unbalanced parenthesis");
    }
    Token before = new Token(TokenKind.UNKNOWN, "<nil>", 0);
    List<Token> all = new ArrayList<>();
    for (Token token : tokens) {
      if (!before.kind().canPrecede(token.kind())) {
        throw transition(text, before, token);
      }
      all.add(pattern(text, before, token));
      before = token;
    }
    if (!before.kind().canEnd()) {
      throw new LanguageException(LANGUAGE, text, text.length(), "Unexpected end of expression");
    }
    return List.copyOf(all);
  }

  private static LanguageException transition(String text, Token before, Token token) {
    boolean call = before.kind() == TokenKind.VARIABLE && token.kind() == TokenKind.CLAUSE;
    return new LanguageException(
        LANGUAGE,
        text,
        token.offset(),
        call
            ? "Undefined function " + before.value()
            : "Cannot transition token types from " + before.shown() + " to " + token.shown());
  }

  private static Token pattern(String text, Token before, Token token) {
    boolean regex =
        before.kind() == TokenKind.COMPARATOR
            && (before.value().equals("=~") || before.value().equals("!~"));
    if (!regex || token.kind() != TokenKind.STRING) {
      return token;
    }
    try {
      return new Token(
          TokenKind.PATTERN, Pattern.compile(String.valueOf(token.value())), token.offset());
    } catch (PatternSyntaxException wrong) {
      throw new LanguageException(
          LANGUAGE, text, token.offset(), String.valueOf(wrong.getMessage()), wrong);
    }
  }
}
