package dev.understack.language.expr;

import dev.understack.language.LanguageException;
import dev.understack.language.expr.Type.Basic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks names and types against an environment before an evaluation, so that also a branch that is
 * not taken is refused when it cannot be right.
 */
final class Checker {
  private record Variable(String name, Type type, @Nullable Variable outer) {}

  private record Scope(Type item, @Nullable Scope outer) {}

  private final String text;

  /** Null when names are unknown before an evaluation, as in Argo Events. */
  private final @Nullable Map<String, ? extends @Nullable Object> environment;

  private @Nullable Variable variables;
  private @Nullable Scope scope;

  private Checker(String text, @Nullable Map<String, ? extends @Nullable Object> environment) {
    this.text = text;
    this.environment = environment;
  }

  static void check(String text, Node root, Map<String, ? extends @Nullable Object> environment) {
    new Checker(text, environment).type(root);
  }

  /** Checks what can be said without an environment. */
  static void check(String text, Node root) {
    new Checker(text, null).type(root);
  }

  private Type type(Node node) {
    return switch (node) {
      case Node.Constant constant -> Type.of(constant.value());
      case Node.Identifier identifier -> identifier(identifier);
      case Node.Unary unary -> unary(unary);
      case Node.Binary binary -> binary(binary);
      case Node.Matches matches -> matches(matches);
      case Node.Chain chain -> type(chain.node());
      case Node.Member member -> member(member);
      case Node.Slice slice -> slice(slice);
      case Node.Call call -> call(call);
      case Node.Builtin builtin -> builtin(builtin);
      case Node.Predicate predicate -> type(predicate.node());
      case Node.Pointer pointer -> pointer(pointer);
      case Node.Let let -> let(let);
      case Node.Sequence sequence -> sequence(sequence);
      case Node.Conditional conditional -> conditional(conditional);
      case Node.ArrayLiteral array -> array(array);
      case Node.MapLiteral map -> {
        map.children().forEach(this::type);
        yield Basic.MAP;
      }
    };
  }

  private Type identifier(Node.Identifier identifier) {
    String name = identifier.name();
    for (Variable at = variables; at != null; at = at.outer()) {
      if (at.name().equals(name)) {
        return at.type();
      }
    }
    if (name.equals("$env")) {
      return Basic.UNKNOWN;
    }
    if (environment == null) {
      return isFunctionOfEvents(name) ? Basic.FUNCTION : Basic.UNKNOWN;
    }
    if (environment.containsKey(name)) {
      return Type.of(environment.get(name));
    }
    if (Builtins.exists(name, Dialect.WORKFLOWS)) {
      return Basic.FUNCTION;
    }
    throw fault(identifier, "unknown name " + name);
  }

  /**
   * In expr 1.15 a function of the language hides a variable of its name when types are checked.
   */
  private static boolean isFunctionOfEvents(String name) {
    return Builtins.exists(name, Dialect.EVENTS) || PredicateCall.of(name, Dialect.EVENTS) != null;
  }

  private Type unary(Node.Unary unary) {
    Type operand = type(unary.operand());
    boolean not = unary.operator().equals("not");
    if (operand.isUnknown()) {
      return not ? Basic.BOOL : Basic.UNKNOWN;
    }
    if (not ? operand == Basic.BOOL : operand.isNumber()) {
      return operand;
    }
    String operator = text.startsWith("!", unary.offset()) ? "!" : unary.operator();
    throw fault(
        unary, "invalid operation: " + operator + " (mismatched type " + operand.shown() + ")");
  }

  private Type binary(Node.Binary binary) {
    Type left = type(binary.left());
    Type right = type(binary.right());
    if (binary.operator() == Operator.IN) {
      checkIn(binary, left, right);
    }
    return OperatorTypes.of(binary.operator(), left, right)
        .orElseThrow(() -> mismatch(binary, binary.operator(), left, right));
  }

  private void checkIn(Node.Binary binary, Type left, Type right) {
    if (right == Basic.MAP && !left.isUnknown() && left != Basic.STRING && left != Basic.NIL) {
      throw fault(binary, "cannot use " + left.shown() + " as type string in map key");
    }
    if (right instanceof Type.ListOf && !OperatorTypes.comparable(left, right.item())) {
      throw fault(
          binary, "cannot use " + left.shown() + " as type " + right.item().shown() + " in array");
    }
  }

  private Type matches(Node.Matches matches) {
    Type left = type(matches.left());
    return OperatorTypes.of(Operator.MATCHES, left, Basic.STRING)
        .orElseThrow(() -> mismatch(matches, Operator.MATCHES, left, Basic.STRING));
  }

