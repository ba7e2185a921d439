package dev.understack.language.jq;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Instructions that decide where to go on. */
final class ControlInstructions {
  private ControlInstructions() {}

  record Jump(Target target) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      return target.place();
    }
  }

  /** Takes a value and jumps if it is false or null. */
  record JumpUnless(Target target) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode value = machine.pop();
      boolean truth = !value.isNull() && !(value.isBoolean() && !value.booleanValue());
      return truth ? place + 1 : target.place();
    }
  }

  record Back() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      return BACK;
    }
  }

  /** Goes on, and later again at {@code other}. */
  record Branch(Target other) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.fork(place, null);
      return place + 1;
    }

    @Override
    public int resume(Machine machine, Fork fork) {
      return machine.failure() == null ? other.place() : BACK;
    }
  }

  /** Goes on, and again at {@code other} if that fails. */
  record Otherwise(Target other) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.fork(place, null);
      return place + 1;
    }

    @Override
    public int resume(Machine machine, Fork fork) {
      if (machine.failure() == null) {
        return BACK;
      }
      machine.fail(null);
      return other.place();
    }
  }

  record TryStart(Target handler) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.fork(place, null);
      return place + 1;
    }

    @Override
    public int resume(Machine machine, Fork fork) {
      Failure failure = machine.failure();
      if (failure == null) {
        return BACK;
      }
      return switch (failure.kind()) {
        case HALT, BREAK -> BACK;
        case PAST_TRY -> {
          machine.fail(failure.revealed());
          yield BACK;
        }
        case MESSAGE, VALUE -> {
          machine.fail(null);
          machine.pop();
          machine.push(failure.value());
          yield handler.place();
        }
      };
    }
  }

  /** What fails behind this is not caught by the try that ends here. */
  record TryEnd() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.fork(place, null);
      return place + 1;
    }

    @Override
    public int resume(Machine machine, Fork fork) {
      Failure failure = machine.failure();
      if (failure != null) {
        machine.fail(failure.pastTry());
      }
      return BACK;
    }
  }

  /** Makes a label that a {@link BreakTo} inside goes back to. */
  record LabelStart(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      Object label = new Object();
      machine.fork(place, label);
      machine.store(slot, label);
      return place + 1;
    }

    @Override
    public int resume(Machine machine, Fork fork) {
      Failure failure = machine.failure();
      if (failure != null && failure.breaksTo(fork.state())) {
        machine.fail(null);
      }
      return BACK;
    }
  }

  record BreakTo(int levels, int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      Object label = machine.frame().outer(levels).get(slot);
      throw Failure.breakTo(Objects.requireNonNull(label));
    }
  }

  /** Remembers how many forks there are. */
  record Mark(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.store(slot, machine.forkCount());
      return place + 1;
    }
  }

  /** Forgets the forks made since the mark, so that what made them gives no more results. */
  record Cut(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.dropForks(machine.hidden(slot, Integer.class));
      return place + 1;
    }
  }

  /** What a call passes: a body with the current frame, or a parameter of the caller. */
  record Argument(@Nullable Routine body, int levels, int slot) {
    Object closure(Machine machine) {
      return body == null ? machine.closure(levels, slot) : new Closure(body, machine.frame());
    }
  }

  /** Calls a function; {@code levels} is -1 for one that is not inside of another. */
  record Call(Routine routine, int levels, List<Argument> arguments, boolean tail)
      implements Instruction {
    private static final Object[] NONE = {};

    @Override
    public int run(Machine machine, int place) {
      Object[] closures = arguments.isEmpty() ? NONE : new Object[arguments.size()];
      for (int i = 0; i < closures.length; i++) {
        closures[i] = arguments.get(i).closure(machine);
      }
      Frame outer = levels < 0 ? null : machine.frame().outer(levels);
      return machine.call(routine, outer, closures, place + 1, tail);
    }
  }

  /** Calls a parameter. */
  record CallParameter(int levels, int slot, boolean tail) implements Instruction {
    private static final Object[] NONE = {};

    @Override
    public int run(Machine machine, int place) {
      Closure closure = machine.closure(levels, slot);
      return machine.call(closure.routine(), closure.frame(), NONE, place + 1, tail);
    }
  }

  record Return() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      return machine.returnToCaller();
    }
  }
}
