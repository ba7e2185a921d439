package dev.understack.language.fmt;

import dev.understack.language.value.BoundedText;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pass over a format string. */
final class FormatRun {
  private static final int LARGEST = 1_000_000;

  private final String format;
  private final List<? extends @Nullable Object> values;
  private final BoundedText out;
  private final Printer printer;
  private final FormatFlags flags;

  private int at;
  private int next;
  private boolean reordered;
  private boolean goodIndex;
  private boolean afterIndex;

  FormatRun(String format, List<? extends @Nullable Object> values, BoundedText out) {
    this.format = format;
    this.values = values;
    this.out = out;
    this.printer = new Printer(out);
    this.flags = printer.flags();
  }

  void run() {
    while (at < format.length()) {
      int percent = format.indexOf('%', at);
      int end = percent < 0 ? format.length() : percent;
      out.append(format.substring(at, end));
      at = end + 1;
      if (percent >= 0 && !directive()) {
        break;
      }
    }
    if (!reordered && next < values.size()) {
      extra();
    }
  }

  /** Reads and prints one verb; false at the end of the format. */
  private boolean directive() {
    flags.clear();
    goodIndex = true;
    afterIndex = false;
    readFlags();
    readIndex();
    readWidth();
    readPrecision();
    if (!afterIndex) {
      readIndex();
    }
    if (at >= format.length()) {
      out.append("%!(NOVERB)");
      return false;
    }
    int verb = format.codePointAt(at);
    at += Character.charCount(verb);
    print(verb);
    return true;
  }

  private void print(int verb) {
    if (verb == '%') {
      out.append('%');
    } else if (!goodIndex) {
      bad(verb, "(BADINDEX)");
    } else if (next >= values.size()) {
      bad(verb, "(MISSING)");
    } else {
      if (verb == 'v' || verb == 'w') {
        flags.startV();
      }
      printer.print(values.get(next), verb);
      next++;
    }
  }

  private void bad(int verb, String problem) {
    out.append("%!").appendCodePoint(verb).append(problem);
  }

  private void readFlags() {
    for (; at < format.length(); at++) {
      switch (format.charAt(at)) {
        case '#' -> flags.sharp = true;
        case '0' -> flags.zero = true;
        case '+' -> flags.plus = true;
        case '-' -> flags.minus = true;
        case ' ' -> flags.space = true;
        default -> {
          return;
        }
      }
    }
  }

  private void readWidth() {
    if (consume('*')) {
      Integer width = intArgument();
      flags.hasWidth = width != null;
      flags.width = width == null ? 0 : width;
      if (width == null) {
        out.append("%!(BADWIDTH)");
      }
      if (flags.width < 0) {
        flags.width = -flags.width;
        flags.minus = true;
        flags.zero = false;
      }
      afterIndex = false;
      return;
    }
    Integer width = number();
    flags.hasWidth = width != null;
    flags.width = width == null ? 0 : width;
    if (afterIndex && flags.hasWidth) {
      goodIndex = false;
    }
  }

  private void readPrecision() {
    if (at + 1 >= format.length() || format.charAt(at) != '.') {
      return;
    }
    at++;
    if (afterIndex) {
      goodIndex = false;
    }
    readIndex();
    if (consume('*')) {
      Integer precision = intArgument();
      flags.hasPrecision = precision != null && precision >= 0;
      flags.precision = flags.hasPrecision && precision != null ? precision : 0;
      if (!flags.hasPrecision) {
        out.append("%!(BADPREC)");
      }
      afterIndex = false;
      return;
    }
    Integer precision = number();
    flags.hasPrecision = true;
    flags.precision = precision == null ? 0 : precision;
  }

  /** Reads {@code [n]}, which chooses the next operand. */
  private void readIndex() {
    afterIndex = false;
    if (at >= format.length() || format.charAt(at) != '[') {
      return;
    }
    reordered = true;
    int close = format.indexOf(']', at);
    if (format.length() - at < 3 || close < 0) {
      goodIndex = false;
      at++;
      return;
    }
    String digits = format.substring(at + 1, close);
    at = close + 1;
    boolean numeric = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int index = numeric && digits.length() <= 7 ? Integer.parseInt(digits) - 1 : -1;
    if (index >= 0 && index < values.size()) {
      next = index;
      afterIndex = true;
    } else {
      goodIndex = false;
      afterIndex = numeric;
    }
  }

  private @Nullable Integer intArgument() {
    Object value = next < values.size() ? values.get(next) : null;
    if (next < values.size()) {
      next++;
    }
    if (value instanceof Long || value instanceof GoInteger) {
      long number = GoValues.integer(value);
      return Math.abs(number) > LARGEST || number == Long.MIN_VALUE ? null : (Integer) (int) number;
    }
    return null;
  }

  private @Nullable Integer number() {
    int from = at;
    int number = 0;
    while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
      if (number > LARGEST) {
        at = format.length();
        return null;
      }
      number = number * 10 + (format.charAt(at) - '0');
      at++;
    }
    return at > from ? (Integer) number : null;
  }

  private boolean consume(char c) {
    if (at < format.length() && format.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void extra() {
    flags.clear();
    out.append("%!(EXTRA ");
    for (int i = next; i < values.size(); i++) {
      if (i > next) {
        out.append(", ");
      }
      Object value = values.get(i);
      if (value != null) {
        out.append(GoValues.type(value)).append('=');
      }
      printer.print(value, 'v');
    }
    out.append(')');
  }
}
