package dev.understack.language.kube;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads JSONPath templates the way kubectl does. */
final class JsonPathParser {
  private static final Pattern SLICE = Pattern.compile("^(-?\\d*)(:-?\\d*)?(:-?\\d*)?$");
  private static final Pattern FILTER = Pattern.compile("^([^!<>=]+)([!<>=]+)(.+?)$");
  private static final int DEEPEST = 100;

  private final String text;
  private final int depth;
  private int position;

  private JsonPathParser(String text, int depth) {
    this.text = text;
    this.depth = depth;
  }

  static List<JsonPathNode> parse(String template) {
    JsonPathParser parser = new JsonPathParser(template, 0);
    List<JsonPathNode> flat = parser.template();
    List<JsonPathNode> blocks = new ArrayList<>();
    int end = parser.blocks(flat, 0, blocks);
    if (end < flat.size()) {
      throw parser.fault("not in range, nothing to end");
    }
    return blocks;
  }

  private List<JsonPathNode> template() {
    List<JsonPathNode> all = new ArrayList<>();
    while (position < text.length()) {
      int open = text.indexOf('{', position);
      int end = open < 0 ? text.length() : open;
      if (end > position) {
        all.add(new JsonPathNode.Text(text.substring(position, end)));
      }
      position = end;
      if (open >= 0) {
        position++;
        all.add(new JsonPathNode.Action(action()));
      }
    }
    return all;
  }

  /** Puts what is between a range and its end, or the template's, into it; gives that index. */
  private int blocks(List<JsonPathNode> flat, int start, List<JsonPathNode> into) {
    int i = start;
    while (i < flat.size()) {
      String word = word(flat.get(i));
      if (word.equals("end")) {
        return i;
      }
      if (word.equals("range")) {
        List<JsonPathNode> steps = ((JsonPathNode.Action) flat.get(i)).steps();
        List<JsonPathNode> body = new ArrayList<>();
        i = blocks(flat, i + 1, body);
        into.add(new JsonPathNode.Range(steps.subList(1, steps.size()), body));
      } else if (!word.isEmpty()) {
        throw fault("unrecognized identifier " + word);
      } else {
        into.add(flat.get(i));
      }
      i++;
    }
    return i;
  }

  private static String word(JsonPathNode node) {
    return node instanceof JsonPathNode.Action action
            && !action.steps().isEmpty()
            && action.steps().getFirst() instanceof JsonPathNode.Word word
        ? word.name()
        : "";
  }

  /** Up to and with the closing brace. */
  private List<JsonPathNode> action() {
    List<JsonPathNode> steps = new ArrayList<>();
    while (true) {
      if (position >= text.length() || isLineEnd(text.charAt(position))) {
        throw fault("unclosed action");
      }
      char c = text.charAt(position);
      if (c == '}') {
        position++;
        return steps;
      }
      if (text.startsWith("[?(", position)) {
        steps.add(filter());
      } else if (text.startsWith("..", position)) {
        recursive(steps);
      } else if (c == ' ' || c == '@' || c == '$') {
        position++;
      } else if (c == '[') {
        array(steps);
      } else if (c == '"' || c == '\'') {
        steps.add(new JsonPathNode.Text(quoted(c)));
      } else if (c == '.') {
        position++;
        steps.add(field());
      } else if (c == '+' || c == '-' || Character.isDigit(c)) {
        steps.add(number());
      } else if (c == '_' || Character.isLetter(c)) {
        steps.add(word());
      } else {
        throw fault(String.format("unrecognized character in action: U+%04X '%s'", (int) c, c));
      }
    }
  }

  private void recursive(List<JsonPathNode> steps) {
    if (!steps.isEmpty() && steps.getLast() instanceof JsonPathNode.Recursive) {
      throw fault("invalid multiple recursive descent");
    }
    position += 2;
    steps.add(new JsonPathNode.Recursive());
    char next = position < text.length() ? text.charAt(position) : 0;
    if (next == '_' || Character.isLetterOrDigit(next)) {
      steps.add(field());
    }
  }

  private JsonPathNode field() {
    StringBuilder name = new StringBuilder();
    while (position < text.length() && !isTerminator(text.charAt(position))) {
      if (text.charAt(position) == '\\' && position + 1 < text.length()) {
        position++;
      }
      name.append(text.charAt(position++));
    }
    String found = name.toString();
    return found.equals("*") ? new JsonPathNode.Wildcard() : new JsonPathNode.Field(found);
  }

