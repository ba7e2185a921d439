package dev.understack.language.jq;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** Compiles operators, assignments included. */
final class Operations {
  private final Compiler compiler;

  Operations(Compiler compiler) {
    this.compiler = compiler;
  }

  void binary(Syntax.Binary binary) {
    Syntax left = binary.left();
    Syntax right = binary.right();
    switch (binary.operator()) {
      case ALTERNATIVE -> alternative(left, right);
      case OR -> logic(left, right, false);
      case AND -> logic(left, right, true);
      case ASSIGN -> assign(left, right);
      case MODIFY -> compiler.call(modify(), List.of(left, right));
      case UPDATE_ADD,
          UPDATE_SUBTRACT,
          UPDATE_MULTIPLY,
          UPDATE_DIVIDE,
          UPDATE_MODULO,
          UPDATE_ALTERNATIVE ->
          update(binary.operator().applied(), left, right);
      default -> {
        compiler.arguments(List.of(left, right));
        compiler.emit(new ValueInstructions.CallNative(Natives.of(binary.operator()), 2));
      }
    }
  }

  private void alternative(Syntax left, Syntax right) {
    int found = compiler.newSlot();
    Target other = new Target();
    Target falsy = new Target();
    Target instead = new Target();
    Target end = new Target();
    compiler.emit(new ValueInstructions.Push(Natives.FALSE));
    compiler.store(found);
    compiler.emit(new ControlInstructions.Branch(other));
    compiler.query(left);
    compiler.emit(new ValueInstructions.Duplicate());
    compiler.emit(new ControlInstructions.JumpUnless(falsy));
    compiler.emit(new ValueInstructions.Push(Natives.TRUE));
    compiler.store(found);
    compiler.emit(new ControlInstructions.Jump(end));
    compiler.place(falsy);
    compiler.emit(new ControlInstructions.Back());
    compiler.place(other);
    compiler.load(found);
    compiler.emit(new ControlInstructions.JumpUnless(instead));
    compiler.emit(new ControlInstructions.Back());
    compiler.place(instead);
    compiler.query(right);
    compiler.place(end);
  }

  private void logic(Syntax left, Syntax right, boolean and) {
    Syntax yes = new Syntax.Literal(Natives.TRUE);
    Syntax no = new Syntax.Literal(Natives.FALSE);
    Syntax second = new Syntax.If(right, yes, no);
    compiler.query(and ? new Syntax.If(left, second, no) : new Syntax.If(left, yes, second));
  }

  private void assign(Syntax left, Syntax right) {
    ArrayNode path = ConstantPath.of(left);
    if (path == null) {
      compiler.call(assignment(), List.of(left, right));
      return;
    }
    int input = compiler.newSlot();
    compiler.store(input);
    compiler.load(input);
    compiler.scoped(right);
    compiler.emit(new ValueInstructions.Push(path));
    compiler.load(input);
    compiler.emit(new ValueInstructions.CallNative(Natives.SETPATH, 2));
  }

  /** {@code left op= right}: the right side is evaluated once, against the whole input. */
  private void update(Operator operator, Syntax left, Syntax right) {
    compiler.emit(new ValueInstructions.Duplicate());
    compiler.scoped(right);
    String hidden = "$" + operator.text();
    compiler.store(compiler.bindVariable(hidden));
    Syntax value = new Syntax.Call(hidden, List.of(), 0);
    Syntax self = new Syntax.Identity();
    Syntax applied =
        operator == Operator.ALTERNATIVE
            ? new Syntax.Call("_alternative", List.of(self, value), 0)
            : new Syntax.Binary(operator, self, value);
    compiler.call(modify(), List.of(left, applied));
  }

  private static Scope.Binding.Function function(String name, Routine routine) {
    return new Scope.Binding.Function(name, 2, routine, -1);
  }

  /** {@code last(generator)}: its last result, if it has any. */
  Scope.Binding.Function last() {
    return function("last", compiler.shared("last(g)", this::lastBody));
  }

