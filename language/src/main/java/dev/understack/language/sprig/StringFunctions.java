package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoType;
import dev.understack.language.value.Strings;
import dev.understack.language.value.TypedList;
import dev.understack.language.value.TypedMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Functions on strings. */
final class StringFunctions {
  private static final GoType STRING = GoType.STRING;
  private static final GoType INT = GoType.INT;
  private static final GoType ANY = GoType.ANY;

  private final FunctionTable table;
  private final GoFmt fmt;
  private final Texts texts;

  private StringFunctions(FunctionTable table, GoFmt fmt, Texts texts) {
    this.table = table;
    this.fmt = fmt;
    this.texts = texts;
  }

  static void addTo(FunctionTable table, GoFmt fmt, Texts texts) {
    StringFunctions strings = new StringFunctions(table, fmt, texts);
    strings.addTrimming();
    strings.addLayout();
    strings.addTests();
    strings.addLists();
  }

  private void addTrimming() {
    table.add("trim", a -> Strings.trim(a.text(0), Strings::isSpace), STRING);
    for (String name : List.of("trimall", "trimAll")) {
      table.add(name, a -> Strings.trim(a.text(1), c -> a.text(0).indexOf(c) >= 0), STRING, STRING);
    }
    table.add("trimSuffix", a -> withoutSuffix(a.text(1), a.text(0)), STRING, STRING);
    table.add("trimPrefix", a -> withoutPrefix(a.text(1), a.text(0)), STRING, STRING);
    table.add("trunc", a -> truncated(a.integer(0), a.text(1)), INT, STRING);
    table.add(
        "substr", a -> Substrings.between(a.integer(0), a.integer(1), a.text(2)), INT, INT, STRING);
    table.add("abbrev", a -> Substrings.abbreviated(0, a.integer(0), a.text(1)), INT, STRING);
    table.add(
        "abbrevboth",
        a -> Substrings.abbreviated(a.integer(0), a.integer(1), a.text(2)),
        INT,
        INT,
        STRING);
    table.add("nospace", a -> Substrings.withoutSpaces(a.text(0)), STRING);
    table.add("initials", a -> Substrings.initials(a.text(0)), STRING);
  }

  private void addLayout() {
    table.add("hello", a -> "Hello!");
    table.add("repeat", a -> repeated(a.text(1), a.integer(0)), INT, STRING);
    table.add("indent", a -> indented(a.integer(0), a.text(1)), INT, STRING);
    table.add("nindent", a -> "\n" + indented(a.integer(0), a.text(1)), INT, STRING);
    table.add("wrap", a -> wrapped(a.text(1), a.integer(0), "\n", false), INT, STRING);
    table.add(
        "wrapWith",
        a -> wrapped(a.text(2), a.integer(0), a.text(1).isEmpty() ? "\n" : a.text(1), true),
        INT,
        STRING,
        STRING);
    table.add("replace", this::replaced, STRING, STRING, STRING);
    table.add("plural", a -> a.integer(2) == 1 ? a.text(0) : a.text(1), STRING, STRING, INT);
    table.variadic("quote", this::quoted, ANY);
    table.variadic("squote", this::singleQuoted, ANY);
    table.variadic("cat", this::concatenated, ANY);
    table.add("toString", a -> texts.of(a.any(0)), ANY);
  }

  private void addTests() {
    table.add("contains", a -> a.text(1).contains(a.text(0)), STRING, STRING);
    table.add("hasPrefix", a -> a.text(1).startsWith(a.text(0)), STRING, STRING);
    table.add("hasSuffix", a -> a.text(1).endsWith(a.text(0)), STRING, STRING);
  }

  private void addLists() {
    table.add("split", a -> numbered(Strings.split(a.text(1), a.text(0), -1)), STRING, STRING);
    table.add(
        "splitn",
        a -> numbered(Strings.split(a.text(2), a.text(0), a.integer(1))),
        STRING,
        INT,
        STRING);
    table.add(
        "splitList",
        a -> TypedList.ofStrings(Strings.split(a.text(1), a.text(0), -1)),
        STRING,
        STRING);
    table.add("toStrings", a -> TypedList.ofStrings(texts.listOf(a.any(0))), ANY);
    table.add("join", this::joined, STRING, ANY);
    table.add("sortAlpha", a -> TypedList.ofStrings(sorted(a.any(0))), ANY);
  }

  /** What is no list counts as a list of itself, nil too. */
  private List<String> sorted(@Nullable Object list) {
    return list == null
        ? List.of(texts.of(null))
        : texts.listOf(list).stream().sorted(GoText::compare).toList();
  }

  private static String withoutSuffix(String text, String suffix) {
    return text.endsWith(suffix) ? text.substring(0, text.length() - suffix.length()) : text;
  }

  private static String withoutPrefix(String text, String prefix) {
    return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
  }

  private static String truncated(int count, String text) {
    int length = GoText.length(text);
    if (count < 0) {
      return length + count > 0 ? GoText.slice(text, length + count, length) : text;
    }
    return length > count ? GoText.slice(text, 0, count) : text;
  }

  private String repeated(String text, int count) {
    if (count < 0) {
      throw new FunctionException("strings: negative Repeat count");
    }
    table.checkSize((long) text.length() * count);
    return text.repeat(count);
  }

  private String indented(int spaces, String text) {
    String pad = repeated(" ", spaces);
    long lines = text.chars().filter(c -> c == '\n').count() + 1;
    table.checkSize(text.length() + lines * pad.length());
    return pad + text.replace("\n", "\n" + pad);
  }

  private String wrapped(String text, int width, String lineEnd, boolean longWords) {
    table.checkSize((long) text.length() * (1L + lineEnd.length()));
    return Substrings.wrapped(text, Math.max(1, width), lineEnd, longWords);
  }

  private String replaced(Arguments a) {
    String text = a.text(2);
    long places = Strings.split(text, a.text(0), -1).size() + 1L;
    table.checkSize(text.length() + places * a.text(1).length());
    return Strings.replace(text, a.text(0), a.text(1));
  }

  private String joined(Arguments a) {
    List<String> parts = texts.listOf(a.any(1));
    long size = parts.stream().mapToLong(p -> p.length() + (long) a.text(0).length()).sum();
    table.checkSize(size);
    return String.join(a.text(0), parts);
  }

  private String quoted(Arguments a) {
    List<String> parts = new ArrayList<>();
    for (Object value : a.from(0)) {
      if (value != null) {
        parts.add(GoQuote.quote(texts.of(value), false));
      }
    }
    return String.join(" ", parts);
  }

  private String singleQuoted(Arguments a) {
    List<String> parts = new ArrayList<>();
    for (Object value : a.from(0)) {
      if (value != null) {
        parts.add("'" + fmt.sprintf("%v", List.of(value)) + "'");
      }
    }
    return String.join(" ", parts);
  }

  private String concatenated(Arguments a) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : a.from(0)) {
      if (value != null) {
        values.add(value);
      }
    }
    return fmt.sprintf("%v ".repeat(values.size()).stripTrailing(), values);
  }

  private static TypedMap numbered(List<String> parts) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < parts.size(); i++) {
      map.put("_" + i, parts.get(i));
    }
    return TypedMap.ofStrings(map);
  }
}
