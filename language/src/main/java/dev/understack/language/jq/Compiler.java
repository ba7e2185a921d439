package dev.understack.language.jq;

import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Turns a program's text into instructions. */
final class Compiler {
  static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int TOP = -1;

  private final String text;
  private final Emitter emitter = new Emitter();
  private final Map<String, Scope.Binding.Function> library = new HashMap<>();
  private Routine routine = new Routine("main");
  private int level;
  private @Nullable Scope scope;

  private Compiler(String text) {
    this.text = text;
  }

  static Program compile(String text) {
    Syntax syntax = Parser.parse(text);
    Compiler compiler = new Compiler(text);
    Routine main = compiler.routine;
    main.startsAt(0);
    compiler.query(syntax);
    compiler.emit(new ControlInstructions.Return());
    return new Program(compiler.emitter.finish(), main);
  }

  void emit(Instruction instruction) {
    emitter.emit(instruction);
  }

  void place(Target target) {
    emitter.place(target);
  }

  int newSlot() {
    return routine.newSlot();
  }

  /** Compiles {@code syntax}; names it defines are forgotten behind it. */
  void scoped(Syntax syntax) {
    Scope before = scope;
    query(syntax);
    scope = before;
  }

  private void inScope(Runnable content) {
    Scope before = scope;
    content.run();
    scope = before;
  }

  void load(int slot) {
    emit(new ValueInstructions.Load(0, slot));
  }

  void store(int slot) {
    emit(new ValueInstructions.Store(slot));
  }

  int bindVariable(String name) {
    int slot = newSlot();
    scope = new Scope(new Scope.Binding.Variable(name, slot, level), scope);
    return slot;
  }

  /** Instructions that take the input from the stack and leave each result there. */
  void query(Syntax syntax) {
    switch (syntax) {
      case Syntax.Identity _ -> {
        // the input is the result
      }
      case Syntax.Group(Syntax inner) -> scoped(inner);
      case Syntax.Literal(JsonNode value) -> {
        emit(new ValueInstructions.Pop());
        emit(new ValueInstructions.Push(value));
      }
      case Syntax.Interpolation text -> interpolation(text);
      case Syntax.Format(String name, int at) -> format(name, at);
      case Syntax.Index index -> index(index);
      case Syntax.Slice slice -> slice(slice);
      case Syntax.Each(Syntax target) -> {
        query(target);
        emit(new ValueInstructions.Each());
      }
      case Syntax.Call call -> call(call);
      case Syntax.ObjectOf object -> new Constructions(this).object(object);
      case Syntax.ArrayOf(Syntax elements) -> new Constructions(this).array(elements);
      case Syntax.Sign(boolean negative, Syntax operand) -> {
        query(operand);
        emit(new ValueInstructions.CallNative(negative ? Natives.NEGATE : Natives.PLUS, 0));
      }
      case Syntax.If condition -> condition(condition);
      case Syntax.Try(Syntax body, Syntax handler) -> attempt(body, handler);
      case Syntax.Reduce reduce -> inScope(() -> new Patterns(this).reduce(reduce));
      case Syntax.Foreach foreach -> inScope(() -> new Patterns(this).foreach(foreach));
      case Syntax.Label(String name, Syntax body) -> {
        int slot = newSlot();
        Scope before = scope;
        scope = new Scope(new Scope.Binding.Label(name, slot, level), scope);
        emit(new ControlInstructions.LabelStart(slot));
        query(body);
        scope = before;
      }
      case Syntax.Break(String name, int at) -> {
        Scope.Binding.Label label = Scope.findLabel(scope, name);
        if (label == null) {
          throw fault(at, "label not defined: " + name);
        }
        emit(new ControlInstructions.BreakTo(level - label.level(), label.slot()));
      }
      case Syntax.Define(Syntax.Definition definition, Syntax rest) -> {
        Scope before = scope;
        define(definition, level);
        query(rest);
        scope = before;
      }
      case Syntax.Pipe(Syntax left, Syntax right) -> {
        query(left);
        query(right);
      }
      case Syntax.Bind bind -> inScope(() -> new Patterns(this).bind(bind));
      case Syntax.Comma(Syntax left, Syntax right) -> comma(left, right);
      case Syntax.Binary binary -> new Operations(this).binary(binary);
    }
  }

  private void comma(Syntax left, Syntax right) {
    Target other = new Target();
    Target end = new Target();
    emit(new ControlInstructions.Branch(other));
    query(left);
    emit(new ControlInstructions.Jump(end));
    place(other);
    query(right);
    place(end);
  }

  private void interpolation(Syntax.Interpolation text) {
    Syntax joined = null;
    String format = text.format();
    for (Syntax part : text.parts()) {
      Syntax shown = part;
      if (!(part instanceof Syntax.Literal)) {
        Syntax formatter =
            format == null
                ? new Syntax.Call("tostring", List.of(), text.at())
                : new Syntax.Format(format, text.at());
        shown = new Syntax.Pipe(part, formatter);
      }
      joined = joined == null ? shown : new Syntax.Binary(Operator.ADD, joined, shown);
    }
    query(joined == null ? Parser.string("") : joined);
  }