  private Type member(Node.Member member) {
    Type base = type(member.node());
    Type property = type(member.property());
    boolean named = property == Basic.STRING && member.property() instanceof Node.Constant;
    String name = named ? String.valueOf(((Node.Constant) member.property()).value()) : "";
    if (environment != null
        && member.node() instanceof Node.Identifier root
        && root.name().equals("$env")
        && named) {
      boolean known = environment.containsKey(name);
      if (!known && !member.optional()) {
        throw fault(member, "unknown name " + name);
      }
      return known ? Type.of(environment.get(name)) : Basic.UNKNOWN;
    }
    if (base.isUnknown()) {
      return Basic.UNKNOWN;
    }
    if (base == Basic.NIL && named) {
      throw fault(member, "type nil has no field " + name);
    }
    if (base == Basic.MAP) {
      if (!property.isUnknown() && property != Basic.STRING && property != Basic.NIL) {
        throw fault(
            member.property(),
            "cannot use " + property.shown() + " to get an element from " + base.shown());
      }
      return Basic.UNKNOWN;
    }
    if (base instanceof Type.ListOf) {
      if (!property.isUnknown() && property != Basic.INT) {
        throw fault(
            member.property(),
            "array elements can only be selected using an integer (got " + property.shown() + ")");
      }
      return base.item();
    }
    if (base == Basic.TIME || base == Basic.DURATION) {
      return method(member, base, name);
    }
    throw fault(
        member,
        named
            ? "type " + base.shown() + " has no field " + name
            : "type " + base.shown() + "[" + property.shown() + "] is undefined");
  }

