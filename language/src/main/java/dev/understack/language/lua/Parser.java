package dev.understack.language.lua;

import dev.understack.language.lua.Token.Kind;
import dev.understack.language.lua.Variables.Local;
import dev.understack.language.lua.Variables.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses statements; expressions are left to {@link ExpressionParser}. */
final class Parser {
  private static final int DEEPEST = 150;

  private final Lexer lexer;
  private final ExpressionParser expressions;
  private Token token;
  private @Nullable Token after;
  private Scope scope;
  private int depth;
  private int loops;

  /** Labels of the blocks around, innermost last, and of the present function only. */
  private List<Set<String>> labels = new ArrayList<>();

  private final List<PendingGoto> pending = new ArrayList<>();

  /** A goto whose label may come later in one of the blocks around it. */
  private record PendingGoto(Token token, String label) {}

  private Parser(String text) {
    this.lexer = new Lexer(text);
    this.scope = new Scope(null, true);
    this.token = lexer.next();
    this.expressions = new ExpressionParser(this);
  }

  /** The function that a script is; the text holds one byte per char. */
  static FunctionBody parse(String text) {
    Parser parser = new Parser(text);
    Block block = parser.block();
    parser.expectEnd();
    return parser.scope.body(List.of(), block);
  }

  private void expectEnd() {
    if (token.kind() != Kind.END) {
      throw fault("syntax error");
    }
  }

  Token peek() {
    return token;
  }

  Token next() {
    Token current = token;
    token = after == null ? lexer.next() : after;
    after = null;
    return current;
  }

  /** Whether a name and {@code =} follow. */
  boolean startsNamedField() {
    if (token.kind() != Kind.NAME) {
      return false;
    }
    if (after == null) {
      after = lexer.next();
    }
    return after.is("=");
  }

  boolean accept(String symbol) {
    if (token.is(symbol)) {
      next();
      return true;
    }
    return false;
  }

  Token expect(String symbol) {
    if (!token.is(symbol)) {
      throw fault("syntax error");
    }
    return next();
  }

  String name() {
    if (token.kind() != Kind.NAME) {
      throw fault("syntax error");
    }
    return next().text();
  }

  LuaSyntaxException fault(String problem) {
    return new LuaSyntaxException(token.line(), token.column(), token.text(), problem);
  }

  Scope scope() {
    return scope;
  }

  void deeper() {
    if (++depth > DEEPEST) {
      throw fault("nested too deep");
    }
  }

  void shallower() {
    depth--;
  }

  /** Statements up to a keyword that ends them. */
  private Block block() {
    int mark = scope.mark();
    Block block = openBlock();
    scope.release(mark);
    return block;
  }

  /** As {@link #block}, with its local variables still visible. */
  private Block openBlock() {
    deeper();
    labels.add(new HashSet<>());
    int firstGoto = pending.size();
    List<Statement> statements = new ArrayList<>();
    Map<String, Integer> targets = new HashMap<>();
    while (!blockEnds()) {
      if (accept("::")) {
        Token at = token;
        String label = name();
        expect("::");
        if (targets.put(label, statements.size()) != null) {
          throw new LuaSyntaxException(
              at.line(), at.column(), label, "label '" + label + "' already defined");
        }
        labels.getLast().add(label);
      } else if (token.is("return")) {
        statements.add(returnStatement());
        break;
      } else if (!accept(";")) {
        statements.add(statement());
      }
    }
    labels.removeLast();
    pending.subList(firstGoto, pending.size()).removeIf(p -> targets.containsKey(p.label));
    if (labels.isEmpty() && pending.size() > firstGoto) {
      PendingGoto unknown = pending.getLast();
      throw new LuaSyntaxException(
          unknown.token.line(),
          unknown.token.column(),
          unknown.label,
          "no visible label '" + unknown.label + "' for goto");
    }
    shallower();
    return new Block(statements, targets);
  }

  private boolean blockEnds() {
    return token.kind() == Kind.END
        || token.is("end")
        || token.is("else")
        || token.is("elseif")
        || token.is("until");
  }

  private Statement statement() {
    if (token.kind() == Kind.KEYWORD) {
      switch (token.text()) {
        case "if" -> {
          return ifStatement();
        }
        case "while" -> {
          return whileLoop();
        }
        case "do" -> {
          next();
          Block block = block();
          expect("end");
          return block;
        }
        case "for" -> {
          return forLoop();
        }
        case "repeat" -> {
          return repeatLoop();
        }
        case "function" -> {
          return function();
        }
        case "local" -> {
          next();
          return accept("function") ? localFunction() : localDeclaration();
        }
        case "break" -> {
          if (loops == 0) {
            throw fault("no loop to break");
          }
          next();
          return new Statements.Break();
        }
        case "goto" -> {
          next();
          Token at = token;
          String label = name();
          pending.add(new PendingGoto(at, label));
          return new Statements.Goto(label);
        }
        default -> {}
      }
    }
    return assignmentOrCall();
  }

