package dev.understack.language.lua;

import dev.understack.language.value.Strings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The library {@code string}. Strings are bytes. */
final class StringLibrary {
  private StringLibrary() {}

  static void addTo(Machine machine) {
    LuaTable table = machine.strings();
    Library library = new Library(machine, table);
    library.single("len", (m, a) -> (double) a.text(1).length());
    library.single("lower", (m, a) -> recoded(m, a, true));
    library.single("upper", (m, a) -> recoded(m, a, false));
    library.single("rep", StringLibrary::repeat);
    library.single("reverse", (m, a) -> m.made(new StringBuilder(a.text(1)).reverse().toString()));
    library.single("sub", StringLibrary::sub);
    library.single("char", StringLibrary::ofBytes);
    library.add("byte", StringLibrary::bytes);
    library.single("format", (m, a) -> StringFormat.format(m, a));
    library.add("find", StringLibrary::find);
    library.add("match", StringLibrary::match);
    library.add("gsub", Substitution::replace);
    library.add("gmatch", StringLibrary::allMatches);
    library.add("gfind", StringLibrary::allMatches);
    library.refuse("string", "dump");
    library.constant("__index", table);
    machine.globals().put(machine, "string", table);
  }

  private static String recoded(Machine machine, Args a, boolean lower) {
    String text = LuaText.decode(a.text(1));
    return machine.made(LuaText.encode(lower ? Strings.lower(text) : Strings.upper(text)));
  }

  private static String repeat(Machine machine, Args a) {
    String text = a.text(1);
    int count = Math.max(0, a.integer(2));
    machine.spend((long) text.length() * count);
    return text.repeat(count);
  }

  /** The index counted from 0 of a position counted from 1 or, when negative, from the end. */
  private static int start(String text, int position) {
    int index = position == 0 ? 0 : position - 1;
    return Math.max(0, index < 0 ? text.length() + index + 1 : index);
  }

  private static String sub(Machine machine, Args a) {
    String text = a.text(1);
    int from = start(text, a.integer(2));
    int last = a.integer(3, -1);
    int to = Math.clamp(last < 0 ? (long) text.length() + last + 1 : last, 0, text.length());
    return from >= text.length() || to < from ? "" : machine.made(text.substring(from, to));
  }

  private static String ofBytes(Machine machine, Args a) {
    StringBuilder out = new StringBuilder();
    for (int i = 1; i <= a.count(); i++) {
      out.append((char) (a.integer(i) & 0xff));
    }
    return machine.made(out.toString());
  }

  private static @Nullable Object[] bytes(Machine machine, Args a) {
    String text = a.text(1);
    int length = text.length();
    int from = a.integer(2, 1) - 1;
    int to = a.integer(3, -1);
    from = from < 0 ? length + from + 1 : from;
    to = to < 0 ? length + to + 1 : to;
    if (a.count() <= 2) {
      to = from + 1;
    }
    boolean outside = a.count() == 2 && from < 0;
    from = Math.max(0, from);
    to = Math.min(to, length);
    if (outside || to <= from || from >= length) {
      return LuaFunction.NOTHING;
    }
    machine.spend(8L * (to - from));
    @Nullable Object[] values = new Object[to - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = (double) text.charAt(from + i);
    }
    return values;
  }

  private static @Nullable Object[] find(Machine machine, Args a) {
    String text = a.text(1);
    String pattern = a.text(2);
    if (pattern.isEmpty()) {
      return new @Nullable Object[] {1.0, 0.0};
    }
    int from = start(text, a.integer(3, 1));
    if (a.count() == 4 && Values.truth(a.get(4))) {
      machine.step(text.length());
      int at = from > text.length() ? -1 : text.indexOf(pattern, from);
      return at < 0
          ? new @Nullable Object[] {null}
          : new @Nullable Object[] {at + 1.0, (double) at + pattern.length()};
    }
    List<PatternMatch> found =
        PatternMatch.find(machine, Pattern.compile(machine, pattern), text, from, 1);
    if (found.isEmpty()) {
      return new @Nullable Object[] {null};
    }
    PatternMatch match = found.getFirst();
    @Nullable Object[] values = new Object[2 + match.captureCount()];
    values[0] = match.start() + 1.0;
    values[1] = (double) match.end();
    for (int i = 1; i <= match.captureCount(); i++) {
      values[1 + i] = match.capture(i);
    }
    return values;
  }

  private static @Nullable Object[] match(Machine machine, Args a) {
    String text = a.text(1);
    Pattern pattern = Pattern.compile(machine, a.text(2));
    int from = start(text, a.integer(3, 1));
    List<PatternMatch> found = PatternMatch.find(machine, pattern, text, from, 1);
    return found.isEmpty() ? LuaFunction.NOTHING : found.getFirst().values();
  }

  private static @Nullable Object[] allMatches(Machine machine, Args a) {
    List<PatternMatch> found =
        PatternMatch.find(machine, Pattern.compile(machine, a.text(2)), a.text(1), 0, -1);
    int[] next = {0};
    LuaFunction iterator =
        (m, values) -> next[0] < found.size() ? found.get(next[0]++).values() : LuaFunction.NOTHING;
    return new @Nullable Object[] {iterator};
  }
}
