package dev.understack.language.jq;

import org.jspecify.annotations.Nullable;

/** Compiles what makes objects and arrays. */
final class Constructions {
  private final Compiler compiler;

  Constructions(Compiler compiler) {
    this.compiler = compiler;
  }

  void object(Syntax.ObjectOf object) {
    if (object.members().isEmpty()) {
      compiler.emit(new ValueInstructions.Pop());
      compiler.emit(new ValueInstructions.Push(Compiler.NODES.objectNode()));
      return;
    }
    int input = compiler.newSlot();
    compiler.store(input);
    for (Syntax.Member member : object.members()) {
      member(member, input);
    }
    compiler.emit(new ValueInstructions.MakeObject(object.members().size()));
  }

  private void member(Syntax.Member member, int input) {
    Syntax key = member.key();
    if (member.value() != null) {
      compiler.argument(key, input);
      compiler.argument(member.value(), input);
    } else if (key instanceof Syntax.Call variable) {
      compiler.argument(Parser.string(variable.name().substring(1)), input);
      compiler.argument(variable, input);
    } else if (key instanceof Syntax.Literal) {
      compiler.argument(key, input);
      compiler.argument(new Syntax.Index(new Syntax.Identity(), key), input);
    } else {
      compiler.argument(key, input);
      compiler.emit(new ValueInstructions.Duplicate());
      compiler.load(input);
      compiler.emit(new PathInstructions.IndexDynamic());
    }
  }

  void array(@Nullable Syntax elements) {
    if (elements == null) {
      compiler.emit(new ValueInstructions.Pop());
      compiler.emit(new ValueInstructions.Push(Compiler.NODES.arrayNode()));
      return;
    }
    Target done = new Target();
    int array = compiler.newSlot();
    compiler.emit(new ValueInstructions.NewArray(array));
    compiler.emit(new ControlInstructions.Branch(done));
    compiler.scoped(elements);
    compiler.emit(new ValueInstructions.Append(array));
    compiler.emit(new ControlInstructions.Back());
    compiler.place(done);
    compiler.emit(new ValueInstructions.Pop());
    compiler.load(array);
  }
}
