package dev.understack.language.lua;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place where a pattern matches. */
final class PatternMatch {
  private static final int POSITION = -1;
  private static final int BIGGEST_STACK = 1_000_000;

  private final String text;

  /** Start and end of the whole, then of each capture; the end of a position capture is -1. */
  private final int[] captures;

  private PatternMatch(String text, int[] captures) {
    this.text = text;
    this.captures = captures;
  }

  int start() {
    return captures[0];
  }

  int end() {
    return captures[1];
  }

  int captureCount() {
    return captures.length / 2 - 1;
  }

  /** The capture of a number counted from 1: text, or a position; 0 is the whole. */
  Object capture(int number) {
    int from = captures[2 * number];
    int to = captures[2 * number + 1];
    return to == POSITION ? (Object) (double) (from + 1) : text.substring(from, to);
  }

  /** All captures; the whole when there is none. */
  @Nullable Object[] values() {
    if (captureCount() == 0) {
      return new @Nullable Object[] {capture(0)};
    }
    @Nullable Object[] values = new Object[captureCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = capture(i + 1);
    }
    return values;
  }

  /** The matches from an index on; {@code most} -1 means all. */
  static List<PatternMatch> find(
      Machine machine, Pattern pattern, String text, int from, int most) {
    List<PatternMatch> matches = new ArrayList<>();
    int at = from;
    Matcher matcher = new Matcher(machine, pattern, text);
    while (at <= text.length() && matches.size() != most) {
      PatternMatch match = matcher.at(at);
      at++;
      if (match != null) {
        machine.spend(32L + 8L * match.captures.length);
        at = Math.max(at, match.end());
        matches.add(match);
      }
      if (pattern.anchored()) {
        break;
      }
    }
    return matches;
  }

  /** Tries places, keeping what else could be tried on a stack of its own. */
  private static final class Matcher {
    private final Machine machine;
    private final List<Pattern.Instruction> code;
    private final String text;
    private int[] captures;
    private int[] stack = new int[48];
    private int top;

    Matcher(Machine machine, Pattern pattern, String text) {
      this.machine = machine;
      this.code = pattern.instructions();
      this.text = text;
      this.captures = new int[0];
    }

    // Each entry is three ints: an instruction and a place, or a capture (as -1 - slot) and its
    // value before, and an unused third for captures.
    private void push(int a, int b, int c) {
      if (top >= 3 * BIGGEST_STACK) {
        throw machine.error("pattern/input too complex");
      }
      if (top + 3 > stack.length) {
        machine.spend(4L * stack.length);
        stack = Arrays.copyOf(stack, stack.length * 2);
      }
      stack[top++] = a;
      stack[top++] = b;
      stack[top++] = c;
    }

    @Nullable PatternMatch at(int start) {
      int pc = 0;
      int at = start;
      top = 0;
      captures = new int[2];
      while (true) {
        machine.step();
        Pattern.Instruction i = code.get(pc);
        boolean goesOn = true;
        switch (i.operation()) {
          case CHAR -> {
            PatternClass chars = i.chars();
            goesOn = chars != null && at < text.length() && chars.matches(text.charAt(at));
            at++;
            pc++;
          }
          case MATCH -> {
            return new PatternMatch(text, captures);
          }
          case MATCH_AT_END -> {
            if (at >= text.length()) {
              return new PatternMatch(text, captures);
            }
            goesOn = false;
          }
          case JUMP -> pc = i.first();
          case SPLIT -> {
            push(i.second(), at, 0);
            pc = i.first();
          }
          case SAVE -> {
            save(i.first(), at);
            pc++;
          }
          case SAVE_POSITION -> {
            save(i.first(), at);
            save(i.first() + 1, POSITION);
            pc++;
          }
          case BALANCED -> {
            at = balanced((char) i.first(), (char) i.second(), at);
            goesOn = at >= 0;
            pc++;
          }
          case BACK_REFERENCE -> {
            int length = referenceLength(i.first(), at);
            goesOn = length >= 0;
            at += length;
            pc++;
          }
        }
        if (!goesOn) {
          if (!backtrack()) {
            return null;
          }
          pc = stack[top];
          at = stack[top + 1];
        }
      }
    }

    /** Takes back captures up to the next thing to try, which is then above the stack's top. */
    private boolean backtrack() {
      while (top > 0) {
        top -= 3;
        if (stack[top] >= 0) {
          return true;
        }
        captures[-1 - stack[top]] = stack[top + 1];
      }
      return false;
    }

    private void save(int slot, int value) {
      if (slot >= captures.length) {
        captures = Arrays.copyOf(captures, slot + 2 - slot % 2);
      }
      push(-1 - slot, captures[slot], 0);
      captures[slot] = value;
    }

    private int balanced(char open, char close, int from) {
      if (from >= text.length() || text.charAt(from) != open) {
        return -1;
      }
      int depth = 1;
      for (int at = from + 1; at < text.length(); at++) {
        machine.step();
        char c = text.charAt(at);
        if (c == close) {
          depth--;
          if (depth == 0) {
            return at + 1;
          }
        } else if (c == open) {
          depth++;
        }
      }
      return -1;
    }

    private int referenceLength(int slot, int at) {
      if (slot + 1 >= captures.length) {
        throw machine.error("invalid capture index");
      }
      int length = captures[slot + 1] - captures[slot];
      machine.step(1 + Math.max(0, length));
      boolean same = length >= 0 && text.regionMatches(captures[slot], text, at, length);
      return same ? length : -1;
    }
  }
}
