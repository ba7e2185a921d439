package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates pipelines, commands and operands. A value is a Go-like value, {@link Absent} or {@link
 * Boxed}; never null.
 */
final class Evaluator {
  private static final List<Node.Operand> NO_ARGUMENTS = List.of();
  private static final long UINT32_MASK = 0xffffffffL;

  private final Execution execution;
  private final Template template;
  private final Builtins builtins;

  Evaluator(Execution execution, Template template, Builtins builtins) {
    this.execution = execution;
    this.template = template;
    this.builtins = builtins;
  }

  /** The value of a pipeline; its variables are set and stay until the caller releases them. */
  Object pipeline(Object dot, Node.Pipe pipe) {
    execution.at(pipe);
    Object value = Absent.VALUE;
    boolean first = true;
    for (Node.Command command : pipe.commands()) {
      value = Boxed.open(command(dot, command, first ? null : value));
      first = false;
    }
    for (Node.Variable variable : pipe.variables()) {
      if (!pipe.assigns()) {
        execution.variables().push(variable.name(), value);
      } else if (!execution.variables().set(variable.name(), value)) {
        throw execution.failed("undefined variable: " + variable.name());
      }
    }
    return value;
  }

  /** Evaluates a command; {@code last} is what the pipeline hands on, null for the first one. */
  private Object command(Object dot, Node.Command command, @Nullable Object last) {
    List<Node.Operand> words = command.words();
    Node.Operand first = words.getFirst();
    switch (first) {
      case Node.Field field -> {
        execution.at(field);
        return fields(dot, dot, field, field.fields(), words, last);
      }
      case Node.Chain chain -> {
        return chain(dot, chain, words, last);
      }
      case Node.Function function -> {
        execution.at(function);
        return function(dot, function, command, arguments(words), last);
      }
      case Node.Pipe pipe -> {
        notAFunction(words, last);
        return pipeline(dot, pipe);
      }
      case Node.Variable variable -> {
        return variable(dot, variable, words, last);
      }
      case Node.Nil nil -> {
        execution.at(nil);
        notAFunction(words, last);
        throw execution.failed("nil is not a command");
      }
      case Node.Dot n -> {
        execution.at(n);
        notAFunction(words, last);
        return dot;
      }
      case Node.Bool n -> {
        execution.at(n);
        notAFunction(words, last);
        return n.value();
      }
      case Node.Numeral n -> {
        execution.at(n);
        notAFunction(words, last);
        return number(n);
      }
      case Node.Str n -> {
        execution.at(n);
        notAFunction(words, last);
        return n.value();
      }
    }
  }

  private static List<Node.Operand> arguments(List<Node.Operand> words) {
    return words.subList(1, words.size());
  }

  private void notAFunction(List<Node.Operand> words, @Nullable Object last) {
    if (words.size() > 1 || last != null) {
      throw execution.failed("can't give argument to non-function " + words.getFirst().text());
    }
  }

  private Object number(Node.Numeral number) {
    execution.at(number);
    if (NumberLiteral.isFloat(number) && number.floating() != null) {
      return number.floating();
    }
    if (number.integer() == null) {
      throw execution.failed(number.text() + " overflows int");
    }
    return number.integer();
  }

  private Object chain(
      Object dot, Node.Chain chain, List<Node.Operand> words, @Nullable Object last) {
    execution.at(chain);
    if (chain.operand() instanceof Node.Nil) {
      throw execution.failed("indirection through explicit nil in " + chain.text());
    }
    Object receiver = operand(dot, chain.operand());
    return fields(dot, receiver, chain, chain.fields(), words, last);
  }

  private Object variable(
      Object dot, Node.Variable variable, List<Node.Operand> words, @Nullable Object last) {
    execution.at(variable);
    Object value = execution.variables().get(variable.name());
    if (value == null) {
      throw execution.failed("undefined variable: " + variable.name());
    }
    if (variable.fields().isEmpty()) {
      if (!words.isEmpty()) {
        notAFunction(words, last);
      }
      return value;
    }
    return fields(dot, value, variable, variable.fields(), words, last);
  }

