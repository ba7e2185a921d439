package dev.understack.language.sprig;

import dev.understack.language.value.GoType;
import dev.understack.language.value.Strings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Functions that change upper and lower case, and the order of letters. */
final class CaseFunctions {
  private CaseFunctions() {}

  static void addTo(FunctionTable table, Random random) {
    table.add("upper", a -> Strings.upper(a.text(0)), GoType.STRING);
    table.add("lower", a -> Strings.lower(a.text(0)), GoType.STRING);
    table.add("title", a -> title(a.text(0)), GoType.STRING);
    table.add("untitle", a -> untitle(a.text(0)), GoType.STRING);
    table.add("swapcase", a -> swapped(a.text(0)), GoType.STRING);
    table.add("snakecase", a -> WordCase.separated(a.text(0), '_'), GoType.STRING);
    table.add("kebabcase", a -> WordCase.separated(a.text(0), '-'), GoType.STRING);
    table.add("camelcase", a -> WordCase.pascal(a.text(0)), GoType.STRING);
    table.add("shuffle", a -> shuffled(a.text(0), random), GoType.STRING);
  }

  private static String title(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int previous = ' ';
    for (int c : text.codePoints().toArray()) {
      out.appendCodePoint(separatesWords(previous) ? Character.toTitleCase(c) : c);
      previous = c;
    }
    return out.toString();
  }

  private static boolean separatesWords(int c) {
    if (c <= 0x7f) {
      return !Character.isLetterOrDigit(c) && c != '_';
    }
    return !Character.isLetter(c) && !Character.isDigit(c) && Strings.isSpace(c);
  }

  private static String untitle(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean first = true;
    for (int c : text.codePoints().toArray()) {
      boolean space = Strings.isSpace(c);
      out.appendCodePoint(first && !space ? Character.toLowerCase(c) : c);
      first = space;
    }
    return out.toString();
  }

  private static String swapped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    boolean space = true;
    for (int c : text.codePoints().toArray()) {
      if (Character.isUpperCase(c) || Character.isTitleCase(c)) {
        out.appendCodePoint(Character.toLowerCase(c));
        space = false;
      } else if (Character.isLowerCase(c)) {
        out.appendCodePoint(space ? Character.toTitleCase(c) : Character.toUpperCase(c));
        space = false;
      } else {
        out.appendCodePoint(c);
        space = Strings.isSpace(c);
      }
    }
    return out.toString();
  }

  private static String shuffled(String text, Random random) {
    List<Integer> characters = new ArrayList<>(text.codePoints().boxed().toList());
    Collections.shuffle(characters, random);
    StringBuilder out = new StringBuilder(text.length());
    characters.forEach(out::appendCodePoint);
    return out.toString();
  }
}