  private Statement returnStatement() {
    next();
    List<Expression> values = new ArrayList<>();
    if (!blockEnds() && !token.is(";")) {
      values = expressions.list();
    }
    accept(";");
    if (!blockEnds()) {
      throw fault("syntax error");
    }
    return values.size() == 1 && values.getFirst() instanceof Calls.Calling call
        ? new Statements.ReturnCall(call)
        : new Statements.Return(values);
  }

  private Statement ifStatement() {
    List<Expression> conditions = new ArrayList<>();
    List<Block> blocks = new ArrayList<>();
    Block otherwise = null;
    do {
      next();
      conditions.add(expressions.expression());
      expect("then");
      blocks.add(block());
    } while (token.is("elseif"));
    if (accept("else")) {
      otherwise = block();
    }
    expect("end");
    return new Statements.If(conditions, blocks, otherwise);
  }

  private Statement whileLoop() {
    next();
    Expression condition = expressions.expression();
    expect("do");
    Block body = loopBody();
    expect("end");
    return new Loops.While(condition, body);
  }

  private Block loopBody() {
    loops++;
    Block body = block();
    loops--;
    return body;
  }

  private Statement repeatLoop() {
    next();
    int mark = scope.mark();
    loops++;
    Block body = openBlock();
    loops--;
    expect("until");
    Expression condition = expressions.expression();
    scope.release(mark);
    return new Loops.Repeat(body, condition);
  }

  private Statement forLoop() {
    int line = next().line();
    List<String> names = new ArrayList<>(List.of(name()));
    if (accept("=")) {
      return numericFor(names.getFirst(), line);
    }
    while (accept(",")) {
      names.add(name());
    }
    expect("in");
    List<Expression> values = expressions.list();
    expect("do");
    int mark = scope.mark();
    List<Local> locals = names.stream().map(scope::declare).toList();
    Block body = loopBody();
    scope.release(mark);
    expect("end");
    return new Loops.GenericFor(locals, values, body, line);
  }

  private Statement numericFor(String name, int line) {
    Expression from = expressions.expression();
    expect(",");
    Expression to = expressions.expression();
    Expression by = accept(",") ? expressions.expression() : null;
    expect("do");
    int mark = scope.mark();
    Local local = scope.declare(name);
    Block body = loopBody();
    scope.release(mark);
    expect("end");
    return new Loops.NumericFor(local, from, to, by, body, line);
  }

  /** {@code function a.b.c:d(...)}. */
  private Statement function() {
    int line = next().line();
    Expression target = expressions.variable(name(), line);
    boolean method = false;
    while (!method && (token.is(".") || token.is(":"))) {
      method = next().is(":");
      Expression key = new Operators.Constant(name());
      target = new Variables.Index(target, key, line);
    }
    FunctionBody body = functionBody(method);
    return new Statements.Assignment(
        List.of((Target) target), List.of(new Statements.FunctionValue(body)), line);
  }

  private Statement localFunction() {
    Local local = scope.declare(name());
    return new Statements.LocalFunction(local, functionBody(false));
  }

  private Statement localDeclaration() {
    List<Local> locals = new ArrayList<>();
    do {
      locals.add(scope.unseen(name()));
    } while (accept(","));
    List<Expression> values = accept("=") ? expressions.list() : List.of();
    locals.forEach(scope::show);
    return new Statements.LocalDeclaration(locals, values);
  }

  private Statement assignmentOrCall() {
    int line = token.line();
    Expression first = expressions.suffixed();
    if (!token.is("=") && !token.is(",")) {
      if (first instanceof Calls.Calling) {
        return new Statements.CallStatement(first);
      }
      throw fault("syntax error");
    }
    List<Target> targets = new ArrayList<>(List.of(target(first)));
    while (accept(",")) {
      targets.add(target(expressions.suffixed()));
    }
    expect("=");
    return new Statements.Assignment(targets, expressions.list(), line);
  }

  private Target target(Expression expression) {
    if (expression instanceof Target target) {
      return target;
    }
    throw fault("syntax error");
  }

  /** Parameters and statements of a function; a method has the parameter {@code self}. */
  FunctionBody functionBody(boolean method) {
    expect("(");
    List<String> names = new ArrayList<>(method ? List.of("self") : List.of());
    boolean variadic = false;
    while (!token.is(")")) {
      if (accept("...")) {
        variadic = true;
        break;
      }
      names.add(name());
      if (!token.is(")")) {
        expect(",");
      }
    }
    expect(")");
    Scope outer = scope;
    int outerLoops = loops;
    List<Set<String>> outerLabels = labels;
    scope = new Scope(outer, variadic);
    loops = 0;
    labels = new ArrayList<>();
    List<Local> parameters = names.stream().map(scope::declare).toList();
    Block block = block();
    expect("end");
    FunctionBody body = scope.body(parameters, block);
    scope = outer;
    loops = outerLoops;
    labels = outerLabels;
    return body;
  }

  /** The local variable of that name, null for a global one. */
  @Nullable Target resolve(String name) {
    return scope.resolve(name);
  }
}
