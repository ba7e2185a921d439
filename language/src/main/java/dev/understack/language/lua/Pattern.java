package dev.understack.language.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled Lua pattern: instructions of a backtracking matcher. */
record Pattern(List<Instruction> instructions, boolean anchored) {
  enum Operation {
    CHAR,
    MATCH,
    MATCH_AT_END,
    JUMP,
    SPLIT,
    SAVE,
    SAVE_POSITION,
    BALANCED,
    BACK_REFERENCE
  }

  /** Operands are jump targets, capture slots or characters. */
  record Instruction(Operation operation, @Nullable PatternClass chars, int first, int second) {}

  /** Compiles a pattern; a malformed one is an error of the script. */
  static Pattern compile(Machine machine, String text) {
    return new Compiler(machine, text).compile();
  }

  private static final class Compiler {
    private static final int DEEPEST = 30;

    private final Machine machine;
    private final String text;
    private final List<Instruction> code = new ArrayList<>();
    private int at;
    private int slot = 2;

    Compiler(Machine machine, String text) {
      this.machine = machine;
      this.text = text;
    }

    Pattern compile() {
      machine.spend(64L * text.length());
      boolean anchored = text.startsWith("^");
      at = anchored ? 1 : 0;
      emit(Operation.SAVE, 0, 0);
      boolean atEnd = sequence(0);
      emit(Operation.SAVE, 1, 0);
      emit(atEnd ? Operation.MATCH_AT_END : Operation.MATCH, 0, 0);
      return new Pattern(List.copyOf(code), anchored);
    }

    private void emit(Operation operation, int first, int second) {
      code.add(new Instruction(operation, null, first, second));
    }

    private LuaError fault(String problem) {
      return machine.error(problem + (at < text.length() ? " at " + at : " at EOS"));
    }

    /** Compiles up to the end or a closing parenthesis; true when it ends with {@code $}. */
    private boolean sequence(int depth) {
      if (depth > DEEPEST) {
        throw fault("too many captures");
      }
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == ')') {
          if (depth == 0) {
            throw fault("invalid ')'");
          }
          return false;
        }
        if (c == '(') {
          capture(depth);
        } else if (c == '$' && depth == 0 && at == text.length() - 1) {
          at++;
          return true;
        } else if (c == '%' && at + 1 < text.length() && special(text.charAt(at + 1))) {
          // done by special
        } else {
          repeated(single());
        }
      }
      return false;
    }

    private void capture(int depth) {
      at++;
      if (at < text.length() && text.charAt(at) == ')') {
        at++;
        emit(Operation.SAVE_POSITION, slot, 0);
        slot += 2;
        return;
      }
      int start = slot;
      slot += 2;
      emit(Operation.SAVE, start, 0);
      sequence(depth + 1);
      if (at >= text.length()) {
        throw fault("unfinished capture");
      }
      at++;
      emit(Operation.SAVE, start + 1, 0);
    }

    private boolean special(char c) {
      if (c == '0') {
        throw fault("invalid capture index");
      }
      if (c >= '1' && c <= '9') {
        at += 2;
        emit(Operation.BACK_REFERENCE, 2 * (c - '0'), 0);
        return true;
      }
      if (c == 'b') {
        if (at + 3 >= text.length()) {
          throw fault("unexpected EOS");
        }
        emit(Operation.BALANCED, text.charAt(at + 2), text.charAt(at + 3));
        at += 4;
        return true;
      }
      return false;
    }

    private PatternClass single() {
      char c = text.charAt(at++);
      return switch (c) {
        case '.' -> any -> true;
        case '%' -> escaped();
        case '[' -> set();
        default -> other -> other == c;
      };
    }

    private PatternClass escaped() {
      if (at >= text.length()) {
        throw fault("unexpected EOS");
      }
      return PatternClass.escaped(text.charAt(at++));
    }

    private PatternClass set() {
      PatternClass.Set set = new PatternClass.Set();
      if (at < text.length() && text.charAt(at) == '^') {
        set.negate();
        at++;
      }
      while (true) {
        if (at >= text.length()) {
          throw fault("unexpected EOS");
        }
        char c = text.charAt(at++);
        if (c == ']' && !set.isEmpty()) {
          return set;
        }
        if (c == '%') {
          set.add(escaped());
        } else if (at + 1 < text.length() && text.charAt(at) == '-' && text.charAt(at + 1) != ']') {
          set.addRange(c, text.charAt(at + 1));
          at += 2;
        } else {
          set.add(other -> other == c);
        }
      }
    }

    private void repeated(PatternClass chars) {
      char repeat = at < text.length() ? text.charAt(at) : 0;
      Instruction one = new Instruction(Operation.CHAR, chars, 0, 0);
      int here = code.size();
      switch (repeat) {
        case '*' -> {
          emit(Operation.SPLIT, here + 1, here + 3);
          code.add(one);
          emit(Operation.JUMP, here, 0);
        }
        case '+' -> {
          code.add(one);
          emit(Operation.SPLIT, here, here + 2);
        }
        case '-' -> {
          emit(Operation.SPLIT, here + 3, here + 1);
          code.add(one);
          emit(Operation.JUMP, here, 0);
        }
        case '?' -> {
          emit(Operation.SPLIT, here + 1, here + 2);
          code.add(one);
        }
        default -> {
          code.add(one);
          return;
        }
      }
      at++;
    }
  }
}
