package dev.understack.language.jq;

import tools.jackson.databind.JsonNode;

/** Instructions that a path expression follows, and those that use paths. */
final class PathInstructions {
  private PathInstructions() {}

  record PathStart() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.startTrail();
      return place + 1;
    }
  }

  record PathEnd() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.push(machine.endTrail(machine.pop()));
      return place + 1;
    }
  }

  /** What follows is no part of the path. */
  record Pause() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.pause(1);
      return place + 1;
    }
  }

  record Unpause() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.pause(-1);
      return place + 1;
    }
  }

  /** Indexes with a key that the program holds. */
  record IndexBy(JsonNode key) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      return index(machine, place, machine.pop(), key);
    }
  }

  /** As {@link IndexBy} for a pattern: only arrays and null have elements. */
  record ElementOf(JsonNode key) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode value = machine.pop();
      if (!value.isArray() && !value.isNull()) {
        throw Errors.expected("an array", value);
      }
      return index(machine, place, value, key);
    }
  }

  /** Indexes with a key that was computed: the value on top, the key below. */
  record IndexDynamic() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode value = machine.pop();
      return index(machine, place, value, machine.pop());
    }
  }

  private static int index(Machine machine, int place, JsonNode value, JsonNode key) {
    JsonNode found = Paths.index(value, key, machine.context().order());
    machine.checkTrail(value, "against");
    machine.push(found);
    machine.stepTrail(key, found);
    return place + 1;
  }

  /** The value on top, then the end, then the start. */
  record Slice() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode value = machine.pop();
      JsonNode to = machine.pop();
      JsonNode from = machine.pop();
      JsonNode found = Paths.slice(value, from, to);
      machine.context().meter().spend(Sizes.slots(found.size()));
      machine.checkTrail(value, "against");
      machine.push(found);
      if (machine.isOnTrail()) {
        machine.stepTrail(Paths.sliceKey(from, to), found);
      }
      return place + 1;
    }
  }

  /** The input on top, the path below. */
  record GetPath() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode value = machine.pop();
      JsonNode path = machine.pop();
      JsonNode found = Paths.get(value, path, machine.context().order());
      machine.checkTrail(value, "against");
      machine.push(found);
      for (JsonNode key : path) {
        machine.stepTrail(key, found);
      }
      return place + 1;
    }
  }

  record NewOwnership(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.store(slot, new Ownership());
      return place + 1;
    }
  }

  /** The value on top is handed out, so it must not be changed in place any more. */
  record Share(int ownership) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.hidden(ownership, Ownership.class).share(machine.peek());
      return place + 1;
    }
  }

  /** Replaces the value in a slot by one with the top of the stack at the path in another slot. */
  record SetOwned(int value, int path, int ownership) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      Ownership owned = machine.hidden(ownership, Ownership.class);
      Updates updates = new Updates(machine.context().meter(), owned);
      JsonNode changed = updates.set(machine.load(0, value), machine.load(0, path), machine.pop());
      machine.store(value, changed);
      return place + 1;
    }
  }

  /** Pushes the value in a slot without what is at the paths in another slot. */
  record DeleteOwned(int value, int paths, int ownership) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      Ownership owned = machine.hidden(ownership, Ownership.class);
      Updates updates = new Updates(machine.context().meter(), owned);
      machine.push(updates.delete(machine.load(0, value), machine.load(0, paths)));
      return place + 1;
    }
  }
}
