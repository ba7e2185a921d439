package dev.understack.language.jq;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Instructions that take and make values. */
final class ValueInstructions {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private ValueInstructions() {}

  record Push(JsonNode value) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.push(value);
      return place + 1;
    }
  }

  record Pop() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.pop();
      return place + 1;
    }
  }

  record Duplicate() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.push(machine.peek());
      return place + 1;
    }
  }

  record Load(int levels, int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.push(machine.load(levels, slot));
      return place + 1;
    }
  }

  record Store(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.store(slot, machine.pop());
      return place + 1;
    }
  }

  record NewArray(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.store(slot, NODES.arrayNode());
      return place + 1;
    }
  }

  record Append(int slot) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.context().meter().spend(Sizes.slots(0) / 2);
      machine.hidden(slot, ArrayNode.class).add(machine.pop());
      return place + 1;
    }
  }

  /** Takes {@code members} pairs of key and value. */
  record MakeObject(int members) implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode[] taken = new JsonNode[2 * members];
      for (int i = taken.length - 1; i >= 0; i--) {
        taken[i] = machine.pop();
      }
      machine.context().meter().spend(Sizes.slots(members));
      ObjectNode object = NODES.objectNode();
      for (int i = taken.length - 2; i >= 0; i -= 2) {
        if (!taken[i].isString()) {
          throw Errors.expected("a string for object key", taken[i]);
        }
      }
      for (int i = 0; i < taken.length; i += 2) {
        object.set(taken[i].stringValue(), taken[i + 1]);
      }
      machine.push(object);
      return place + 1;
    }
  }

  /** Calls a native function: the input on top, its arguments below, the first one uppermost. */
  record CallNative(Native function, int arguments) implements Instruction {
    private static final JsonNode[] NONE = {};

    @Override
    public int run(Machine machine, int place) {
      JsonNode input = machine.pop();
      JsonNode[] values = arguments == 0 ? NONE : new JsonNode[arguments];
      for (int i = 0; i < arguments; i++) {
        values[i] = machine.pop();
      }
      machine.push(function.apply(input, values, machine.context()));
      return place + 1;
    }
  }

  /** An element for each of a container; one after the other as evaluation comes back. */
  record Each() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      JsonNode container = machine.pop();
      if (!container.isContainer()) {
        throw new Failure("cannot iterate over: " + JsonText.typeAndPreview(container));
      }
      machine.checkTrail(container, "on iterating against");
      return next(machine, place, steps(container));
    }

    @Override
    @SuppressWarnings("unchecked") // the state is what run has put there
    public int resume(Machine machine, Fork fork) {
      return machine.failure() != null || fork.state() == null
          ? BACK
          : next(machine, fork.place(), (Iterator<Map.Entry<JsonNode, JsonNode>>) fork.state());
    }

    private static Iterator<Map.Entry<JsonNode, JsonNode>> steps(JsonNode container) {
      if (container.isObject()) {
        return Order.sortedKeys(container).stream()
            .map(key -> Map.entry((JsonNode) NODES.stringNode(key), container.get(key)))
            .iterator();
      }
      return new Elements(container);
    }

    private static int next(
        Machine machine, int place, Iterator<Map.Entry<JsonNode, JsonNode>> steps) {
      if (!steps.hasNext()) {
        return BACK;
      }
      Map.Entry<JsonNode, JsonNode> step = steps.next();
      if (steps.hasNext()) {
        machine.fork(place, steps);
      }
      machine.push(step.getValue());
      machine.stepTrail(step.getKey(), step.getValue());
      return place + 1;
    }
  }

  private static final class Elements implements Iterator<Map.Entry<JsonNode, JsonNode>> {
    private final JsonNode array;
    private int at;

    Elements(JsonNode array) {
      this.array = array;
    }

    @Override
    public boolean hasNext() {
      return at < array.size();
    }

    @Override
    public Map.Entry<JsonNode, JsonNode> next() {
      return Map.entry(Numbers.of(at), array.get(at++));
    }
  }

  /** Numbers from a start to an end by a step, all three on the stack. */
  record Range() implements Instruction {
    @Override
    public int run(Machine machine, int place) {
      machine.pop();
      JsonNode from = machine.pop();
      JsonNode to = machine.pop();
      JsonNode by = machine.pop();
      for (JsonNode bound : List.of(from, to, by)) {
        if (!bound.isNumber()) {
          throw Errors.applied("range", bound);
        }
      }
      return next(machine, place, new Progress(from, to, by));
    }

    private record Progress(JsonNode value, JsonNode end, JsonNode step) {}

    @Override
    public int resume(Machine machine, Fork fork) {
      return machine.failure() == null && fork.state() instanceof Progress progress
          ? next(machine, fork.place(), progress)
          : BACK;
    }

    private static int next(Machine machine, int place, Progress progress) {
      int direction = Order.numbers(progress.step(), Numbers.of(0));
      if (direction * Order.numbers(progress.value(), progress.end()) >= 0) {
        return BACK;
      }
      JsonNode following =
          Arithmetic.add(progress.value(), progress.step(), machine.context().meter());
      machine.fork(place, new Progress(following, progress.end(), progress.step()));
      machine.push(progress.value());
      return place + 1;
    }
  }
}
