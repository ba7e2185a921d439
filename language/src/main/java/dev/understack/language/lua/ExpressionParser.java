package dev.understack.language.lua;

import dev.understack.language.lua.Operators.Arithmetic;
import dev.understack.language.lua.Operators.Comparison;
import dev.understack.language.lua.Operators.Constructor;
import dev.understack.language.lua.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses expressions by precedence. */
final class ExpressionParser {
  private static final int UNARY = 7;
  private static final int POWER = 8;
  private static final int CONCATENATION = 4;

  private final Parser parser;

  ExpressionParser(Parser parser) {
    this.parser = parser;
  }

  List<Expression> list() {
    List<Expression> expressions = new ArrayList<>(List.of(expression()));
    while (parser.accept(",")) {
      expressions.add(expression());
    }
    return List.copyOf(expressions);
  }

  Expression expression() {
    return binary(0);
  }

  private Expression binary(int limit) {
    parser.deeper();
    Expression left = unary();
    int precedence = precedence(parser.peek());
    while (precedence > limit) {
      Token operator = parser.next();
      boolean fromRight = precedence == POWER || precedence == CONCATENATION;
      Expression right = binary(fromRight ? precedence - 1 : precedence);
      left = combined(operator, left, right);
      precedence = precedence(parser.peek());
    }
    parser.shallower();
    return left;
  }

  private static int precedence(Token token) {
    if (token.kind() != Kind.KEYWORD && token.kind() != Kind.OPERATOR) {
      return 0;
    }
    return switch (token.text()) {
      case "or" -> 1;
      case "and" -> 2;
      case "<", ">", "<=", ">=", "~=", "==" -> 3;
      case ".." -> CONCATENATION;
      case "+", "-" -> 5;
      case "*", "/", "%" -> 6;
      case "^" -> POWER;
      default -> 0;
    };
  }

  private static Expression combined(Token operator, Expression left, Expression right) {
    int line = operator.line();
    return switch (operator.text()) {
      case "or" -> new Operators.Or(left, right);
      case "and" -> new Operators.And(left, right);
      case "<" -> new Operators.Compare(Comparison.LESS, left, right, line);
      case ">" -> new Operators.Compare(Comparison.GREATER, left, right, line);
      case "<=" -> new Operators.Compare(Comparison.LESS_OR_EQUAL, left, right, line);
      case ">=" -> new Operators.Compare(Comparison.GREATER_OR_EQUAL, left, right, line);
      case "==" -> new Operators.Compare(Comparison.EQUAL, left, right, line);
      case "~=" -> new Operators.Compare(Comparison.DIFFERENT, left, right, line);
      case ".." -> concatenated(left, right, line);
      case "+" -> new Operators.Calculate(Arithmetic.ADD, left, right, line);
      case "-" -> new Operators.Calculate(Arithmetic.SUB, left, right, line);
      case "*" -> new Operators.Calculate(Arithmetic.MUL, left, right, line);
      case "/" -> new Operators.Calculate(Arithmetic.DIV, left, right, line);
      case "%" -> new Operators.Calculate(Arithmetic.MOD, left, right, line);
      case "^" -> new Operators.Calculate(Arithmetic.POW, left, right, line);
      default -> throw new IllegalStateException("not an operator: " + operator.text());
    };
  }

  private static Expression concatenated(Expression left, Expression right, int line) {
    List<Expression> operands = new ArrayList<>(List.of(left));
    if (right instanceof Operators.Concatenate more) {
      operands.addAll(more.operands());
    } else {
      operands.add(right);
    }
    return new Operators.Concatenate(List.copyOf(operands), line);
  }

  private Expression unary() {
    Token token = parser.peek();
    if (token.is("not") || token.is("-") || token.is("#")) {
      parser.next();
      Expression inner = binary(UNARY - 1);
      return switch (token.text()) {
        case "not" -> new Operators.Not(inner);
        case "-" -> new Operators.Negate(inner, token.line());
        default -> new Operators.Length(inner, token.line());
      };
    }
    return simple();
  }

  private Expression simple() {
    Token token = parser.peek();
    switch (token.kind()) {
      case NUMBER -> {
        parser.next();
        return new Operators.Constant(token.number());
      }
      case STRING -> {
        parser.next();
        return new Operators.Constant(token.text());
      }
      default -> {
        return keywordOrSuffixed(token);
      }
    }
  }

  private Expression keywordOrSuffixed(Token token) {
    if (token.is("nil")) {
      parser.next();
      return new Operators.Constant(null);
    }
    if (token.is("true") || token.is("false")) {
      parser.next();
      return new Operators.Constant(token.is("true"));
    }
    if (token.is("...")) {
      if (!parser.scope().isVariadic()) {
        throw parser.fault("cannot use '...' outside a vararg function");
      }
      parser.next();
      return new Variables.Extra();
    }
    if (token.is("{")) {
      return constructor();
    }
    if (parser.accept("function")) {
      return new Statements.FunctionValue(parser.functionBody(false));
    }
    return suffixed();
  }

  Expression variable(String name, int line) {
    Variables.Target known = parser.resolve(name);
    return known == null ? new Variables.Global(name, line) : known;
  }

  /** A variable or parenthesized expression with indexes, fields and calls after it. */
  Expression suffixed() {
    Token token = parser.peek();
    Expression expression;
    if (parser.accept("(")) {
      expression = new Operators.Parenthesized(expression());
      parser.expect(")");
    } else {
      expression = variable(parser.name(), token.line());
    }
    Expression suffixed = expression;
    while (suffixed != null) {
      expression = suffixed;
      suffixed = suffix(expression);
    }
    return expression;
  }

  private @Nullable Expression suffix(Expression before) {
    Token token = parser.peek();
    int line = token.line();
    if (parser.accept(".")) {
      return new Variables.Index(before, new Operators.Constant(parser.name()), line);
    }
    if (parser.accept("[")) {
      Expression key = expression();
      parser.expect("]");
      return new Variables.Index(before, key, line);
    }
    if (parser.accept(":")) {
      String name = parser.name();
      return new Calls.MethodCall(before, name, arguments(), line);
    }
    if (token.is("(") || token.is("{") || token.kind() == Kind.STRING) {
      return new Calls.Call(before, arguments(), line);
    }
    return null;
  }

  private List<Expression> arguments() {
    Token token = parser.peek();
    if (token.kind() == Kind.STRING) {
      parser.next();
      return List.of(new Operators.Constant(token.text()));
    }
    if (token.is("{")) {
      return List.of(constructor());
    }
    parser.expect("(");
    List<Expression> arguments = parser.peek().is(")") ? List.of() : list();
    parser.expect(")");
    return arguments;
  }

  private Expression constructor() {
    int line = parser.expect("{").line();
    List<Constructor.Field> fields = new ArrayList<>();
    while (!parser.peek().is("}")) {
      fields.add(field());
      if (!parser.accept(",") && !parser.accept(";")) {
        break;
      }
    }
    parser.expect("}");
    return new Constructor(List.copyOf(fields), line);
  }

  private Constructor.Field field() {
    if (parser.accept("[")) {
      Expression key = expression();
      parser.expect("]");
      parser.expect("=");
      return new Constructor.Field(key, expression());
    }
    if (parser.startsNamedField()) {
      String name = parser.name();
      parser.expect("=");
      return new Constructor.Field(new Operators.Constant(name), expression());
    }
    return new Constructor.Field(null, expression());
  }
}
