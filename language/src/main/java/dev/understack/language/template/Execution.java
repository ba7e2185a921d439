package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.Limits;
import dev.understack.language.NativeFunction;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.BoundedText;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One execution of a template: walks the tree and writes text. Used by one thread. */
final class Execution {
  private static final int STEPS_PER_CLOCK_LOOK = 64;
  private static final long BYTES_PER_ELEMENT = 8;

  /** What follows after a node. */
  private enum Flow {
    ON,
    BREAK,
    CONTINUE
  }

  private final Template template;
  private final Limits limits;
  private final BoundedText out;
  private final GoFmt fmt;
  private final long deadline;
  private final Evaluator evaluator;
  private String running;
  private Node node;
  private Variables variables;
  private int depth;
  private int steps;
  private long made;

  Execution(Template template, Limits limits) {
    this.template = template;
    this.limits = limits;
    this.out = new BoundedText(limits.outputBytes());
    this.fmt = new GoFmt(limits);
    this.deadline = System.nanoTime() + limits.time().toNanos();
    this.running = template.source().name();
    this.node = new Node.Items(0, List.of());
    this.variables = new Variables(Absent.VALUE);
    this.evaluator = new Evaluator(this, template, new Builtins(fmt));
  }

  String run(@Nullable Object data) {
    Object dot = data == null ? Absent.VALUE : data;
    variables = new Variables(dot);
    Node.Items root = template.tree(running);
    try {
      walk(dot, root == null ? new Node.Items(0, List.of()) : root);
    } catch (FunctionException e) {
      throw failed(e.getMessage());
    } catch (StackOverflowError e) {
      throw failed("nested too deep");
    }
    return GoText.valid(out.toString());
  }

  Variables variables() {
    return variables;
  }

  /** Notes which node is evaluated, for errors, and ends an execution that takes too long. */
  void at(Node current) {
    node = current;
    if (++steps % STEPS_PER_CLOCK_LOOK == 0 && System.nanoTime() - deadline > 0) {
      throw failed("takes longer than " + limits.time().toMillis() + " ms");
    }
  }

  /** Counts what a function made, which ends an execution that makes too much in all. */
  void charge(Object result) {
    made +=
        switch (result) {
          case String s -> s.length();
          case List<?> l -> l.size() * BYTES_PER_ELEMENT;
          case Map<?, ?> m -> m.size() * BYTES_PER_ELEMENT;
          case byte[] b -> b.length;
          default -> 0;
        };
    if (made > limits.outputBytes()) {
      throw failed("makes more than " + limits.outputBytes() + " bytes");
    }
  }

  TemplateException failed(String problem) {
    return template.source().executionError(running, node, problem);
  }

  private Flow walk(Object dot, Node current) {
    at(current);
    switch (current) {
      case Node.Items items -> {
        for (Node child : items.nodes()) {
          Flow flow = walk(dot, child);
          if (flow != Flow.ON) {
            return flow;
          }
        }
      }
      case Node.Text text -> out.append(text.text());
      case Node.Action action -> {
        Object value = evaluator.pipeline(dot, action.pipe());
        if (action.pipe().variables().isEmpty()) {
          print(action, value);
        }
      }
      case Node.Branch branch -> {
        return branch.keyword() == Node.Branch.Keyword.RANGE
            ? range(dot, branch)
            : choose(dot, branch);
      }
      case Node.Call call -> call(dot, call);
      case Node.Break n -> {
        return Flow.BREAK;
      }
      case Node.Continue n -> {
        return Flow.CONTINUE;
      }
      case Node.Command n -> throw failed("unknown node: " + n.text());
      case Node.Operand n -> throw failed("unknown node: " + n.text());
      case Node.Stop n -> throw failed("unknown node: " + n.text());
    }
    return Flow.ON;
  }

  private void print(Node action, Object value) {
    at(action);
    if (value == Absent.VALUE) {
      out.append("<no value>");
    } else if (value instanceof String text) {
      out.append(text);
    } else if (value instanceof NativeFunction) {
      throw failed("can't print " + action.text() + " of type " + GoValues.type(value));
    } else {
      out.append(fmt.sprint(List.of(value)));
    }
  }

