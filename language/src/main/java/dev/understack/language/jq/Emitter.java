package dev.understack.language.jq;

import java.util.ArrayList;
import java.util.List;

/** The instructions of a program while it is being compiled. */
final class Emitter {
  private final List<Instruction> instructions = new ArrayList<>();

  void emit(Instruction instruction) {
    instructions.add(instruction);
  }

  int here() {
    return instructions.size();
  }

  void place(Target target) {
    target.is(here());
  }

  /** The finished program, in which a call that is the last thing a function does is a jump. */
  Instruction[] finish() {
    Instruction[] finished = instructions.toArray(Instruction[]::new);
    for (int i = 0; i < finished.length; i++) {
      Instruction instruction = finished[i];
      if (instruction instanceof ControlInstructions.Call call && returnsAfter(finished, i)) {
        finished[i] =
            new ControlInstructions.Call(call.routine(), call.levels(), call.arguments(), true);
      } else if (instruction instanceof ControlInstructions.CallParameter call
          && returnsAfter(finished, i)) {
        finished[i] = new ControlInstructions.CallParameter(call.levels(), call.slot(), true);
      }
    }
    return finished;
  }

  private static boolean returnsAfter(Instruction[] program, int place) {
    int at = place + 1;
    while (program[at] instanceof ControlInstructions.Jump jump) {
      at = jump.target().place();
    }
    return program[at] instanceof ControlInstructions.Return;
  }
}