  private void format(String name, int at) {
    Native function = Formats.named(name);
    if (function != null) {
      emit(new ValueInstructions.CallNative(function, 0));
    } else {
      call(new Syntax.Call("format", List.of(Parser.string(name.substring(1))), at));
    }
  }

  private void index(Syntax.Index index) {
    JsonNode key = ConstantPath.key(index);
    if (key != null) {
      query(index.target());
      emit(new PathInstructions.IndexBy(key));
      return;
    }
    int input = newSlot();
    store(input);
    emit(new PathInstructions.Pause());
    argument(index.key(), input);
    emit(new PathInstructions.Unpause());
    argument(index.target(), input);
    emit(new PathInstructions.IndexDynamic());
  }

  private void slice(Syntax.Slice slice) {
    JsonNode key = ConstantPath.key(slice);
    if (key != null) {
      query(slice.target());
      emit(new PathInstructions.IndexBy(key));
      return;
    }
    Syntax none = new Syntax.Literal(NODES.nullNode());
    int input = newSlot();
    store(input);
    emit(new PathInstructions.Pause());
    argument(slice.from() == null ? none : slice.from(), input);
    argument(slice.to() == null ? none : slice.to(), input);
    emit(new PathInstructions.Unpause());
    argument(slice.target(), input);
    emit(new PathInstructions.Slice());
  }

  /** Evaluates an argument against the input in a slot, right here. */
  void argument(Syntax argument, int input) {
    if (argument instanceof Syntax.Literal(JsonNode value)) {
      emit(new ValueInstructions.Push(value));
    } else {
      load(input);
      scoped(argument);
    }
  }

  private void condition(Syntax.If condition) {
    Target otherwise = new Target();
    Target end = new Target();
    emit(new ValueInstructions.Duplicate());
    emit(new PathInstructions.Pause());
    scoped(condition.condition());
    emit(new PathInstructions.Unpause());
    emit(new ControlInstructions.JumpUnless(otherwise));
    scoped(condition.then());
    emit(new ControlInstructions.Jump(end));
    place(otherwise);
    if (condition.otherwise() != null) {
      scoped(condition.otherwise());
    }
    place(end);
  }

  private void attempt(Syntax body, @Nullable Syntax handler) {
    Target caught = new Target();
    Target end = new Target();
    emit(new ControlInstructions.TryStart(caught));
    scoped(body);
    emit(new ControlInstructions.TryEnd());
    emit(new ControlInstructions.Jump(end));
    place(caught);
    if (handler == null) {
      emit(new ControlInstructions.Back());
    } else {
      scoped(handler);
    }
    place(end);
  }

  private void call(Syntax.Call call) {
    int arity = call.arguments().size();
    switch (Scope.find(scope, call.name(), arity)) {
      case Scope.Binding.Function function -> call(function, call.arguments());
      case Scope.Binding.Parameter parameter ->
          emit(
              new ControlInstructions.CallParameter(
                  level - parameter.level(), parameter.slot(), false));
      case Scope.Binding.Variable variable -> {
        emit(new ValueInstructions.Pop());
        emit(new ValueInstructions.Load(level - variable.level(), variable.slot()));
      }
      case Scope.Binding.Label label -> throw new IllegalStateException(label.name());
      case null -> builtin(call);
    }
  }

  void call(Scope.Binding.Function function, List<Syntax> arguments) {
    List<ControlInstructions.Argument> passed = new ArrayList<>();
    for (Syntax argument : arguments) {
      passed.add(closure(argument));
    }
    int levels = function.level() == TOP ? TOP : level - function.level();
    emit(new ControlInstructions.Call(function.routine(), levels, passed, false));
  }

  private ControlInstructions.Argument closure(Syntax argument) {
    if (argument instanceof Syntax.Call(String name, List<Syntax> none, int _)
        && none.isEmpty()
        && Scope.find(scope, name, 0) instanceof Scope.Binding.Parameter parameter) {
      return new ControlInstructions.Argument(null, level - parameter.level(), parameter.slot());
    }
    return new ControlInstructions.Argument(body("argument", () -> query(argument)), 0, 0);
  }

  /** Compiles a routine of its own, jumped over by what comes before it. */
  Routine body(String name, Runnable content) {
    Target behind = new Target();
    emit(new ControlInstructions.Jump(behind));
    Routine made = new Routine(name);
    inside(made, level + 1, scope, content);
    place(behind);
    return made;
  }

  private void inside(Routine made, int depth, @Nullable Scope visible, Runnable content) {
    Routine outerRoutine = routine;
    Scope outerScope = scope;
    int outerLevel = level;
    routine = made;
    scope = visible;
    level = depth;
    made.startsAt(emitter.here());
    content.run();
    emit(new ControlInstructions.Return());
    routine = outerRoutine;
    scope = outerScope;
    level = outerLevel;
  }

