package dev.understack.language.jq;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.NullNode;

/** Compiles bindings of variables: {@code as}, reduce and foreach. */
final class Patterns {
  private final Compiler compiler;
  private final Map<String, Integer> slots = new LinkedHashMap<>();

  Patterns(Compiler compiler) {
    this.compiler = compiler;
  }

  void bind(Syntax.Bind bind) {
    compiler.emit(new ValueInstructions.Duplicate());
    compiler.emit(new PathInstructions.Pause());
    compiler.scoped(bind.source());
    Target bound = new Target();
    List<Integer> before = List.of();
    for (int i = 0; i < bind.patterns().size(); i++) {
      boolean last = i == bind.patterns().size() - 1;
      Target other = new Target();
      if (!last) {
        compiler.emit(new ControlInstructions.Otherwise(other));
      }
      for (int slot : before) {
        compiler.emit(new ValueInstructions.Push(NullNode.instance));
        compiler.store(slot);
      }
      List<Integer> assigned = new ArrayList<>();
      pattern(bind.patterns().get(i), assigned);
      before = assigned;
      if (!last) {
        compiler.emit(new ControlInstructions.Jump(bound));
        compiler.place(other);
      }
    }
    compiler.place(bound);
    compiler.emit(new PathInstructions.Unpause());
    compiler.query(bind.body());
  }

  void reduce(Syntax.Reduce reduce) {
    Target done = new Target();
    compiler.emit(new ValueInstructions.Duplicate());
    int state = compiler.newSlot();
    compiler.scoped(reduce.start());
    compiler.store(state);
    compiler.emit(new ControlInstructions.Branch(done));
    compiler.scoped(reduce.source());
    pattern(reduce.pattern(), new ArrayList<>());
    compiler.load(state);
    compiler.scoped(reduce.update());
    compiler.store(state);
    compiler.emit(new ControlInstructions.Back());
    compiler.place(done);
    compiler.emit(new ValueInstructions.Pop());
    compiler.load(state);
  }

  void foreach(Syntax.Foreach foreach) {
    compiler.emit(new ValueInstructions.Duplicate());
    int state = compiler.newSlot();
    compiler.scoped(foreach.start());
    compiler.store(state);
    compiler.scoped(foreach.source());
    pattern(foreach.pattern(), new ArrayList<>());
    compiler.load(state);
    compiler.scoped(foreach.update());
    compiler.emit(new ValueInstructions.Duplicate());
    compiler.store(state);
    if (foreach.extract() != null) {
      compiler.scoped(foreach.extract());
    }
  }

  private int slot(String variable, List<Integer> assigned) {
    int slot = slots.computeIfAbsent(variable, compiler::bindVariable);
    assigned.add(slot);
    return slot;
  }

  private void pattern(Syntax.Pattern pattern, List<Integer> assigned) {
    switch (pattern) {
      case Syntax.Pattern.Name(String variable) -> compiler.store(slot(variable, assigned));
      case Syntax.Pattern.Elements(List<Syntax.Pattern> elements) -> {
        int array = compiler.newSlot();
        compiler.store(array);
        for (int i = 0; i < elements.size(); i++) {
          compiler.load(array);
          compiler.emit(new PathInstructions.ElementOf(Numbers.of(i)));
          pattern(elements.get(i), assigned);
        }
      }
      case Syntax.Pattern.Members(List<Syntax.Pattern.Entry> entries) -> {
        int object = compiler.newSlot();
        compiler.store(object);
        for (Syntax.Pattern.Entry entry : entries) {
          entry(entry, object, assigned);
        }
      }
    }
  }

  private void entry(Syntax.Pattern.Entry entry, int object, List<Integer> assigned) {
    compiler.load(object);
    if (entry.key() instanceof Syntax.Literal key) {
      compiler.emit(new PathInstructions.IndexBy(key.value()));
    } else {
      compiler.query(entry.key());
      compiler.load(object);
      compiler.emit(new PathInstructions.IndexDynamic());
    }
    if (entry.variable() != null) {
      if (entry.value() != null) {
        compiler.emit(new ValueInstructions.Duplicate());
      }
      compiler.store(slot(entry.variable(), assigned));
    }
    if (entry.value() != null) {
      pattern(entry.value(), assigned);
    }
  }
}
