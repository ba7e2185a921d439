package dev.understack.language.govaluate;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.understack.language.LanguageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One evaluation of a tree with some parameters. */
final class Evaluator {
  private final String text;
  private final Map<String, ? extends @Nullable Object> parameters;

  Evaluator(String text, Map<String, ? extends @Nullable Object> parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  @Nullable Object evaluate(@Nullable Stage stage) {
    if (stage == null) {
      return null;
    }
    Object left = evaluate(stage.left);
    return switch (stage.symbol) {
      case AND -> Boolean.FALSE.equals(left) ? false : apply(stage, left, evaluate(stage.right));
      case OR -> Boolean.TRUE.equals(left) ? true : apply(stage, left, evaluate(stage.right));
      case COALESCE, TERNARY_FALSE -> left != null ? left : evaluate(stage.right);
      case TERNARY_TRUE ->
          apply(stage, left, Boolean.FALSE.equals(left) ? null : evaluate(stage.right));
      default -> apply(stage, left, evaluate(stage.right));
    };
  }

  private @Nullable Object apply(Stage stage, @Nullable Object left, @Nullable Object right) {
    Symbol symbol = stage.symbol;
    return switch (symbol) {
      case LITERAL -> stage.value;
      case VALUE -> parameter(String.valueOf(stage.value));
      case ACCESS -> access(String.valueOf(stage.value));
      case NOOP -> right;
      case EQ -> Values.equal(left, right);
      case NEQ -> !Values.equal(left, right);
      case GT -> compare(symbol, left, right) > 0;
      case LT -> compare(symbol, left, right) < 0;
      case GTE -> compare(symbol, left, right) >= 0;
      case LTE -> compare(symbol, left, right) <= 0;
      case REQ -> matches(symbol, left, right);
      case NREQ -> !matches(symbol, left, right);
      case IN -> in(left, right);
      case AND -> bool(symbol, left) && bool(symbol, right);
      case OR -> bool(symbol, left) || bool(symbol, right);
      case PLUS -> plus(left, right);
      case MINUS -> number(symbol, left) - number(symbol, right);
      case MULTIPLY -> number(symbol, left) * number(symbol, right);
      case DIVIDE -> number(symbol, left) / number(symbol, right);
      case MODULUS -> number(symbol, left) % number(symbol, right);
      case EXPONENT -> power(number(symbol, left), number(symbol, right));
      case BITWISE_AND -> (double) (bits(symbol, left) & bits(symbol, right));
      case BITWISE_OR -> (double) (bits(symbol, left) | bits(symbol, right));
      case BITWISE_XOR -> (double) (bits(symbol, left) ^ bits(symbol, right));
      case LEFT_SHIFT -> shift(bits(symbol, left), bits(symbol, right), true);
      case RIGHT_SHIFT -> shift(bits(symbol, left), bits(symbol, right), false);
      case NEGATE -> -prefixed(symbol, right);
      case BITWISE_NOT -> (double) ~bits(prefixed(symbol, right));
      case INVERT -> invert(right);
      case TERNARY_TRUE -> ternary(left, right);
      case TERNARY_FALSE, COALESCE -> left != null ? left : right;
      case SEPARATE -> separate(left, right);
    };
  }

  private @Nullable Object parameter(String name) {
    Object value = parameters.get(name);
    if (value == null && !parameters.containsKey(name)) {
      throw fault("No parameter '" + name + "' found.");
    }
    return Values.parameter(value);
  }

  /** Fields exist on Go structs only, and no parameter is one. */
  private Object access(String path) {
    List<String> names = Arrays.asList(path.split("\\.", -1));
    parameter(names.getFirst());
    throw fault(
        "Unable to access '" + names.get(1) + "', '" + names.getFirst() + "' is not a struct");
  }

  private int compare(Symbol symbol, @Nullable Object left, @Nullable Object right) {
    if (left instanceof String a && right instanceof String b) {
      return a.compareTo(b);
    }
    if (left instanceof Double a && right instanceof Double b) {
      if (a.isNaN() || b.isNaN()) {
        return symbol == Symbol.GT || symbol == Symbol.GTE ? -1 : 1;
      }
      return a.doubleValue() == b.doubleValue() ? 0 : a < b ? -1 : 1;
    }
    throw fault(
        "Value '"
            + Values.text(left)
            + "' cannot be used with the comparator '"
            + symbol.text()
            + "', it is not a number");
  }

  private boolean matches(Symbol symbol, @Nullable Object left, @Nullable Object right) {
    boolean textLeft = left instanceof String;
    if (!textLeft || !(right instanceof String || right instanceof Pattern)) {
      throw fault(
          "Value '"
              + Values.text(textLeft ? right : left)
              + "' cannot be used with the comparator '"
              + symbol.text()
              + "', it is not a number");
    }
    Pattern pattern = right instanceof Pattern compiled ? compiled : compile(String.valueOf(right));
    return pattern.matcher(String.valueOf(left)).find();
  }

  private Pattern compile(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException wrong) {
      throw fault("Unable to compile regexp pattern '" + pattern + "': " + wrong.getMessage());
    }
  }

