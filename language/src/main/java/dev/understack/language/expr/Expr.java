package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import dev.understack.language.Meter;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A compiled expr-lang expression. Immutable, safe for several threads.
 *
 * <p>Values are Go-like: null (nil), {@link Boolean}, {@link Long} (int), {@link Double} (float64),
 * {@link String}, {@code byte[]}, {@link java.util.List}, {@link Map}, {@link
 * java.time.ZonedDateTime} (time), {@link java.time.Duration}, {@link java.time.ZoneId} and {@link
 * dev.understack.language.NativeFunction}. {@link ExprValues} turns JSON into them and back.
 */
public final class Expr {
  static final String LANGUAGE = "expr";

  private final String text;
  private final Dialect dialect;
  private final Node root;

  private Expr(String text, Dialect dialect, Node root) {
    this.text = text;
    this.dialect = dialect;
    this.root = root;
  }

  /**
   * Compiles an expression.
   *
   * @throws LanguageException whose problem is expr's text and whose place is the one expr gives
   */
  public static Expr compile(String text, Dialect dialect) {
    Node root = Parser.parse(text, dialect);
    if (dialect == Dialect.EVENTS) {
      Checker.check(text, root);
    }
    return new Expr(text, dialect, root);
  }

  /**
   * The value in an environment: variables and functions by name.
   *
   * @throws LanguageException when names or types do not fit, a function fails or a limit is passed
   */
  public @Nullable Object evaluate(Map<String, ? extends @Nullable Object> environment) {
    return evaluate(environment, Limits.DEFAULT, InstantSource.system());
  }

  /** As {@link #evaluate(Map)} with other limits, and {@code clock} for {@code now()}. */
  public @Nullable Object evaluate(
      Map<String, ? extends @Nullable Object> environment, Limits limits, InstantSource clock) {
    if (dialect == Dialect.WORKFLOWS) {
      Checker.check(text, root, environment);
    }
    return new Evaluator(text, dialect, environment, new Meter(LANGUAGE, text, limits), clock)
        .evaluate(root);
  }

  /** The value when the fields of an object are the variables. */
  public @Nullable Object evaluate(JsonNode environment) {
    return evaluate(ExprValues.environment(environment));
  }

  /**
   * The value, which must be a boolean.
   *
   * @throws LanguageException also with Argo's text when it is another value
   */
  public boolean evaluateBoolean(Map<String, ? extends @Nullable Object> environment) {
    Object value = evaluate(environment);
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new LanguageException(
        LANGUAGE,
        text,
        "unable to cast expression result '" + ExprValues.text(value) + "' to bool");
  }

  /** Names that stand for variables or functions of the environment. */
  public Set<String> names() {
    return Names.of(root);
  }

  /**
   * Paths of fields that must be there, each beginning with a name of the environment. What stands
   * left of {@code ??} or is reached through {@code ?.} may be absent and is left out.
   */
  public List<List<String>> requiredPaths() {
    return Paths.of(root);
  }

  /**
   * Whether the words of {@code path}, such as {@code workflow.status}, follow each other in a
   * text, even one that does not compile.
   */
  public static boolean mentions(String text, String path) {
    if (!text.contains(path)) {
      return false;
    }
    try {
      List<String> words = words(text);
      return Collections.indexOfSubList(words, words(path)) >= 0;
    } catch (LanguageException unreadable) {
      return false;
    }
  }

  private static List<String> words(String text) {
    return Lexer.tokens(text, Dialect.WORKFLOWS).stream()
        .filter(token -> token.kind() != Token.Kind.EOF)
        .map(Token::shown)
        .toList();
  }

  /** The dialect it was compiled for. */
  public Dialect dialect() {
    return dialect;
  }

  /** The text that was compiled. */
  @Override
  public String toString() {
    return text;
  }

  Node root() {
    return root;
  }
}
