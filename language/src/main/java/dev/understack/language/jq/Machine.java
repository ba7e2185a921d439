package dev.understack.language.jq;

import dev.understack.language.Limits;
import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Evaluates a compiled program on one input. For one thread.
 *
 * <p>Every way to another result is a {@link Fork} on a list; when a way ends, by {@code empty}, by
 * an error or because its result was taken, evaluation goes back to the newest fork. Stack, frames
 * and trail are linked lists, so a fork costs nothing but itself, and Java's own stack is not used
 * for calls of the program.
 */
final class Machine {
  private static final int CALLS_PER_DEPTH = 100;
  private static final int FORKS_PER_DEPTH = 1_000;
  private static final JsonNode NULL = JsonNodeFactory.instance.nullNode();

  private final Program program;
  private final Context context;
  private final Limits limits;
  private final List<Fork> forks = new ArrayList<>();
  private @Nullable Stack stack;
  private Frame frame;
  private @Nullable Trail trail;
  private int paused;
  private @Nullable Failure failure;
  private int place;

  Machine(Program program, JsonNode input, Meter meter, Limits limits) {
    this.program = program;
    this.context = new Context(meter, new Order(meter));
    this.limits = limits;
    this.frame = new Frame(program.main().slots(), null, null, Instruction.RESULT);
    this.stack = new Stack(input, null);
    this.place = program.main().entry();
  }

  /** The next result, null when there are no more; throws the failure that nothing has caught. */
  @Nullable JsonNode next() {
    int at = place;
    while (true) {
      if (at >= 0) {
        context.meter().step();
        at = step(at);
      } else if (at == Instruction.RESULT) {
        place = Instruction.BACK;
        return pop();
      } else if (forks.isEmpty()) {
        place = Instruction.BACK;
        Failure uncaught = failure;
        failure = null;
        if (uncaught != null) {
          throw uncaught;
        }
        return null;
      } else {
        at = back();
      }
    }
  }

  private int step(int at) {
    try {
      return program.at(at).run(this, at);
    } catch (Failure e) {
      failure = e;
      return Instruction.BACK;
    }
  }

  private int back() {
    Fork fork = forks.removeLast();
    stack = fork.stack();
    frame = fork.frame();
    trail = fork.trail();
    paused = fork.paused();
    try {
      return program.at(fork.place()).resume(this, fork);
    } catch (Failure e) {
      failure = e;
      return Instruction.BACK;
    }
  }

  Context context() {
    return context;
  }

  void push(JsonNode value) {
    stack = new Stack(value, stack);
  }

  JsonNode pop() {
    Stack top = top();
    stack = top.below();
    return top.value();
  }

  JsonNode peek() {
    return top().value();
  }

  private Stack top() {
    if (stack == null) {
      throw new IllegalStateException("the program takes a value that it has not made");
    }
    return stack;
  }

  JsonNode load(int levels, int slot) {
    return frame.outer(levels).get(slot) instanceof JsonNode value ? value : NULL;
  }

  /** What is in a slot of the current frame that does not hold a value of the program. */
  <T> T hidden(int slot, Class<T> type) {
    return type.cast(Objects.requireNonNull(frame.get(slot)));
  }

  Closure closure(int levels, int slot) {
    return (Closure) Objects.requireNonNull(frame.outer(levels).get(slot));
  }

  void store(int slot, Object value) {
    frame.set(slot, value);
  }

  Frame frame() {
    return frame;
  }

  /** Enters a routine whose text is inside of {@code outer}. */
  int call(Routine routine, @Nullable Frame outer, Object[] arguments, int returnTo, boolean tail) {
    Frame callee =
        tail
            ? new Frame(routine.slots(), outer, frame.caller(), frame.returnTo())
            : new Frame(routine.slots(), outer, frame, returnTo);
    if (callee.depth() > CALLS_PER_DEPTH * limits.depth()) {
      throw context.meter().tooDeep();
    }
    for (int i = 0; i < arguments.length; i++) {
      callee.set(i, arguments[i]);
    }
    frame = callee;
    return routine.entry();
  }

  int returnToCaller() {
    int to = frame.returnTo();
    Frame caller = frame.caller();
    if (caller != null) {
      frame = caller;
    }
    return to;
  }

  void fork(int at, @Nullable Object state) {
    if (forks.size() > FORKS_PER_DEPTH * limits.depth()) {
      throw context.meter().tooDeep();
    }
    forks.add(new Fork(at, stack, frame, trail, paused, state));
  }

  int forkCount() {
    return forks.size();
  }

  /** Forgets the forks made since there were {@code count}. */
  void dropForks(int count) {
    forks.subList(count, forks.size()).clear();
  }

  @Nullable Failure failure() {
    return failure;
  }

  void fail(@Nullable Failure newFailure) {
    failure = newFailure;
  }

  void pause(int change) {
    paused += change;
  }

  /** Starts a path expression at the value on top of the stack. */
  void startTrail() {
    trail = new Trail(null, peek(), trail, paused);
    paused = 0;
  }

  /** Ends a path expression that has led to {@code value} and gives its path. */
  JsonNode endTrail(JsonNode value) {
    Trail way = Objects.requireNonNull(trail);
    if (!way.leadsTo(value)) {
      throw Errors.invalidPath("against", value);
    }
    Trail start = way.start();
    trail = start.before();
    paused = start.pausedBefore();
    JsonNode path = way.toPath();
    context.meter().spend(Sizes.slots(path.size()));
    return path;
  }

  boolean isOnTrail() {
    return trail != null && paused == 0;
  }

  /** Refuses to go on from a value that a path cannot name. */
  void checkTrail(JsonNode value, String where) {
    if (isOnTrail() && !Objects.requireNonNull(trail).leadsTo(value)) {
      throw Errors.invalidPath(where, value);
    }
  }

  void stepTrail(JsonNode key, JsonNode value) {
    if (isOnTrail()) {
      trail = Objects.requireNonNull(trail).step(key, value);
    }
  }
}