  private Type method(Node.Member member, Type base, String name) {
    boolean known =
        base == Basic.TIME
            ? TimeMethods.of(java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC), name) != null
            : TimeMethods.of(java.time.Duration.ZERO, name) != null;
    if (!known) {
      throw fault(member, "type " + base.shown() + " has no method " + name);
    }
    return Basic.UNKNOWN;
  }

  private Type slice(Node.Slice slice) {
    Type base = type(slice.node());
    boolean fits = base.isUnknown() || base == Basic.STRING || base instanceof Type.ListOf;
    if (!fits) {
      throw fault(slice, "cannot slice " + base.shown());
    }
    for (Node bound : slice.children().subList(1, slice.children().size())) {
      Type type = type(bound);
      if (!base.isUnknown() && !type.isUnknown() && type != Basic.INT) {
        throw fault(bound, "non-integer slice index " + type.shown());
      }
    }
    return base;
  }

  private Type call(Node.Call call) {
    Type callee = type(call.callee());
    call.arguments().forEach(this::type);
    if (callee == Basic.NIL) {
      String name = call.callee() instanceof Node.Identifier found ? found.name() : "function";
      throw fault(call, name + " is nil; cannot call nil as function");
    }
    if (!callee.isUnknown() && callee != Basic.FUNCTION) {
      throw fault(call, callee.shown() + " is not callable");
    }
    return Basic.UNKNOWN;
  }

  private Type builtin(Node.Builtin call) {
    Dialect dialect = environment == null ? Dialect.EVENTS : Dialect.WORKFLOWS;
    if (PredicateCall.of(call.name(), dialect) != null) {
      return predicateCall(call);
    }
    List<Type> types = new ArrayList<>();
    call.arguments().forEach(argument -> types.add(type(argument)));
    List<Basic> parameters = BuiltinTypes.parameters(call.name());
    for (int i = 0; i < Math.min(types.size(), parameters.size()); i++) {
      if (!types.get(i).isUnknown() && types.get(i) != parameters.get(i)) {
        throw fault(
            call.arguments().get(i),
            "cannot use "
                + types.get(i).shown()
                + " as argument (type "
                + parameters.get(i).shown()
                + ") to call "
                + call.name());
      }
    }
    int checked = call.name().equals("concat") ? types.size() : Math.min(1, types.size());
    for (Type argument : types.subList(0, checked)) {
      String refusal = BuiltinTypes.refusal(call.name(), argument, environment != null);
      if (!refusal.isEmpty()) {
        throw fault(call, refusal);
      }
    }
    return call.name().equals("get") ? got(call, types) : BuiltinTypes.result(call.name(), types);
  }

  private Type got(Node.Builtin call, List<Type> types) {
    if (types.size() != 2 || types.getFirst().isUnknown()) {
      return Basic.UNKNOWN;
    }
    Type base = types.get(0);
    Type key = types.get(1);
    if (base instanceof Type.ListOf || base == Basic.MAP) {
      boolean fits = key.isUnknown() || key == (base == Basic.MAP ? Basic.STRING : Basic.INT);
      if (!fits) {
        throw fault(
            call.arguments().get(1),
            base == Basic.MAP
                ? "cannot use " + key.shown() + " to get an element from " + base.shown()
                : "non-integer slice index " + key.shown());
      }
      return base.item();
    }
    throw fault(call.arguments().getFirst(), "type " + base.shown() + " does not support indexing");
  }

  private Type predicateCall(Node.Builtin call) {
    Type collection = type(call.arguments().getFirst());
    if (!collection.isUnknown() && !(collection instanceof Type.ListOf)) {
      throw fault(
          call.arguments().getFirst(),
          "builtin " + call.name() + " takes only array (got " + collection.shown() + ")");
    }
    Type result = Basic.UNKNOWN;
    if (call.arguments().size() > 1) {
      scope = new Scope(collection.item(), scope);
      result = type(call.arguments().get(1));
      scope = scope.outer();
    }
    call.arguments()
        .subList(Math.min(2, call.arguments().size()), call.arguments().size())
        .forEach(this::type);
    return switch (call.name()) {
      case "map" -> new Type.ListOf(result == Basic.NIL ? Basic.UNKNOWN : result);
      case "sum" -> call.arguments().size() > 1 ? result : collection.item();
      case "reduce" -> result;
      case "groupBy" -> Basic.UNKNOWN;
      case "sortBy" -> collection;
      default -> filtered(call, collection, result);
    };
  }

  private Type filtered(Node.Builtin call, Type collection, Type result) {
    if (!result.isUnknown() && result != Basic.BOOL) {
      throw fault(
          call.arguments().get(1), "predicate should return boolean (got " + result.shown() + ")");
    }
    return switch (call.name()) {
      case "filter" -> new Type.ListOf(collection.item());
      case "find", "findLast" -> collection.item();
      case "count", "findIndex", "findLastIndex" -> Basic.INT;
      default -> Basic.BOOL;
    };
  }

  private Type pointer(Node.Pointer pointer) {
    return switch (pointer.name()) {
      case "" -> scope == null ? Basic.UNKNOWN : scope.item();
      case "index" -> Basic.INT;
      case "acc" -> Basic.UNKNOWN;
      default -> throw fault(pointer, "unknown pointer #" + pointer.name());
    };
  }

  private Type let(Node.Let let) {
    if (environment != null && environment.containsKey(let.name())) {
      throw fault(let, "cannot redeclare " + let.name());
    }
    boolean builtin =
        Builtins.exists(let.name(), Dialect.WORKFLOWS)
            || PredicateCall.of(let.name(), Dialect.WORKFLOWS) != null;
    if (builtin) {
      throw fault(let, "cannot redeclare builtin " + let.name());
    }
    for (Variable at = variables; at != null; at = at.outer()) {
      if (at.name().equals(let.name())) {
        throw fault(let, "cannot redeclare variable " + let.name());
      }
    }
    Variable outer = variables;
    variables = new Variable(let.name(), type(let.value()), outer);
    Type body = type(let.body());
    variables = outer;
    return body;
  }

  private Type sequence(Node.Sequence sequence) {
    Type last = Basic.UNKNOWN;
    for (Node node : sequence.nodes()) {
      last = type(node);
    }
    return last;
  }

  private Type conditional(Node.Conditional conditional) {
    Type condition = type(conditional.condition());
    if (!condition.isUnknown() && condition != Basic.BOOL) {
      throw fault(
          conditional.condition(),
          "non-bool expression (type " + condition.shown() + ") used as condition");
    }
    Type yes = type(conditional.yes());
    Type no = type(conditional.no());
    if (yes == Basic.NIL) {
      return no;
    }
    return no == Basic.NIL || yes.equals(no) ? yes : Basic.UNKNOWN;
  }

  private Type array(Node.ArrayLiteral array) {
    Type common = null;
    for (Node item : array.items()) {
      Type type = type(item);
      common = common == null || common.equals(type) ? type : Basic.UNKNOWN;
    }
    return new Type.ListOf(common == null || common == Basic.NIL ? Basic.UNKNOWN : common);
  }

  private LanguageException mismatch(Node at, Operator operator, Type left, Type right) {
    return fault(
        at,
        "invalid operation: "
            + operator.text()
            + " (mismatched types "
            + left.shown()
            + " and "
            + right.shown()
            + ")");
  }

  private LanguageException fault(Node at, String problem) {
    return new LanguageException(Expr.LANGUAGE, text, at.offset(), problem);
  }
}
