package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import dev.understack.language.value.GoText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Functions on texts. */
final class TextBuiltins {
  private static final int MOST_REPEATS = 1_000_000;

  static final Map<String, Builtins.Function> ALL =
      Map.ofEntries(
          Map.entry("string", TextBuiltins::string),
          Map.entry("trim", TextBuiltins::trim),
          Map.entry("trimPrefix", arguments -> trimPrefix(arguments)),
          Map.entry("trimSuffix", arguments -> trimSuffix(arguments)),
          Map.entry("upper", arguments -> one(arguments).toUpperCase(Locale.ROOT)),
          Map.entry("lower", arguments -> one(arguments).toLowerCase(Locale.ROOT)),
          Map.entry("split", arguments -> split(arguments, false)),
          Map.entry("splitAfter", arguments -> split(arguments, true)),
          Map.entry("replace", TextBuiltins::replace),
          Map.entry("repeat", TextBuiltins::repeat),
          Map.entry("join", TextBuiltins::join),
          Map.entry("indexOf", arguments -> position(arguments, false)),
          Map.entry("lastIndexOf", arguments -> position(arguments, true)),
          Map.entry("hasPrefix", arguments -> two(arguments).text(0).startsWith(arguments.text(1))),
          Map.entry("hasSuffix", arguments -> two(arguments).text(0).endsWith(arguments.text(1))));

  private TextBuiltins() {}

  private static Object string(Arguments arguments) {
    arguments.expect(1, 1);
    return ExprValues.text(arguments.value(0));
  }

  private static Object trim(Arguments arguments) {
    arguments.expect(1, 2);
    String text = arguments.text(0);
    if (arguments.count() == 1) {
      return trimmed(text, null);
    }
    return trimmed(text, arguments.text(1));
  }

  /** Without the characters of {@code cut} at both ends, white space when it is null. */
  private static String trimmed(String text, @Nullable String cut) {
    int from = 0;
    int to = text.length();
    while (from < to && cuts(text.codePointAt(from), cut)) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (to > from && cuts(text.codePointBefore(to), cut)) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  private static boolean cuts(int c, @Nullable String cut) {
    return cut == null
        ? (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c)
        : cut.indexOf(c) >= 0;
  }

  private static String trimPrefix(Arguments arguments) {
    arguments.expect(1, 2);
    String prefix = arguments.count() == 2 ? arguments.text(1) : " ";
    String text = arguments.text(0);
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String trimSuffix(Arguments arguments) {
    arguments.expect(1, 2);
    String suffix = arguments.count() == 2 ? arguments.text(1) : " ";
    String text = arguments.text(0);
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static List<@Nullable Object> split(Arguments arguments, boolean keep) {
    arguments.expect(2, 3);
    String text = arguments.text(0);
    String separator = arguments.text(1);
    long most = arguments.count() == 3 ? GoTypes.toInt(arguments.value(2)) : -1;
    List<@Nullable Object> parts = new ArrayList<>();
    if (most == 0) {
      return parts;
    }
    int from = 0;
    while (from < text.length() && (most < 0 || parts.size() < most - 1)) {
      int at =
          separator.isEmpty()
              ? from + Character.charCount(text.codePointAt(from))
              : text.indexOf(separator, from);
      if (at < 0 || (separator.isEmpty() && at == text.length())) {
        break;
      }
      arguments.evaluator().meter().step();
      parts.add(text.substring(from, keep ? at + separator.length() : at));
      from = at + separator.length();
    }
    if (from < text.length() || !separator.isEmpty()) {
      parts.add(text.substring(from));
    }
    return parts;
  }

  private static String replace(Arguments arguments) {
    arguments.expect(3, 4);
    String text = arguments.text(0);
    String from = arguments.text(1);
    String to = arguments.text(2);
    long most = arguments.count() == 4 ? GoTypes.toInt(arguments.value(3)) : -1;
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (long done = 0; most < 0 || done < most; done++) {
      int found = from.isEmpty() ? emptyMatch(text, at, done) : text.indexOf(from, at);
      if (found < 0) {
        break;
      }
      arguments.evaluator().meter().spend(to.length() + 1L);
      result.append(text, at, found).append(to);
      at = found + from.length();
    }
    return result.append(text, at, text.length()).toString();
  }

  /** The empty text is found before each character and at the end. */
  private static int emptyMatch(String text, int at, long done) {
    if (done == 0) {
      return 0;
    }
    return at >= text.length() ? -1 : at + Character.charCount(text.codePointAt(at));
  }

  private static String repeat(Arguments arguments) {
    arguments.expect(2, 2);
    long times = GoTypes.toInt(arguments.value(1));
    if (times < 0) {
      throw new FunctionException(
          "invalid argument for repeat (expected positive integer, got " + times + ")");
    }
    if (times > MOST_REPEATS) {
      throw new FunctionException("memory budget exceeded");
    }
    String text = arguments.text(0);
    arguments.evaluator().meter().spend(text.length() * times);
    return text.repeat((int) times);
  }

  private static String join(Arguments arguments) {
    arguments.expect(1, 2);
    if (!(arguments.value(0) instanceof List<?> items)) {
      throw new FunctionException(
          "invalid argument for join (type " + GoTypes.name(arguments.value(0)) + ")");
    }
    StringJoiner joined = new StringJoiner(arguments.count() == 2 ? arguments.text(1) : "");
    items.forEach(item -> joined.add(GoTypes.toText(item)));
    return joined.toString();
  }

  /** Positions count bytes. */
  private static long position(Arguments arguments, boolean last) {
    String text = two(arguments).text(0);
    String part = arguments.text(1);
    int at = last ? text.lastIndexOf(part) : text.indexOf(part);
    return at < 0 ? -1 : GoText.length(text.substring(0, at));
  }

  private static String one(Arguments arguments) {
    arguments.expect(1, 1);
    return arguments.text(0);
  }

  private static Arguments two(Arguments arguments) {
    arguments.expect(2, 2);
    return arguments;
  }
}
