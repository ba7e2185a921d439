package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.LanguageException;
import dev.understack.language.Meter;
import dev.understack.language.NativeFunction;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a tree. For one thread. */
final class Evaluator {
  /** The item that a predicate looks at. */
  private record Scope(@Nullable Object item, long index, @Nullable Object accumulator) {}

  private record Variable(String name, @Nullable Object value, @Nullable Variable outer) {}

  /** Thrown when a {@code ?.} meets nil; ends at the chain around it. */
  private static final class NilInChain extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NilInChain() {
      super("nil in a chain", null, false, false);
    }
  }

  private final String text;
  private final Dialect dialect;
  private final Map<String, ? extends @Nullable Object> environment;
  private final Meter meter;
  private final InstantSource clock;
  private @Nullable Scope scope;
  private @Nullable Variable variables;

  Evaluator(
      String text,
      Dialect dialect,
      Map<String, ? extends @Nullable Object> environment,
      Meter meter,
      InstantSource clock) {
    this.text = text;
    this.dialect = dialect;
    this.environment = environment;
    this.meter = meter;
    this.clock = clock;
  }

  @Nullable Object evaluate(Node node) {
    meter.step();
    try {
      return switch (node) {
        case Node.Constant constant -> constant.value();
        case Node.Identifier identifier -> variable(identifier.name());
        case Node.Member member -> member(member);
        case Node.Binary binary -> binary(binary);
        case Node.Unary unary -> unary(unary);
        case Node.Matches matches -> matches(matches);
        case Node.Chain chain -> chain(chain);
        case Node.Slice slice -> slice(slice);
        case Node.Call call -> call(call);
        case Node.Builtin builtin -> builtin(builtin);
        case Node.Predicate predicate -> evaluate(predicate.node());
        case Node.Pointer pointer -> pointer(pointer);
        case Node.Let let -> let(let);
        case Node.Sequence sequence -> sequence(sequence);
        case Node.Conditional conditional ->
            evaluate(
                GoTypes.toBool(evaluate(conditional.condition()))
                    ? conditional.yes()
                    : conditional.no());
        case Node.ArrayLiteral array -> evaluateAll(array.items());
        case Node.MapLiteral map -> map(map);
      };
    } catch (FunctionException failed) {
      throw new LanguageException(
          Expr.LANGUAGE, text, node.offset(), String.valueOf(failed.getMessage()), failed);
    }
  }

  /** Evaluates a predicate for one item; {@code accumulator} is for {@code reduce}. */
  @Nullable Object predicate(
      Node predicate, @Nullable Object item, long index, @Nullable Object accumulator) {
    Scope outer = scope;
    scope = new Scope(item, index, accumulator);
    try {
      return evaluate(predicate);
    } finally {
      scope = outer;
    }
  }

  Meter meter() {
    return meter;
  }

  InstantSource clock() {
    return clock;
  }

  Dialect dialect() {
    return dialect;
  }

  private @Nullable Object variable(String name) {
    for (Variable at = variables; at != null; at = at.outer()) {
      if (at.name().equals(name)) {
        return at.value();
      }
    }
    return name.equals("$env") ? environment : environment.get(name);
  }

  private @Nullable Object member(Node.Member member) {
    Object from = evaluate(member.node());
    if (from == null && member.optional()) {
      throw new NilInChain();
    }
    return Access.fetch(from, evaluate(member.property()));
  }

  private @Nullable Object chain(Node.Chain chain) {
    try {
      return evaluate(chain.node());
    } catch (NilInChain nil) {
      return null;
    }
  }

  private @Nullable Object unary(Node.Unary unary) {
    Object value = evaluate(unary.operand());
    return switch (unary.operator()) {
      case "not" -> !GoTypes.toBool(value);
      case "-" -> Arithmetic.negate(value);
      default -> value;
    };
  }

  private @Nullable Object binary(Node.Binary binary) {
    Object left = evaluate(binary.left());
    switch (binary.operator()) {
      case OR, OR_SIGN -> {
        return GoTypes.toBool(left) ? true : evaluate(binary.right());
      }
      case AND, AND_SIGN -> {
        return GoTypes.toBool(left) ? evaluate(binary.right()) : false;
      }
      case COALESCE -> {
        return left != null ? left : evaluate(binary.right());
      }
      default -> {
        return apply(binary.operator(), left, evaluate(binary.right()));
      }
    }
  }

  private Object apply(Operator operator, @Nullable Object left, @Nullable Object right) {
    return switch (operator) {
      case EQUAL -> equal(left, right);
      case NOT_EQUAL -> !equal(left, right);
      case LESS -> Arithmetic.less(left, right, "<");
      case MORE -> Arithmetic.less(right, left, ">");
      case LESS_OR_EQUAL -> notMore(left, right, "<=");
      case MORE_OR_EQUAL -> notMore(right, left, ">=");
      case IN -> Access.in(left, right, meter::step);
      case MATCHES -> !noText(left, right) && matches(left, right);
      case CONTAINS -> !noText(left, right) && GoTypes.toText(left).contains(GoTypes.toText(right));
      case STARTS_WITH ->
          !noText(left, right) && GoTypes.toText(left).startsWith(GoTypes.toText(right));
      case ENDS_WITH ->
          !noText(left, right) && GoTypes.toText(left).endsWith(GoTypes.toText(right));
      case RANGE -> spent(Arithmetic.range(left, right));
      case PLUS -> spent(Arithmetic.add(left, right));
      case MINUS -> Arithmetic.subtract(left, right);
      case TIMES -> Arithmetic.multiply(left, right);
      case DIVIDED -> Arithmetic.divide(left, right);
      case MODULO -> Arithmetic.modulo(left, right);
      case POWER, CARET -> Arithmetic.power(left, right);
      case PIPE, OR, OR_SIGN, AND, AND_SIGN, COALESCE ->
          throw new IllegalStateException("handled by the parser or before: " + operator);
    };
  }

  private boolean equal(@Nullable Object left, @Nullable Object right) {
    return dialect.is117() ? Equality.equal(left, right) : Equality.equalStrictly(left, right);
  }

  /** Whether an operand is nil, which contains nothing; the older version refuses it. */
  private boolean noText(@Nullable Object left, @Nullable Object right) {
    return dialect.is117() && (left == null || right == null);
  }

  /** Whether a is below or equal to b, which NaN never is. */
  private static boolean notMore(@Nullable Object a, @Nullable Object b, String operator) {
    return Arithmetic.less(a, b, operator) || Equality.equal(a, b);
  }

  private boolean matches(@Nullable Object left, @Nullable Object right) {
    String pattern = GoTypes.toText(right);
    return Patterns.compile(text, -1, pattern).matcher(GoTypes.toText(left)).find();
  }

  private boolean matches(Node.Matches matches) {
    Object left = evaluate(matches.left());
    return !noText(left, "") && matches.pattern().matcher(GoTypes.toText(left)).find();
  }

  private Object slice(Node.Slice slice) {
    Object from = evaluate(slice.node());
    Object end = slice.to() == null ? null : evaluate(slice.to());
    Object start = slice.from() == null ? null : evaluate(slice.from());
    return spent(Access.slice(from, start, end));
  }

  private @Nullable Object call(Node.Call call) {
    List<@Nullable Object> arguments = evaluateAll(call.arguments());
    Object callee = evaluate(call.callee());
    if (callee instanceof NativeFunction function) {
      return spent(GoTypes.received(function.call(arguments)));
    }
    throw new FunctionException(
        callee == null
            ? "invalid operation: cannot call nil"
            : "invalid operation: cannot call non-function of type " + GoTypes.name(callee));
  }

  private @Nullable Object builtin(Node.Builtin call) {
    if (PredicateCall.of(call.name(), dialect) != null) {
      return new Predicates(this, call).result();
    }
    if (dialect.is117() && environment.get(call.name()) instanceof NativeFunction function) {
      return spent(GoTypes.received(function.call(evaluateAll(call.arguments()))));
    }
    Arguments arguments = new Arguments(call.name(), evaluateAll(call.arguments()), this);
    return spent(Builtins.get(call.name(), dialect).call(arguments));
  }

  private @Nullable Object pointer(Node.Pointer pointer) {
    if (scope == null) {
      throw new FunctionException("cannot use pointer accessor outside predicate");
    }
    return switch (pointer.name()) {
      case "" -> scope.item();
      case "index" -> scope.index();
      case "acc" -> scope.accumulator();
      default -> throw new FunctionException("unknown pointer #" + pointer.name());
    };
  }

  private @Nullable Object let(Node.Let let) {
    Variable outer = variables;
    variables = new Variable(let.name(), evaluate(let.value()), outer);
    try {
      return evaluate(let.body());
    } finally {
      variables = outer;
    }
  }

  private @Nullable Object sequence(Node.Sequence sequence) {
    Object last = null;
    for (Node node : sequence.nodes()) {
      last = evaluate(node);
    }
    return last;
  }

  private List<@Nullable Object> evaluateAll(List<Node> nodes) {
    meter.spend(16L + 8L * nodes.size());
    List<@Nullable Object> all = new ArrayList<>(nodes.size());
    for (Node node : nodes) {
      all.add(evaluate(node));
    }
    return all;
  }

  private Map<String, @Nullable Object> map(Node.MapLiteral literal) {
    meter.spend(48L + 32L * literal.pairs().size());
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (Node.Pair pair : literal.pairs()) {
      map.put(GoTypes.toText(evaluate(pair.key())), evaluate(pair.value()));
    }
    return map;
  }

  private <T extends @Nullable Object> T spent(T value) {
    switch (value) {
      case String made -> meter.spend(24L + made.length());
      case List<?> made -> meter.spend(16L + 8L * made.size());
      case null, default -> {}
    }
    return value;
  }
}
