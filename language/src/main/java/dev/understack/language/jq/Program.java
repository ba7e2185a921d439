package dev.understack.language.jq;

/** Compiled instructions; never changed once made. */
final class Program {
  private final Instruction[] instructions;
  private final Routine main;

  Program(Instruction[] instructions, Routine main) {
    this.instructions = instructions;
    this.main = main;
  }

  Instruction at(int place) {
    return instructions[place];
  }

  Routine main() {
    return main;
  }
}
