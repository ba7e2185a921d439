package dev.understack.language.jq;

import java.util.ArrayDeque;
import java.util.Deque;

/** Estimates how large a regular expression becomes when its repetitions are written out. */
final class RegexSize {
  private static final long TOO_LARGE = Integer.MAX_VALUE;

  private RegexSize() {}

  static long of(String expression) {
    Deque<Long> groups = new ArrayDeque<>();
    long total = 0;
    long last = 0;
    for (int i = 0; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '(') {
        groups.push(total);
        total = 0;
        last = 0;
      } else if (c == ')' && !groups.isEmpty()) {
        last = total;
        total = Math.min(TOO_LARGE, total + groups.pop());
      } else if (c == '{') {
        int end = expression.indexOf('}', i);
        long times = end < 0 ? 1 : largest(expression.substring(i + 1, end));
        long added = Math.min(TOO_LARGE, last * Math.max(0, times - 1));
        total = Math.min(TOO_LARGE, total + added);
        last = Math.min(TOO_LARGE, last + added);
        i = end < 0 ? i : end;
      } else {
        i += c == '\\' ? 1 : 0;
        last = 1;
        total++;
      }
    }
    return total;
  }

  private static long largest(String counts) {
    long largest = 1;
    long current = 0;
    for (int i = 0; i < counts.length(); i++) {
      char c = counts.charAt(i);
      current = Lexer.isDigit(c) ? Math.min(TOO_LARGE, current * 10 + c - '0') : 0;
      largest = Math.max(largest, current);
    }
    return largest;
  }
}