  private Flow choose(Object dot, Node.Branch branch) {
    int mark = variables.mark();
    Object value = evaluator.pipeline(dot, branch.pipe());
    Flow flow = Flow.ON;
    if (GoValues.truth(Absent.toNil(value))) {
      Object inner = branch.keyword() == Node.Branch.Keyword.WITH ? value : dot;
      flow = walk(inner, branch.items());
    } else if (branch.otherwise() != null) {
      flow = walk(dot, branch.otherwise());
    }
    variables.release(mark);
    return flow;
  }

  private Flow range(Object dot, Node.Branch branch) {
    int mark = variables.mark();
    Object value = evaluator.pipeline(dot, branch.pipe());
    boolean ran =
        switch (value) {
          case Absent a -> false;
          case Long count -> rangeInteger(branch, count, GoValues.kind(value).toString());
          case GoInteger count ->
              rangeInteger(branch, count.value(), GoValues.kind(value).toString());
          case List<?> list -> rangeList(branch, list);
          case byte[] bytes -> rangeBytes(branch, bytes);
          case Map<?, ?> map -> rangeMap(branch, map);
          default -> throw failed("range can't iterate over " + fmt.sprint(List.of(value)));
        };
    Flow flow = !ran && branch.otherwise() != null ? walk(dot, branch.otherwise()) : Flow.ON;
    variables.release(mark);
    return flow;
  }

  private boolean rangeInteger(Node.Branch branch, long count, String type) {
    if (branch.pipe().variables().size() > 1) {
      throw failed("can't use " + count + " to iterate over more than one variable");
    }
    for (long i = 0; i < count; i++) {
      Object element = type.equals("int") ? (Object) i : GoInteger.int64(i);
      if (!iterate(branch, Absent.VALUE, element)) {
        break;
      }
    }
    return count > 0;
  }

  private boolean rangeList(Node.Branch branch, List<?> list) {
    boolean boxed = !(list instanceof TypedList);
    int size = list.size();
    for (int i = 0; i < size; i++) {
      Object element = list.get(i);
      if (!iterate(branch, (long) i, boxed || element == null ? new Boxed(element) : element)) {
        break;
      }
    }
    return size > 0;
  }

  private boolean rangeBytes(Node.Branch branch, byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (!iterate(branch, (long) i, GoInteger.byteOf(bytes[i]))) {
        break;
      }
    }
    return bytes.length > 0;
  }

  private boolean rangeMap(Node.Branch branch, Map<?, ?> map) {
    boolean boxed = !(map instanceof TypedMap);
    for (String key : GoValues.sortedKeys(map)) {
      Object element = map.get(key);
      if (!iterate(branch, key, boxed || element == null ? new Boxed(element) : element)) {
        break;
      }
    }
    return !map.isEmpty();
  }

  /** One iteration; false after a break. */
  private boolean iterate(Node.Branch branch, Object index, Object element) {
    List<Node.Variable> declared = branch.pipe().variables();
    if (declared.size() == 1) {
      setIn(branch, declared.getFirst(), 1, element);
    } else if (declared.size() > 1) {
      setIn(branch, declared.get(0), 2, index);
      setIn(branch, declared.get(1), 1, element);
    }
    int mark = variables.mark();
    Flow flow = walk(element, branch.items());
    variables.release(mark);
    return flow != Flow.BREAK;
  }

  private void setIn(Node.Branch branch, Node.Variable variable, int fromTop, Object value) {
    if (branch.pipe().assigns()) {
      variables.set(variable.name(), value);
    } else {
      variables.setTop(fromTop, value);
    }
  }

  private void call(Object dot, Node.Call call) {
    at(call);
    Node.Items tree = template.tree(call.name());
    if (tree == null) {
      throw failed("template " + GoQuote.quote(call.name(), false) + " not defined");
    }
    if (depth == limits.depth()) {
      throw failed("exceeded maximum template depth (" + limits.depth() + ")");
    }
    Node.Pipe pipe = call.pipe();
    Object inner = pipe == null ? Absent.VALUE : evaluator.pipeline(dot, pipe);
    Variables outer = variables;
    String caller = running;
    variables = new Variables(inner);
    running = call.name();
    depth++;
    walk(inner, tree);
    depth--;
    running = caller;
    variables = outer;
  }
}
