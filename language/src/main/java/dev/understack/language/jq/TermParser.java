package dev.understack.language.jq;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads operands: literals, paths, calls, constructions, control, and patterns. */
final class TermParser {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Parser parser;

  TermParser(Parser parser) {
    this.parser = parser;
  }

  Syntax term() {
    parser.enter();
    Syntax term = suffixes(primary());
    parser.leave();
    return term;
  }

  private Syntax primary() {
    Token token = parser.token();
    switch (token.kind()) {
      case NUMBER -> {
        parser.advance();
        return new Syntax.Literal(Numbers.literal(token.text()));
      }
      case STRING, STRING_START -> {
        return string(null);
      }
      case FORMAT -> {
        parser.advance();
        return isString() ? string(token.text()) : new Syntax.Format(token.text(), token.at());
      }
      case FIELD -> {
        parser.advance();
        return new Syntax.Index(new Syntax.Identity(), Parser.string(token.text()));
      }
      case VARIABLE -> {
        parser.advance();
        return new Syntax.Call(token.text(), List.of(), token.at());
      }
      case NAME -> {
        return call();
      }
      case KEYWORD -> {
        return keyword();
      }
      case SYMBOL -> {
        return symbol();
      }
      default -> throw parser.unexpected("a term");
    }
  }

  private boolean isString() {
    Token.Kind kind = parser.token().kind();
    return kind == Token.Kind.STRING || kind == Token.Kind.STRING_START;
  }

  private Syntax string(@Nullable String format) {
    Token token = parser.advance();
    if (token.kind() == Token.Kind.STRING) {
      return Parser.string(token.text());
    }
    List<Syntax> parts = new ArrayList<>();
    while (parser.token().kind() != Token.Kind.STRING_END) {
      Token part = parser.advance();
      if (part.kind() == Token.Kind.STRING_TEXT) {
        parts.add(Parser.string(part.text()));
      } else {
        parts.add(new Syntax.Group(parser.query()));
        parser.closeStringQuery();
      }
    }
    parser.chain(parts.size());
    parser.advance();
    return new Syntax.Interpolation(format, parts, token.at());
  }

  private Syntax call() {
    Token name = parser.advance();
    List<Syntax> arguments = new ArrayList<>();
    if (parser.take("(")) {
      do {
        arguments.add(parser.query());
      } while (parser.take(";"));
      parser.expect(")");
    }
    return new Syntax.Call(name.text(), arguments, name.at());
  }

  private Syntax keyword() {
    Token token = parser.token();
    switch (token.text()) {
      case "null", "true", "false" -> {
        parser.advance();
        return new Syntax.Literal(
            token.is("null") ? NODES.nullNode() : NODES.booleanNode(token.is("true")));
      }
      case "if" -> {
        parser.advance();
        return condition();
      }
      case "try" -> {
        parser.advance();
        Syntax body = term();
        return new Syntax.Try(body, parser.take("catch") ? term() : null);
      }
      case "reduce" -> {
        parser.advance();
        return reduce();
      }
      case "foreach" -> {
        parser.advance();
        return foreach();
      }
      case "break" -> {
        parser.advance();
        String label = parser.expect(Token.Kind.VARIABLE, "a label such as $out").text();
        return new Syntax.Break(label, token.at());
      }
      default -> throw parser.unexpected("a term");
    }
  }

  private Syntax condition() {
    Syntax condition = parser.query();
    parser.expect("then");
    Syntax then = parser.query();
    if (parser.take("elif")) {
      return new Syntax.If(condition, then, condition());
    }
    Syntax otherwise = parser.take("else") ? parser.query() : null;
    parser.expect("end");
    return new Syntax.If(condition, then, otherwise);
  }

  private Syntax reduce() {
    Syntax source = parser.expression();
    parser.expect("as");
    Syntax.Pattern pattern = pattern();
    parser.expect("(");
    Syntax start = parser.query();
    parser.expect(";");
    Syntax update = parser.query();
    parser.expect(")");
    return new Syntax.Reduce(source, pattern, start, update);
  }

  private Syntax foreach() {
    Syntax source = parser.expression();
    parser.expect("as");
    Syntax.Pattern pattern = pattern();
    parser.expect("(");
    Syntax start = parser.query();
    parser.expect(";");
    Syntax update = parser.query();
    Syntax extract = parser.take(";") ? parser.query() : null;
    parser.expect(")");
    return new Syntax.Foreach(source, pattern, start, update, extract);
  }

  private Syntax symbol() {
    Token token = parser.token();
    switch (token.text()) {
      case "." -> {
        parser.advance();
        if (isString()) {
          return new Syntax.Index(new Syntax.Identity(), string(null));
        }
        return parser.token().is("[") ? bracket(new Syntax.Identity()) : new Syntax.Identity();
      }
      case ".." -> {
        parser.advance();
        return new Syntax.Call("recurse", List.of(), token.at());
      }
      case "{" -> {
        parser.advance();
        return object();
      }
      case "[" -> {
        parser.advance();
        if (parser.take("]")) {
          return new Syntax.ArrayOf(null);
        }
        Syntax elements = parser.query();
        parser.expect("]");
        return new Syntax.ArrayOf(elements);
      }
      case "(" -> {
        parser.advance();
        Syntax inner = parser.query();
        parser.expect(")");
        return new Syntax.Group(inner);
      }
      case "+", "-" -> {
        parser.advance();
        return sign(token.is("-"), term());
      }
      default -> throw parser.unexpected("a term");
    }
  }