  private boolean in(@Nullable Object left, @Nullable Object right) {
    if (!(right instanceof List<?> list)) {
      throw fault(
          "Value '"
              + Values.text(right)
              + "' cannot be used with the comparator 'in', it is not a number");
    }
    for (Object item : list) {
      if (Values.equal(left, item)) {
        return true;
      }
    }
    return false;
  }

  private Object plus(@Nullable Object left, @Nullable Object right) {
    if (left instanceof Double a && right instanceof Double b) {
      return a + b;
    }
    if (left instanceof String || right instanceof String) {
      return Values.text(left) + Values.text(right);
    }
    throw notNumber(Symbol.PLUS, left);
  }

  private boolean bool(Symbol symbol, @Nullable Object value) {
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw fault(
        "Value '"
            + Values.text(value)
            + "' cannot be used with the logical operator '"
            + symbol.text()
            + "', it is not a bool");
  }

  private double number(Symbol symbol, @Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    throw notNumber(symbol, value);
  }

  private long bits(Symbol symbol, @Nullable Object value) {
    return bits(number(symbol, value));
  }

  /** Go's conversion on the usual processors: what does not fit is the lowest number. */
  private static long bits(double number) {
    return Math.abs(number) < 0x1p63 ? (long) number : Long.MIN_VALUE;
  }

  private static double power(double base, double exponent) {
    // Go: 1 to any power is 1, also to NaN and the infinities.
    return base == 1 || (base == -1 && Double.isInfinite(exponent)) ? 1 : Math.pow(base, exponent);
  }

  private static double shift(long value, long by, boolean left) {
    if (by < 0 || by > 63) {
      return 0;
    }
    long shifted = left ? value << by : value >>> by;
    return shifted >= 0 ? shifted : ((shifted >>> 1) | (shifted & 1)) * 2.0;
  }

  private double prefixed(Symbol symbol, @Nullable Object value) {
    if (value instanceof Double number) {
      return number;
    }
    throw badPrefix(symbol, value);
  }

  private boolean invert(@Nullable Object value) {
    if (value instanceof Boolean truth) {
      return !truth;
    }
    throw badPrefix(Symbol.INVERT, value);
  }

  private @Nullable Object ternary(@Nullable Object condition, @Nullable Object value) {
    if (condition instanceof Boolean truth) {
      return truth ? value : null;
    }
    throw fault(
        "Value '"
            + Values.text(condition)
            + "' cannot be used with the ternary operator '?', it is not a bool");
  }

  private static List<@Nullable Object> separate(@Nullable Object left, @Nullable Object right) {
    List<@Nullable Object> list = new ArrayList<>();
    if (left instanceof List<?> before) {
      list.addAll(before);
    } else {
      list.add(left);
    }
    list.add(right);
    return list;
  }

  private LanguageException notNumber(Symbol symbol, @Nullable Object value) {
    return fault(
        "Value '"
            + Values.text(value)
            + "' cannot be used with the modifier '"
            + symbol.text()
            + "', it is not a number");
  }

  private LanguageException badPrefix(Symbol symbol, @Nullable Object value) {
    return fault(
        "Value '"
            + Values.text(value)
            + "' cannot be used with the prefix '"
            + symbol.text()
            + "'");
  }

  private LanguageException fault(String problem) {
    return new LanguageException(Govaluate.LANGUAGE, text, problem);
  }
}