  private JsonPathNode word() {
    int start = position;
    while (position < text.length() && !isTerminator(text.charAt(position))) {
      position++;
    }
    String word = text.substring(start, position);
    return switch (word) {
      case "true", "false" -> new JsonPathNode.Value(Boolean.valueOf(word));
      default -> new JsonPathNode.Word(word);
    };
  }

  private JsonPathNode number() {
    int start = position++;
    while (position < text.length()
        && (text.charAt(position) == '.' || Character.isDigit(text.charAt(position)))) {
      position++;
    }
    try {
      return new JsonPathNode.Value(Double.valueOf(text.substring(start, position)));
    } catch (NumberFormatException wrong) {
      throw fault("cannot parse number " + text.substring(start, position));
    }
  }

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length() && text.charAt(position) != '\n') {
      char c = text.charAt(position++);
      if (c == quote) {
        return value.toString();
      }
      if (c == '\\' && position < text.length()) {
        char escaped = text.charAt(position++);
        switch (escaped) {
          case 'n' -> value.append('\n');
          case 't' -> value.append('\t');
          case 'r' -> value.append('\r');
          default -> value.append(escaped);
        }
      } else {
        value.append(c);
      }
    }
    throw fault("unterminated quoted string");
  }

  private void array(List<JsonPathNode> steps) {
    int close = text.indexOf(']', position);
    if (close < 0 || text.substring(position, close).indexOf('\n') >= 0) {
      throw fault("unterminated array");
    }
    String inner = text.substring(position + 1, close);
    position = close + 1;
    if (inner.indexOf(',') >= 0) {
      steps.add(
          new JsonPathNode.Union(
              Stream.of(inner.split(",", -1))
                  .map(part -> nested("[" + part.strip() + "]"))
                  .toList()));
      return;
    }
    boolean key = inner.length() >= 2 && inner.startsWith("'") && inner.endsWith("'");
    if (key && inner.indexOf('\'', 1) == inner.length() - 1) {
      steps.addAll(nested("." + inner.substring(1, inner.length() - 1)));
      return;
    }
    steps.add(slice(inner.equals("*") ? ":" : inner));
  }

  private JsonPathNode slice(String inner) {
    Matcher matcher = SLICE.matcher(inner);
    if (!matcher.find() || inner.isEmpty()) {
      throw fault("invalid array index " + inner);
    }
    return new JsonPathNode.Slice(
        bound(matcher.group(1)),
        bound(matcher.group(2)),
        bound(matcher.group(3)),
        matcher.group(2) == null);
  }

  private @Nullable Integer bound(@Nullable String bound) {
    String digits = bound == null ? "" : bound.replace(":", "");
    if (digits.isEmpty()) {
      return null;
    }
    try {
      return Integer.valueOf(digits);
    } catch (NumberFormatException wrong) {
      throw fault("array index " + digits + " is not a number");
    }
  }

  private JsonPathNode filter() {
    position += "[?(".length();
    int start = position;
    char quote = 0;
    while (position < text.length() && text.charAt(position) != '\n') {
      char c = text.charAt(position++);
      if (quote != 0) {
        quote = c == quote && text.charAt(position - 2) != '\\' ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == ')') {
        if (!text.startsWith("]", position)) {
          throw fault("unclosed array expect ]");
        }
        position++;
        return filter(text.substring(start, position - 2));
      }
    }
    throw fault("unterminated filter");
  }

  private JsonPathNode filter(String condition) {
    Matcher matcher = FILTER.matcher(condition);
    if (!matcher.find()) {
      return new JsonPathNode.Filter(nested(condition), "", List.of());
    }
    return new JsonPathNode.Filter(
        nested(matcher.group(1)), matcher.group(2), nested(matcher.group(3)));
  }

  private List<JsonPathNode> nested(String inner) {
    if (depth >= DEEPEST) {
      throw fault("nested deeper than " + DEEPEST);
    }
    return new JsonPathParser(inner + "}", depth + 1).action();
  }

  private static boolean isTerminator(char c) {
    return c == '\t' || isLineEnd(c) || " .,[]$@{}".indexOf(c) >= 0;
  }

  private static boolean isLineEnd(char c) {
    return c == '\r' || c == '\n';
  }

  private LanguageException fault(String problem) {
    return new LanguageException(KubeJsonPath.LANGUAGE, text, position, problem);
  }
}
