package dev.understack.language.jq;

/** One step of a compiled program. */
interface Instruction {
  /** What a step gives instead of a place when there is no result on this way. */
  int BACK = -1;

  /** What a step gives when the program has a result. */
  int RESULT = -2;

  /** Does the step at {@code place} and gives the place to go on. */
  int run(Machine machine, int place);

  /** Evaluation has come back to a fork that this instruction made. */
  default int resume(Machine machine, Fork fork) {
    return BACK;
  }
}