  private Object fields(
      Object dot,
      Object receiver,
      Node node,
      List<String> names,
      List<Node.Operand> words,
      @Nullable Object last) {
    Object value = receiver;
    int end = names.size() - 1;
    for (int i = 0; i < end; i++) {
      value = field(dot, names.get(i), node, NO_ARGUMENTS, null, value);
    }
    return field(dot, names.get(end), node, words, last, value);
  }

  private Object field(
      Object dot,
      String name,
      Node node,
      List<Node.Operand> words,
      @Nullable Object last,
      Object receiver) {
    if (receiver == Absent.VALUE) {
      return Absent.VALUE;
    }
    Object value = Boxed.open(receiver);
    String type = receiver instanceof Boxed ? GoValues.ANY : GoValues.type(value);
    if (value == Absent.VALUE) {
      throw execution.failed("nil pointer evaluating " + type + "." + name);
    }
    if (value instanceof Map<?, ?> map) {
      if (words.size() > 1 || last != null) {
        throw execution.failed(name + " is not a method but has arguments");
      }
      return element(map, name);
    }
    if (value instanceof GoObject object) {
      NativeFunction method = object.method(name);
      if (method != null) {
        List<Node.Operand> given = words.isEmpty() ? NO_ARGUMENTS : arguments(words);
        return call(dot, typed(name, method), node, given, last);
      }
    }
    throw execution.failed("can't evaluate field " + name + " in type " + type);
  }

  static Object element(Map<?, ?> map, String key) {
    Object value = map.get(key);
    if (value == null && !map.containsKey(key)) {
      return Absent.VALUE;
    }
    return map instanceof TypedMap && value != null ? value : new Boxed(value);
  }

  private Object function(
      Object dot,
      Node.Function node,
      Node command,
      List<Node.Operand> arguments,
      @Nullable Object last) {
    NativeFunction own = template.function(node.name());
    if (own != null) {
      return call(dot, typed(node.name(), own), command, arguments, last);
    }
    GoFunction builtin = builtins.get(node.name());
    if (builtin == null) {
      throw execution.failed(GoQuote.quote(node.name(), false) + " is not a defined function");
    }
    if (node.name().equals("and") || node.name().equals("or")) {
      return shortCircuit(dot, builtin, arguments, last);
    }
    return call(dot, builtin, command, arguments, last);
  }

  private static GoFunction typed(String name, NativeFunction function) {
    return function instanceof GoFunction typed
        ? typed
        : GoFunction.variadic(name, a -> function.call(new ArrayList<>(a.from(0))), GoType.ANY);
  }

  private Object shortCircuit(
      Object dot, GoFunction function, List<Node.Operand> arguments, @Nullable Object last) {
    checkCount(function, arguments, last);
    boolean stopAt = function.name().equals("or");
    Object value = Absent.VALUE;
    for (Node.Operand argument : arguments) {
      value = argument(dot, GoType.REFLECT, argument);
      if (GoValues.truth(Absent.toNil(value)) == stopAt) {
        return value;
      }
    }
    return last == null ? value : last;
  }

  private void checkCount(
      GoFunction function, List<Node.Operand> arguments, @Nullable Object last) {
    try {
      function.checkCount(arguments.size() + (last == null ? 0 : 1), arguments.size());
    } catch (FunctionException e) {
      throw execution.failed(e.getMessage());
    }
  }

  private Object call(
      Object dot,
      GoFunction function,
      Node node,
      List<Node.Operand> arguments,
      @Nullable Object last) {
    checkCount(function, arguments, last);
    List<@Nullable Object> values = new ArrayList<>(arguments.size() + 1);
    if (function.name().equals(Builtins.CALL)) {
      values.add(arguments.isEmpty() ? "" : arguments.getFirst().text());
    }
    for (int i = 0; i < arguments.size(); i++) {
      GoType type = function.parameter(i);
      values.add(passed(type, argument(dot, type, arguments.get(i))));
    }
    if (last != null) {
      GoType type = function.parameter(arguments.size());
      values.add(passed(type, validated(type, last)));
    }
    try {
      Object result = Boxed.result(function.body().apply(new Arguments(values)));
      execution.charge(result);
      return result;
    } catch (FunctionException e) {
      execution.at(node);
      throw execution.failed("error calling " + function.name() + ": " + e.getMessage());
    }
  }