  /** Compiles a function and binds its name, also inside of itself. */
  private Scope.Binding.Function define(Syntax.Definition definition, int inLevel) {
    Routine made = new Routine(definition.name());
    Scope.Binding.Function function =
        new Scope.Binding.Function(
            definition.name(), definition.parameters().size(), made, inLevel);
    scope = new Scope(function, scope);
    Target behind = new Target();
    emit(new ControlInstructions.Jump(behind));
    int depth = inLevel == TOP ? 0 : inLevel + 1;
    inside(made, depth, scope, () -> functionBody(definition));
    place(behind);
    return function;
  }

  private void functionBody(Syntax.Definition definition) {
    record Value(String name, int slot) {}
    List<Value> values = new ArrayList<>();
    for (String parameter : definition.parameters()) {
      int slot = newSlot();
      boolean variable = parameter.startsWith("$");
      String name = variable ? parameter.substring(1) : parameter;
      scope = new Scope(new Scope.Binding.Parameter(name, slot, level), scope);
      if (variable) {
        values.add(new Value(parameter, slot));
      }
    }
    if (!values.isEmpty()) {
      int input = newSlot();
      store(input);
      for (Value value : values) {
        load(input);
        emit(new PathInstructions.Pause());
        emit(new ControlInstructions.CallParameter(0, value.slot(), false));
        store(bindVariable(value.name()));
        emit(new PathInstructions.Unpause());
      }
      load(input);
    }
    query(definition.body());
  }

  private void builtin(Syntax.Call call) {
    String name = call.name();
    int arity = call.arguments().size();
    if (name.equals("$ENV") || (name.equals("env") && arity == 0)) {
      emit(new ValueInstructions.Pop());
      emit(new ValueInstructions.Push(NODES.objectNode()));
      return;
    }
    if (name.startsWith("$")) {
      throw fault(call.at(), "variable not defined: " + name);
    }
    Scope.Binding.Function function = libraryFunction(name, arity);
    if (function != null) {
      call(function, call.arguments());
    } else if (!special(call)) {
      nativeCall(call);
    }
  }

  /** A function of the library, compiled when it is first used. */
  Scope.Binding.@Nullable Function libraryFunction(String name, int arity) {
    String signature = name + "/" + arity;
    Scope.Binding.Function known = library.get(signature);
    Syntax.Definition definition = Library.definition(name, arity);
    if (known != null || definition == null) {
      return known;
    }
    Scope outerScope = scope;
    scope = null;
    Routine made = new Routine(name);
    Scope.Binding.Function function = new Scope.Binding.Function(name, arity, made, TOP);
    library.put(signature, function);
    Target behind = new Target();
    emit(new ControlInstructions.Jump(behind));
    inside(made, 0, new Scope(function, null), () -> functionBody(definition));
    place(behind);
    scope = outerScope;
    return function;
  }

  /** A routine outside of all functions, made once; {@code key} cannot be the name of one. */
  Routine shared(String key, Runnable content) {
    Scope.Binding.Function known = library.get(key);
    if (known != null) {
      return known.routine();
    }
    Routine made = new Routine(key);
    library.put(key, new Scope.Binding.Function(key, 0, made, TOP));
    Target behind = new Target();
    emit(new ControlInstructions.Jump(behind));
    inside(made, 0, null, content);
    place(behind);
    return made;
  }

  /** Functions that are instructions rather than calls. */
  private boolean special(Syntax.Call call) {
    List<Syntax> arguments = call.arguments();
    switch (call.name() + "/" + arguments.size()) {
      case "empty/0" -> emit(new ControlInstructions.Back());
      case "path/1" -> {
        emit(new PathInstructions.PathStart());
        scoped(arguments.getFirst());
        emit(new PathInstructions.PathEnd());
      }
      case "getpath/1" -> {
        int input = newSlot();
        store(input);
        emit(new PathInstructions.Pause());
        argument(arguments.getFirst(), input);
        emit(new PathInstructions.Unpause());
        load(input);
        emit(new PathInstructions.GetPath());
      }
      case "_range/3" -> {
        arguments(arguments);
        emit(new ValueInstructions.Range());
      }
      case "last/1" -> call(new Operations(this).last(), arguments);
      case "input/0", "inputs/0" -> throw fault(call.at(), "input(s)/0 is not allowed");
      case "builtins/0" -> {
        emit(new ValueInstructions.Pop());
        emit(new ValueInstructions.Push(Library.names()));
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void nativeCall(Syntax.Call call) {
    List<Syntax> arguments = call.arguments();
    Native function = Natives.named(call.name(), arguments.size());
    if (function == null) {
      throw fault(call.at(), "function not defined: " + call.name() + "/" + arguments.size());
    }
    arguments(arguments);
    emit(new ValueInstructions.CallNative(function, arguments.size()));
  }

  /** Evaluates the arguments, the last one first, and leaves the input on top of them. */
  void arguments(List<Syntax> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    int input = newSlot();
    store(input);
    for (Syntax argument : arguments.reversed()) {
      argument(argument, input);
    }
    load(input);
  }

  LanguageException fault(int at, String problem) {
    return new LanguageException(Jq.LANGUAGE, text, at, problem);
  }
}