  private static Syntax sign(boolean negative, Syntax operand) {
    if (operand instanceof Syntax.Literal literal && literal.value().isNumber()) {
      return negative ? new Syntax.Literal(Arithmetic.negate(literal.value())) : operand;
    }
    return new Syntax.Sign(negative, operand);
  }

  private Syntax suffixes(Syntax term) {
    boolean suffixed = term instanceof Syntax.Each;
    for (int length = 0; ; length++) {
      parser.chain(length);
      Token token = parser.token();
      if (token.kind() == Token.Kind.FIELD) {
        parser.advance();
        term = new Syntax.Index(term, Parser.string(token.text()));
      } else if (token.is("[")) {
        term = bracket(term);
      } else if (token.is("?")) {
        parser.advance();
        term = optional(term, suffixed);
      } else if (token.is(".")) {
        parser.advance();
        if (isString()) {
          term = new Syntax.Index(term, string(null));
        } else if (parser.token().is("[")) {
          term = bracket(term);
        } else {
          throw parser.unexpected("a string or [ behind the point");
        }
      } else {
        return term;
      }
      suffixed = true;
    }
  }

  /** Only the last step of a path is tried: an error before it counts. */
  private static Syntax optional(Syntax term, boolean suffixed) {
    Syntax self = new Syntax.Identity();
    if (suffixed) {
      switch (term) {
        case Syntax.Index(Syntax target, Syntax key) -> {
          return tried(target, new Syntax.Index(self, key));
        }
        case Syntax.Slice(Syntax target, Syntax from, Syntax to) -> {
          return tried(target, new Syntax.Slice(self, from, to));
        }
        case Syntax.Each(Syntax target) -> {
          return tried(target, new Syntax.Each(self));
        }
        default -> {
          // tried as a whole
        }
      }
    }
    return new Syntax.Try(term, null);
  }

  private static Syntax tried(Syntax target, Syntax step) {
    return new Syntax.Group(new Syntax.Pipe(target, new Syntax.Try(step, null)));
  }

  private Syntax bracket(Syntax target) {
    parser.expect("[");
    if (parser.take("]")) {
      return new Syntax.Each(target);
    }
    if (parser.take(":")) {
      Syntax to = parser.query();
      parser.expect("]");
      return new Syntax.Slice(target, null, to);
    }
    Syntax from = parser.query();
    if (parser.take("]")) {
      return new Syntax.Index(target, from);
    }
    parser.expect(":");
    if (parser.take("]")) {
      return new Syntax.Slice(target, from, null);
    }
    Syntax to = parser.query();
    parser.expect("]");
    return new Syntax.Slice(target, from, to);
  }

  private Syntax object() {
    List<Syntax.Member> members = new ArrayList<>();
    while (!parser.take("}")) {
      members.add(member());
      if (!parser.take(",")) {
        parser.expect("}");
        break;
      }
    }
    return new Syntax.ObjectOf(members);
  }

  private Syntax.Member member() {
    Token token = parser.token();
    Syntax key;
    boolean needsValue = false;
    switch (token.kind()) {
      case NAME, KEYWORD -> {
        parser.advance();
        key = Parser.string(token.text());
      }
      case VARIABLE -> {
        parser.advance();
        key = new Syntax.Call(token.text(), List.of(), token.at());
      }
      case STRING, STRING_START -> key = string(null);
      default -> {
        parser.expect("(");
        key = new Syntax.Group(parser.query());
        parser.expect(")");
        needsValue = true;
      }
    }
    if (needsValue) {
      parser.expect(":");
      return new Syntax.Member(key, parser.memberValue());
    }
    return new Syntax.Member(key, parser.take(":") ? parser.memberValue() : null);
  }

  Syntax.Pattern pattern() {
    parser.enter();
    Syntax.Pattern pattern;
    if (parser.token().kind() == Token.Kind.VARIABLE) {
      pattern = new Syntax.Pattern.Name(parser.advance().text());
    } else if (parser.take("[")) {
      List<Syntax.Pattern> elements = new ArrayList<>();
      do {
        elements.add(pattern());
      } while (parser.take(","));
      parser.expect("]");
      pattern = new Syntax.Pattern.Elements(elements);
    } else if (parser.take("{")) {
      List<Syntax.Pattern.Entry> entries = new ArrayList<>();
      do {
        entries.add(entry());
      } while (parser.take(","));
      parser.expect("}");
      pattern = new Syntax.Pattern.Members(entries);
    } else {
      throw parser.unexpected("a variable, [ or {");
    }
    parser.leave();
    return pattern;
  }

  private Syntax.Pattern.Entry entry() {
    Token token = parser.token();
    switch (token.kind()) {
      case VARIABLE -> {
        parser.advance();
        return new Syntax.Pattern.Entry(
            Parser.string(token.text().substring(1)),
            token.text(),
            parser.take(":") ? pattern() : null);
      }
      case NAME, KEYWORD -> {
        parser.advance();
        parser.expect(":");
        return new Syntax.Pattern.Entry(Parser.string(token.text()), null, pattern());
      }
      case STRING, STRING_START -> {
        Syntax key = string(null);
        parser.expect(":");
        return new Syntax.Pattern.Entry(key, null, pattern());
      }
      default -> {
        parser.expect("(");
        Syntax key = new Syntax.Group(parser.query());
        parser.expect(")");
        parser.expect(":");
        return new Syntax.Pattern.Entry(key, null, pattern());
      }
    }
  }
}
