package dev.understack.language.gjson;

import dev.understack.language.GoFloats;
import dev.understack.language.GoJson;
import dev.understack.language.Meter;
import java.util.Locale;

/**
 * The condition in {@code #(path operator value)}.
 *
 * @param path what is looked at inside each element; empty for the element itself
 * @param operator empty when only existence is asked
 * @param value right side, quotes removed
 * @param all whether every match is meant, {@code #(...)#}
 * @param end index in the path's text behind the condition; -1 when it is not closed
 */
record Query(GjsonPath path, String operator, String value, boolean all, int end) {
  private static final String OPERATOR_START = "!=<>%";

  /** Reads the condition at the start of {@code text}. */
  static Query parse(String text) {
    int operatorAt = 0;
    boolean escapes = false;
    int depth = 1;
    int i = 2;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (depth == 1 && operatorAt == 0 && OPERATOR_START.indexOf(c) >= 0) {
        operatorAt = i;
        continue;
      }
      if (c == '\\') {
        i++;
      } else if (c == '[' || c == '(') {
        depth++;
      } else if (c == ']' || c == ')') {
        depth--;
        if (depth == 0) {
          break;
        }
      } else if (c == '"') {
        int close = PathSyntax.quoteEnd(text, i);
        escapes |= text.substring(i, Math.min(close, text.length())).indexOf('\\') >= 0;
        i = close;
      }
    }
    if (depth > 0) {
      return new Query(GjsonPath.inner(""), "", "", false, -1);
    }
    int end = i + 1;
    boolean all = end < text.length() && text.charAt(end) == '#';
    if (operatorAt == 0) {
      return new Query(inner(text, 2, i), "", "", all, end);
    }
    String right = PathSyntax.trim(text.substring(operatorAt, i));
    int size = operatorSize(right);
    String value = PathSyntax.trim(right.substring(size));
    if (value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")) {
      value =
          escapes
              ? JsonStrings.unescape(value, 1, value.length() - 1)
              : value.substring(1, value.length() - 1);
    }
    String operator = right.substring(0, size);
    return new Query(
        inner(text, 2, operatorAt), operator.equals("==") ? "=" : operator, value, all, end);
  }

  private static GjsonPath inner(String text, int from, int to) {
    return GjsonPath.inner(PathSyntax.trim(text.substring(from, to)));
  }

  private static int operatorSize(String right) {
    if (right.length() > 1) {
      String two = right.substring(0, 2);
      switch (two) {
        case "!=", "!%", "<=", ">=", "==" -> {
          return 2;
        }
        default -> {
          if (right.charAt(0) == '!') {
            return 0;
          }
        }
      }
    }
    return 1;
  }

  /** Whether {@code found}, the value at {@link #path}, meets the condition. */
  boolean accepts(GjsonResult found, Meter meter) {
    if (value.startsWith("~")) {
      return acceptsTruth(found);
    }
    if (!found.exists()) {
      return false;
    }
    if (operator.isEmpty()) {
      return true;
    }
    return switch (found.type()) {
      case STRING -> acceptsText(found.string(), meter);
      case NUMBER -> acceptsNumber(found.number(), GoFloats.parseOrZero(value));
      case TRUE -> acceptsBool(true, value);
      case FALSE -> acceptsBool(false, value);
      case NULL, JSON -> false;
    };
  }

  private boolean acceptsTruth(GjsonResult found) {
    boolean holds;
    switch (value.substring(1)) {
      case "*" -> holds = found.exists();
      case "null" -> holds = found.type() == GjsonType.NULL;
      case "true" -> holds = isTruth(found, true);
      case "false" -> holds = isTruth(found, false);
      default -> {
        return false;
      }
    }
    return operator.isEmpty() || acceptsBool(holds, "true");
  }

  private static boolean isTruth(GjsonResult found, boolean wanted) {
    return switch (found.type()) {
      case NULL, FALSE -> !wanted;
      case TRUE -> wanted;
      case NUMBER -> (found.number() != 0) == wanted;
      case STRING -> {
        String word = found.string().toLowerCase(Locale.ROOT);
        yield wanted ? GjsonResult.isTrueWord(word) : GjsonResult.isFalseWord(word);
      }
      case JSON -> false;
    };
  }

  private boolean acceptsText(String text, Meter meter) {
    return switch (operator) {
      case "=" -> text.equals(value);
      case "!=" -> !text.equals(value);
      case "%" -> Wildcard.matches(text, value, meter);
      case "!%" -> !Wildcard.matches(text, value, meter);
      default -> acceptsOrder(GoJson.KEY_ORDER.compare(text, value));
    };
  }

  private boolean acceptsOrder(int order) {
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> false;
    };
  }

  private boolean acceptsNumber(double left, double right) {
    return switch (operator) {
      case "=" -> left == right;
      case "!=" -> left != right;
      case "<" -> left < right;
      case "<=" -> left <= right;
      case ">" -> left > right;
      case ">=" -> left >= right;
      default -> false;
    };
  }

  private boolean acceptsBool(boolean left, String right) {
    return switch (operator) {
      case "=" -> right.equals(Boolean.toString(left));
      case "!=" -> !right.equals(Boolean.toString(left));
      case ">" -> left && right.equals("false");
      case "<" -> !left && right.equals("true");
      case ">=" -> left;
      case "<=" -> !left;
      default -> false;
    };
  }
}