  private void lastBody() {
    int generator = compiler.newSlot();
    int found = compiler.newSlot();
    int latest = compiler.newSlot();
    Target done = new Target();
    Target none = new Target();
    compiler.emit(new ValueInstructions.Push(Natives.FALSE));
    compiler.store(found);
    compiler.emit(new ControlInstructions.Branch(done));
    compiler.emit(new ControlInstructions.CallParameter(0, generator, false));
    compiler.store(latest);
    compiler.emit(new ValueInstructions.Push(Natives.TRUE));
    compiler.store(found);
    compiler.emit(new ControlInstructions.Back());
    compiler.place(done);
    compiler.emit(new ValueInstructions.Pop());
    compiler.load(found);
    compiler.emit(new ControlInstructions.JumpUnless(none));
    compiler.load(latest);
    compiler.emit(new ControlInstructions.Return());
    compiler.place(none);
    compiler.emit(new ControlInstructions.Back());
  }

  /** {@code paths = values}: for each value the input with it at all paths. */
  private Scope.Binding.Function assignment() {
    return function("=", compiler.shared("=", this::assignmentBody));
  }

  private void assignmentBody() {
    int paths = compiler.newSlot();
    int values = compiler.newSlot();
    int input = compiler.newSlot();
    int value = compiler.newSlot();
    int owned = compiler.newSlot();
    int result = compiler.newSlot();
    int path = compiler.newSlot();
    Target done = new Target();
    compiler.store(input);
    compiler.load(input);
    compiler.emit(new PathInstructions.Pause());
    compiler.emit(new ControlInstructions.CallParameter(0, values, false));
    compiler.store(value);
    compiler.emit(new PathInstructions.Unpause());
    compiler.emit(new PathInstructions.NewOwnership(owned));
    compiler.load(input);
    compiler.store(result);
    compiler.load(input);
    compiler.emit(new ControlInstructions.Branch(done));
    followPaths(paths, path);
    compiler.load(value);
    compiler.emit(new PathInstructions.SetOwned(result, path, owned));
    compiler.emit(new ControlInstructions.Back());
    compiler.place(done);
    compiler.emit(new ValueInstructions.Pop());
    compiler.load(result);
  }

  private void followPaths(int paths, int path) {
    compiler.emit(new PathInstructions.PathStart());
    compiler.emit(new ControlInstructions.CallParameter(0, paths, false));
    compiler.emit(new PathInstructions.PathEnd());
    compiler.store(path);
  }

  /**
   * {@code paths |= change}: the first result of the change at each path, which is deleted when
   * there is none.
   */
  private Scope.Binding.Function modify() {
    return function("|=", compiler.shared("|=", this::modifyBody));
  }

  private void modifyBody() {
    int paths = compiler.newSlot();
    int change = compiler.newSlot();
    int result = compiler.newSlot();
    int deleted = compiler.newSlot();
    int owned = compiler.newSlot();
    int path = compiler.newSlot();
    int mark = compiler.newSlot();
    Target done = new Target();
    Target nothing = new Target();
    compiler.store(result);
    compiler.emit(new ValueInstructions.NewArray(deleted));
    compiler.emit(new PathInstructions.NewOwnership(owned));
    compiler.load(result);
    compiler.emit(new ControlInstructions.Branch(done));
    followPaths(paths, path);
    compiler.emit(new ControlInstructions.Mark(mark));
    compiler.emit(new ControlInstructions.Branch(nothing));
    compiler.load(path);
    compiler.load(result);
    compiler.emit(new PathInstructions.GetPath());
    compiler.emit(new PathInstructions.Share(owned));
    compiler.emit(new ControlInstructions.CallParameter(0, change, false));
    compiler.emit(new PathInstructions.SetOwned(result, path, owned));
    compiler.emit(new ControlInstructions.Cut(mark));
    compiler.emit(new ControlInstructions.Back());
    compiler.place(nothing);
    compiler.load(path);
    compiler.emit(new ValueInstructions.Append(deleted));
    compiler.emit(new ControlInstructions.Back());
    compiler.place(done);
    compiler.emit(new ValueInstructions.Pop());
    compiler.emit(new PathInstructions.DeleteOwned(result, deleted, owned));
  }
}
