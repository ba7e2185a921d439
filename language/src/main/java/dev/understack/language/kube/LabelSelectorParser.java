package dev.understack.language.kube;

import dev.understack.language.LanguageException;
import dev.understack.language.kube.LabelRequirement.Operator;
import dev.understack.language.kube.LabelSelectorLexer.Kind;
import dev.understack.language.kube.LabelSelectorLexer.Token;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Recursive descent over the text of a label selector, with the texts of Kubernetes' errors. */
final class LabelSelectorParser {
  private static final String OPERATORS = "in, notin, =, ==, !=, gt, lt";
  private static final String IN_REQUIREMENT = "unable to parse requirement: ";

  private final String text;
  private final List<Token> tokens;
  private int position;

  LabelSelectorParser(String text) {
    this.text = text;
    this.tokens = new LabelSelectorLexer(text).tokens();
  }

  List<LabelRequirement> parse() {
    List<LabelRequirement> all = new ArrayList<>();
    while (true) {
      Token token = peek();
      switch (token.asValue()) {
        case END -> {
          return all;
        }
        case IDENTIFIER, NOT -> all.add(requirement());
        default ->
            throw fault(
                token, "found '" + token.text() + "', expected: !, identifier, or 'end of string'");
      }
      Token after = next();
      if (after.kind() == Kind.END) {
        return all;
      }
      if (after.kind() != Kind.COMMA) {
        throw fault(after, "found '" + after.text() + "', expected: ',' or 'end of string'");
      }
      Kind following = peek().asValue();
      if (following != Kind.IDENTIFIER && following != Kind.NOT) {
        throw fault(peek(), "found '" + peek().text() + "', expected: identifier after ','");
      }
    }
  }

  private LabelRequirement requirement() {
    Token start = next();
    boolean absent = start.kind() == Kind.NOT;
    Token key = absent ? next() : start;
    if (key.asValue() != Kind.IDENTIFIER) {
      throw fault(key, IN_REQUIREMENT + "found '" + key.text() + "', expected: identifier");
    }
    checked(key, () -> LabelNames.checkKey("<nil>", key.text()));
    if (absent || peek().kind() == Kind.END || peek().kind() == Kind.COMMA) {
      Operator operator = absent ? Operator.DOES_NOT_EXIST : Operator.EXISTS;
      return new LabelRequirement(key.text(), operator, List.of());
    }
    Operator operator = operator();
    Token value = peek();
    Set<String> values =
        operator == Operator.IN || operator == Operator.NOT_IN ? valueList() : Set.of(exactValue());
    LabelRequirement[] made = new LabelRequirement[1];
    checked(value, () -> made[0] = LabelRequirement.of(key.text(), operator, values));
    return made[0];
  }

  private Operator operator() {
    Token token = next();
    return switch (token.kind()) {
      case IN -> Operator.IN;
      case NOT_IN -> Operator.NOT_IN;
      case EQUALS -> Operator.EQUALS;
      case DOUBLE_EQUALS -> Operator.DOUBLE_EQUALS;
      case NOT_EQUALS -> Operator.NOT_EQUALS;
      case GREATER -> Operator.GREATER_THAN;
      case LESS -> Operator.LESS_THAN;
      default ->
          throw fault(
              token, IN_REQUIREMENT + "found '" + token.text() + "', expected: " + OPERATORS);
    };
  }

  private Set<String> valueList() {
    Token open = next();
    if (open.kind() != Kind.OPEN) {
      throw fault(open, IN_REQUIREMENT + "found '" + open.text() + "' expected: '('");
    }
    Token first = peek();
    return switch (first.asValue()) {
      case CLOSE -> {
        next();
        yield Set.of("");
      }
      case IDENTIFIER, COMMA -> identifiers();
      default ->
          throw fault(
              first,
              IN_REQUIREMENT + "found '" + first.text() + "', expected: ',', ')' or identifier");
    };
  }

  /** Up to and with the closing parenthesis; what is missing around a comma is the empty text. */
  private Set<String> identifiers() {
    Set<String> values = new LinkedHashSet<>();
    while (true) {
      Token token = next();
      switch (token.asValue()) {
        case IDENTIFIER -> {
          values.add(token.text());
          if (peek().kind() == Kind.CLOSE) {
            next();
            return values;
          }
          if (peek().kind() != Kind.COMMA) {
            throw fault(
                peek(), IN_REQUIREMENT + "found '" + peek().text() + "', expected: ',' or ')'");
          }
        }
        case COMMA -> {
          if (values.isEmpty()) {
            values.add("");
          }
          if (peek().kind() == Kind.CLOSE) {
            values.add("");
            next();
            return values;
          }
          if (peek().kind() == Kind.COMMA) {
            next();
            values.add("");
          }
        }
        default ->
            throw fault(
                token,
                IN_REQUIREMENT + "found '" + token.text() + "', expected: ',', or identifier");
      }
    }
  }

  private String exactValue() {
    if (peek().kind() == Kind.END || peek().kind() == Kind.COMMA) {
      return "";
    }
    Token token = next();
    if (token.asValue() != Kind.IDENTIFIER) {
      throw fault(token, IN_REQUIREMENT + "found '" + token.text() + "', expected: identifier");
    }
    return token.text();
  }

  private void checked(Token at, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException wrong) {
      throw fault(at, IN_REQUIREMENT + wrong.getMessage());
    }
  }

  private Token peek() {
    return tokens.get(Math.min(position, tokens.size() - 1));
  }

  private Token next() {
    Token token = peek();
    position++;
    return token;
  }

  private LanguageException fault(Token at, String problem) {
    return new LanguageException(LabelSelector.LANGUAGE, text, at.offset(), problem);
  }
}
