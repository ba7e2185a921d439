package dev.understack.language.gjson;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a path starts with. */
sealed interface Head {
  /** A key or index: the path is searched in the document. */
  record Plain(GjsonPath path) implements Head {}

  /** {@code @name:argument}; {@code next} takes what it makes as its document. */
  record Modified(Modifier modifier, String argument, @Nullable GjsonPath next) implements Head {}

  /** {@code !value}. */
  record Literal(String json, @Nullable GjsonPath next) implements Head {}

  /** Several paths in brackets or braces, {@code open} being which of them. */
  record Multipath(char open, List<Selector> selectors, @Nullable GjsonPath next) implements Head {}

  /** One path of several; {@code name} is JSON text of the member's name, empty when not given. */
  record Selector(String name, GjsonPath path) {}

  static Head parse(GjsonPath path) {
    String text = path.text();
    if (text.length() < 2) {
      return new Plain(path);
    }
    Head head =
        switch (text.charAt(0)) {
          case '@' -> modified(path);
          case '!' -> literal(path);
          case '[', '{' -> multipath(path);
          default -> null;
        };
    return head == null ? new Plain(path) : head;
  }

  private static @Nullable GjsonPath next(GjsonPath path, int i) {
    String text = path.text();
    boolean continues = i < text.length() && (text.charAt(i) == '|' || text.charAt(i) == '.');
    return continues ? path.rest(i + 1) : null;
  }

  private static @Nullable Head modified(GjsonPath path) {
    String text = path.text();
    int end = 1;
    while (end < text.length() && ":|.".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    Modifier modifier = Modifier.named(text.substring(1, end));
    if (modifier == null) {
      return null;
    }
    if (end == text.length() || text.charAt(end) != ':' || end + 1 == text.length()) {
      return new Modified(modifier, "", next(path, end));
    }
    int from = end + 1;
    int to = from;
    if ("{[\"".indexOf(text.charAt(from)) >= 0) {
      to = JsonScan.balancedEnd(text, from, text.length());
    } else {
      for (; to < text.length() && text.charAt(to) != '|'; to++) {
        if ("{[\"(".indexOf(text.charAt(to)) >= 0) {
          to = JsonScan.balancedEnd(text, to, text.length()) - 1;
        }
      }
    }
    return new Modified(modifier, text.substring(from, to), next(path, to));
  }

  private static @Nullable Head literal(GjsonPath path) {
    String text = path.text();
    if ("{[\"+-0123456789".indexOf(text.charAt(1)) >= 0) {
      int end = JsonScan.containerEnd(text, 1, text.length());
      return new Literal(text.substring(1, end), next(path, end));
    }
    int end = 1;
    while (end < text.length() && text.charAt(end) != '|' && text.charAt(end) != '.') {
      end++;
    }
    String name = text.substring(1, end);
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "true", "false", "null", "nan", "inf" -> new Literal(name, next(path, end));
      default -> null;
    };
  }

  private static Head multipath(GjsonPath path) {
    String text = path.text();
    List<Selector> selectors = new ArrayList<>();
    int end = MultipathSyntax.read(text, selectors);
    if (end < 0) {
      return new Plain(GjsonPath.inner(""));
    }
    GjsonPath next = next(path, end);
    if (next == null && end < text.length()) {
      return new Plain(path.rest(end));
    }
    return new Multipath(text.charAt(0), List.copyOf(selectors), next);
  }
}
