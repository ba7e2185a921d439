package dev.understack.language.jq;

import dev.understack.language.LanguageException;
import dev.understack.language.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a program. */
final class Parser {
  private static final int DEEPEST = Math.min(500, Limits.DEFAULT.depth());
  private static final Map<String, Operator> OPERATORS =
      Stream.of(Operator.values()).collect(Collectors.toMap(Operator::text, o -> o));

  private final String text;
  private final Lexer lexer;
  private final TermParser terms;
  private Token token;
  private int depth;

  private Parser(String text) {
    this.text = text;
    this.lexer = new Lexer(text);
    this.terms = new TermParser(this);
    this.token = lexer.next();
  }

  static Syntax parse(String text) {
    Parser parser = new Parser(text);
    parser.header();
    Syntax program = parser.query();
    if (parser.token.kind() != Token.Kind.END) {
      throw parser.unexpected("the end of the program or an operator");
    }
    return program;
  }

  /** Definitions alone, as in a library. */
  static List<Syntax.Definition> parseDefinitions(String text) {
    Parser parser = new Parser(text);
    List<Syntax.Definition> definitions = new ArrayList<>();
    while (parser.token.is("def")) {
      definitions.add(parser.definition());
    }
    return definitions;
  }

  /** A module's own description is read over; other modules cannot be loaded here. */
  private void header() {
    if (take("module")) {
      terms.term();
      expect(";");
    }
    if (token.is("import") || token.is("include")) {
      int place = advance().at();
      String module = expect(Token.Kind.STRING, "the name of a module").text();
      throw new LanguageException(
          Jq.LANGUAGE,
          text,
          place,
          "cannot load module: " + JsonText.of(JsonNodeFactory.instance.stringNode(module)));
    }
  }

  Token token() {
    return token;
  }

  Token advance() {
    Token taken = token;
    token = lexer.next();
    return taken;
  }

  /** Takes the parenthesis that ends a query in a string, then goes on inside the string. */
  void closeStringQuery() {
    if (!token.is(")")) {
      throw unexpected(")");
    }
    lexer.resumeString();
    token = lexer.next();
  }

  boolean take(String symbol) {
    if (token.is(symbol)) {
      advance();
      return true;
    }
    return false;
  }

  void expect(String symbol) {
    if (!take(symbol)) {
      throw unexpected("\"" + symbol + "\"");
    }
  }

  Token expect(Token.Kind kind, String what) {
    if (token.kind() != kind) {
      throw unexpected(what);
    }
    return advance();
  }

  LanguageException unexpected(String expected) {
    return new LanguageException(
        Jq.LANGUAGE, text, token.at(), "expected " + expected + ", found " + token.describe());
  }

  void enter() {
    if (++depth > DEEPEST) {
      throw new LanguageException(
          Jq.LANGUAGE, text, token.at(), "expected a program nested at most " + DEEPEST + " deep");
    }
  }

  void leave() {
    depth--;
  }

  /** All of the language: pipes, bindings, commas and what binds tighter. */
  Syntax query() {
    enter();
    Syntax query = pipe();
    leave();
    return query;
  }

  private Syntax pipe() {
    if (token.is("def")) {
      Syntax.Definition definition = definition();
      if (token.kind() == Token.Kind.END) {
        throw unexpected("a query behind the definition (try \".\")");
      }
      return new Syntax.Define(definition, query());
    }
    Syntax left = comma();
    return take("|") ? new Syntax.Pipe(left, query()) : left;
  }

  /** Operands of commas; one that binds a variable or a label takes all that follows. */
  private Syntax comma() {
    List<Syntax> operands = new ArrayList<>();
    do {
      operands.add(binding());
    } while (take(","));
    Syntax joined = operands.getFirst();
    chain(operands.size());
    for (Syntax operand : operands.subList(1, operands.size())) {
      joined = new Syntax.Comma(joined, operand);
    }
    return joined;
  }

  private Syntax binding() {
    if (token.is("def")) {
      return new Syntax.Define(definition(), query());
    }
    if (take("label")) {
      String name = expect(Token.Kind.VARIABLE, "a label such as $out").text();
      expect("|");
      return new Syntax.Label(name, query());
    }
    Syntax source = expression();
    if (!take("as")) {
      return source;
    }
    List<Syntax.Pattern> patterns = new ArrayList<>();
    do {
      patterns.add(terms.pattern());
    } while (take("?//"));
    expect("|");
    return new Syntax.Bind(source, patterns, query());
  }

  Syntax.Definition definition() {
    expect("def");
    String name = expect(Token.Kind.NAME, "the name of a function").text();
    List<String> parameters = new ArrayList<>();
    if (take("(")) {
      do {
        boolean variable = token.kind() == Token.Kind.VARIABLE;
        Token.Kind kind = variable ? Token.Kind.VARIABLE : Token.Kind.NAME;
        parameters.add(expect(kind, "the name of a parameter").text());
      } while (take(";"));
      expect(")");
    }
    expect(":");
    Syntax body = query();
    expect(";");
    return new Syntax.Definition(name, parameters, body);
  }

  /** Operators and what stands between them. */
  Syntax expression() {
    return expression(0);
  }

  /** Refuses what would nest too deeply when it is compiled. */
  void chain(int length) {
    if (length > DEEPEST) {
      throw new LanguageException(
          Jq.LANGUAGE,
          text,
          token.at(),
          "expected at most " + DEEPEST + " operands or steps in a row");
    }
  }

  private Syntax expression(int atLeast) {
    enter();
    Syntax left = terms.term();
    for (int length = 1; ; length++) {
      chain(length);
      Operator operator = operator();
      if (operator == null || operator.precedence() < atLeast) {
        break;
      }
      advance();
      int precedence = operator.precedence();
      Syntax right = expression(operator.isRightAssociative() ? precedence : precedence + 1);
      left = new Syntax.Binary(operator, left, right);
      Operator following = operator();
      if (!operator.isChainable() && following != null && following.precedence() == precedence) {
        throw unexpected("parentheses around one of the operators");
      }
    }
    leave();
    return left;
  }

  private @Nullable Operator operator() {
    boolean possible = token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.KEYWORD;
    return possible ? OPERATORS.get(token.text()) : null;
  }

  /** The value of an object's member: an expression, or several joined by pipes. */
  Syntax memberValue() {
    enter();
    Syntax left = expression();
    Syntax value = take("|") ? new Syntax.Pipe(left, memberValue()) : left;
    leave();
    return value;
  }

  static Syntax string(String content) {
    return new Syntax.Literal(JsonNodeFactory.instance.stringNode(content));
  }
}
