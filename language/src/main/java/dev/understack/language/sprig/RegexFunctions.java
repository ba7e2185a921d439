package dev.understack.language.sprig;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.BoundedText;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoQuote;
import dev.understack.language.value.GoType;
import dev.understack.language.value.TypedList;
import java.util.ArrayList;
import java.util.List;

/** Regular expressions in RE2 syntax, which take time proportional to the text. */
final class RegexFunctions {
  private static final GoType STRING = GoType.STRING;
  private static final String SPECIAL = "\\.+*?()|[]{}^$";

  private final long largest;

  private RegexFunctions(long largest) {
    this.largest = largest;
  }

  /** Work on a pattern that compiles. */
  private interface Use {
    Object apply(Pattern pattern, Arguments arguments);
  }

  static void addTo(FunctionTable table, long largest) {
    RegexFunctions regex = new RegexFunctions(largest);
    table.add("regexMatch", RegexFunctions::matches, STRING, STRING);
    table.add(
        "mustRegexMatch", using((p, a) -> p.matcher(a.text(1)).find(), false), STRING, STRING);
    add(table, "FindAll", (p, a) -> found(p, a.text(1), a.integer(2)), STRING, STRING, GoType.INT);
    add(table, "Find", (p, a) -> first(p, a.text(1)), STRING, STRING);
    add(table, "ReplaceAll", (p, a) -> regex.replaced(p, a, false), STRING, STRING, STRING);
    add(table, "ReplaceAllLiteral", (p, a) -> regex.replaced(p, a, true), STRING, STRING, STRING);
    add(table, "Split", (p, a) -> split(p, a.text(1), a.integer(2)), STRING, STRING, GoType.INT);
    table.add("regexQuoteMeta", a -> quoted(a.text(0)), STRING);
  }

  private static void add(FunctionTable table, String name, Use use, GoType... parameters) {
    table.add("regex" + name, using(use, true), parameters);
    table.add("mustRegex" + name, using(use, false), parameters);
  }

  /** Without the prefix must, sprig compiles in a way that names the pattern in the error. */
  private static GoFunction.Body using(Use use, boolean namesPattern) {
    return a -> {
      Pattern pattern;
      try {
        pattern = Pattern.compile(a.text(0));
      } catch (PatternSyntaxException e) {
        String shown =
            GoQuote.canBackquote(a.text(0))
                ? "`" + a.text(0) + "`"
                : GoQuote.quote(a.text(0), false);
        String prefix = namesPattern ? "regexp: Compile(" + shown + "): " : "";
        throw new FunctionException(prefix + e.getMessage());
      }
      return use.apply(pattern, a);
    };
  }

  private static boolean matches(Arguments a) {
    try {
      return Pattern.compile(a.text(0)).matcher(a.text(1)).find();
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /** What a step of a search found. */
  private interface Visitor {
    /** Looks at a match; false ends the search. */
    boolean visit(Matcher match);
  }

  /** All matches in order, without empty ones that touch the one before. */
  private static void visit(Pattern pattern, String text, Visitor visitor) {
    Matcher matcher = pattern.matcher(text);
    int at = 0;
    int previousEnd = -1;
    while (at <= text.length() && matcher.find(at)) {
      boolean empty = matcher.end() == matcher.start();
      if (!(empty && matcher.start() == previousEnd) && !visitor.visit(matcher)) {
        return;
      }
      previousEnd = matcher.end();
      at = matcher.end();
      if (empty) {
        at += at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
      }
    }
  }

  private static TypedList found(Pattern pattern, String text, int most) {
    List<String> found = new ArrayList<>();
    if (most != 0) {
      visit(
          pattern,
          text,
          match -> {
            found.add(match.group());
            return found.size() != most;
          });
    }
    return TypedList.ofStrings(found);
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  private String replaced(Pattern pattern, Arguments a, boolean literal) {
    String text = a.text(1);
    BoundedText out = new BoundedText(largest);
    int[] copied = {0};
    visit(
        pattern,
        text,
        match -> {
          out.append(text.substring(copied[0], match.start()));
          out.append(literal ? a.text(2) : ReplacementTemplate.expand(a.text(2), match));
          copied[0] = match.end();
          return true;
        });
    return out.append(text.substring(copied[0])).toString();
  }

  private static TypedList split(Pattern pattern, String text, int most) {
    List<String> parts = new ArrayList<>();
    if (most == 0) {
      return TypedList.ofStrings(parts);
    }
    if (text.isEmpty() && !pattern.pattern().isEmpty()) {
      return TypedList.ofStrings(List.of(""));
    }
    int[] bounds = {0, 0};
    visit(
        pattern,
        text,
        match -> {
          if (most > 0 && parts.size() == most - 1) {
            return false;
          }
          bounds[1] = match.start();
          if (match.end() != 0) {
            parts.add(text.substring(bounds[0], match.start()));
          }
          bounds[0] = match.end();
          return true;
        });
    if (bounds[1] != text.length()) {
      parts.add(text.substring(bounds[0]));
    }
    return TypedList.ofStrings(parts);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").appendCodePoint(c));
    return out.toString();
  }
}