  private static @Nullable Object passed(GoType type, Object value) {
    return type == GoType.REFLECT ? value : Absent.toNil(value);
  }

  /** The value if Go lets it be passed for the type. */
  private Object validated(GoType type, Object value) {
    if (type == GoType.REFLECT || type == GoType.ANY) {
      return value;
    }
    if (value == Absent.VALUE) {
      if (type.canBeNil()) {
        return value;
      }
      throw execution.failed("invalid value; expected " + type);
    }
    Object opened = Boxed.open(value);
    if (opened != Absent.VALUE && type.accepts(opened)) {
      return opened;
    }
    String found = opened == Absent.VALUE ? GoValues.ANY : GoValues.type(opened);
    throw execution.failed("wrong type for value; expected " + type + "; got " + found);
  }

  private Object argument(Object dot, GoType type, Node.Operand operand) {
    execution.at(operand);
    return switch (operand) {
      case Node.Nil nil -> {
        if (!type.canBeNil()) {
          throw execution.failed("cannot assign nil to " + type);
        }
        yield Absent.VALUE;
      }
      case Node.Bool n -> constant(type, n, n.value(), GoType.BOOL);
      case Node.Str n -> constant(type, n, n.value(), GoType.STRING);
      case Node.Numeral n -> number(type, n);
      case Node.Dot n -> validated(type, dot);
      case Node.Chain n -> validated(type, operand(dot, n));
      case Node.Field n -> validated(type, operand(dot, n));
      case Node.Function n -> validated(type, operand(dot, n));
      case Node.Pipe n -> validated(type, operand(dot, n));
      case Node.Variable n -> validated(type, operand(dot, n));
    };
  }

  private Object constant(GoType type, Node node, Object value, GoType own) {
    if (type == own || type == GoType.ANY || type == GoType.REFLECT) {
      return value;
    }
    throw wrongConstant(type, node);
  }

  private TemplateException wrongConstant(GoType type, Node node) {
    return switch (type) {
      case STRING, BOOL -> execution.failed("expected " + type + "; found " + node.text());
      case INT, INT64 -> execution.failed("expected integer; found " + node.text());
      case UINT32 -> execution.failed("expected unsigned integer; found " + node.text());
      case FLOAT64 -> execution.failed("expected float; found " + node.text());
      case ANY, REFLECT, STRINGS, LIST, MAP, TIME, FUNC ->
          execution.failed("can't handle " + node.text() + " for arg of type " + type);
    };
  }

  private Object number(GoType type, Node.Numeral number) {
    if (type == GoType.ANY || type == GoType.REFLECT) {
      return number(number);
    }
    Long integer = number.integer();
    Double floating = number.floating();
    if (type == GoType.INT && integer != null) {
      return integer;
    }
    if (type == GoType.INT64 && integer != null) {
      return GoInteger.int64(integer);
    }
    if (type == GoType.UINT32 && integer != null && integer >= 0) {
      return new GoInteger(GoKind.UINT32, integer & UINT32_MASK);
    }
    if (type == GoType.FLOAT64 && floating != null) {
      return floating;
    }
    throw wrongConstant(type, number);
  }

  /** The value of an operand that stands as an argument. */
  private Object operand(Object dot, Node.Operand operand) {
    execution.at(operand);
    return switch (operand) {
      case Node.Dot n -> dot;
      case Node.Field n -> fields(dot, dot, n, n.fields(), NO_ARGUMENTS, null);
      case Node.Variable n -> variable(dot, n, NO_ARGUMENTS, null);
      case Node.Pipe n -> pipeline(dot, n);
      case Node.Function n -> function(dot, n, n, NO_ARGUMENTS, null);
      case Node.Chain n -> chain(dot, n, NO_ARGUMENTS, null);
      case Node.Bool n -> n.value();
      case Node.Str n -> n.value();
      case Node.Numeral n -> number(n);
      case Node.Nil n -> throw execution.failed("nil is not a command");
    };
  }
}
