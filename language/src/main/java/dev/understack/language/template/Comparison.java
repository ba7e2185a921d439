package dev.understack.language.template;

import dev.understack.language.FunctionException;
import dev.understack.language.fmt.GoFmt;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoInteger;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoText;
import dev.understack.language.value.GoValues;
import java.util.List;

/** The functions eq, ne, lt, le, gt and ge with Go's rules for basic kinds. */
final class Comparison {
  private final GoFmt fmt;

  Comparison(GoFmt fmt) {
    this.fmt = fmt;
  }

  /** Kinds within which Go compares. */
  private enum Basic {
    INVALID,
    BOOL,
    INT,
    FLOAT,
    STRING,
    UINT;

    static Basic of(Object value) {
      GoKind kind = GoValues.kind(Absent.toNil(value));
      return switch (kind) {
        case BOOL -> BOOL;
        case INT, INT32, INT64 -> INT;
        case UINT8, UINT32, UINT64 -> UINT;
        case FLOAT64 -> FLOAT;
        case STRING -> STRING;
        case INVALID, SLICE, MAP, STRUCT, POINTER, FUNC -> INVALID;
      };
    }
  }

  boolean equal(Arguments arguments) {
    Object first = Boxed.open(Builtins.at(arguments, 0));
    if (arguments.size() == 1) {
      throw new FunctionException("missing argument for comparison");
    }
    for (int i = 1; i < arguments.size(); i++) {
      if (same(first, Boxed.open(Builtins.at(arguments, i)))) {
        return true;
      }
    }
    return false;
  }

  private boolean same(Object left, Object right) {
    Basic kind = Basic.of(left);
    Basic other = Basic.of(right);
    if (kind != other) {
      if (mixedIntegers(kind, other)) {
        return compareMixed(left, kind, right) == 0;
      }
      if (left != Absent.VALUE && right != Absent.VALUE) {
        throw incompatible(left, right);
      }
      return false;
    }
    return switch (kind) {
      case FLOAT -> ((Double) left).doubleValue() == (Double) right;
      case INT, UINT -> GoValues.integer(left) == GoValues.integer(right);
      case BOOL, STRING -> left.equals(right);
      case INVALID -> sameOthers(left, right);
    };
  }

  private boolean sameOthers(Object left, Object right) {
    if (left == Absent.VALUE || right == Absent.VALUE) {
      return left.equals(right);
    }
    GoKind kind = GoValues.kind(left);
    String type = GoValues.type(right);
    if (kind != GoValues.kind(right)) {
      String shown = shown("%s", left) + ": " + GoValues.type(left);
      throw new FunctionException(
          "non-comparable types " + shown + ", " + type + ": " + shown("%v", right));
    }
    if (kind == GoKind.SLICE || kind == GoKind.MAP || kind == GoKind.FUNC) {
      throw new FunctionException("non-comparable type " + shown("%s", right) + ": " + type);
    }
    return left.equals(right);
  }

  private String shown(String format, Object value) {
    return fmt.sprintf(format, List.of(value));
  }

  boolean less(Object first, Object second) {
    Object left = Boxed.open(first);
    Object right = Boxed.open(second);
    Basic kind = basic(left);
    Basic other = basic(right);
    if (kind != other) {
      if (mixedIntegers(kind, other)) {
        return compareMixed(left, kind, right) < 0;
      }
      throw incompatible(left, right);
    }
    return switch (kind) {
      case BOOL, INVALID -> throw new FunctionException("invalid type for comparison");
      case FLOAT -> (Double) left < (Double) right;
      case INT -> GoValues.integer(left) < GoValues.integer(right);
      case UINT -> Long.compareUnsigned(GoValues.integer(left), GoValues.integer(right)) < 0;
      case STRING -> GoText.compare((String) left, (String) right) < 0;
    };
  }

  boolean lessOrEqual(Arguments arguments) {
    return less(Builtins.at(arguments, 0), Builtins.at(arguments, 1)) || equal(arguments);
  }

  private static Basic basic(Object value) {
    Basic kind = Basic.of(value);
    if (kind == Basic.INVALID) {
      throw new FunctionException("invalid type for comparison");
    }
    return kind;
  }

  private static boolean mixedIntegers(Basic kind, Basic other) {
    return (kind == Basic.INT && other == Basic.UINT) || (kind == Basic.UINT && other == Basic.INT);
  }

  private static int compareMixed(Object left, Basic leftKind, Object right) {
    long a = GoValues.integer(left);
    long b = GoValues.integer(right);
    if (leftKind == Basic.INT && a < 0) {
      return -1;
    }
    if (leftKind == Basic.UINT
        && b < 0
        && !(right instanceof GoInteger i && i.kind().isUnsigned())) {
      return 1;
    }
    return Long.compareUnsigned(a, b);
  }

  private static FunctionException incompatible(Object left, Object right) {
    return new FunctionException(
        "incompatible types for comparison: %s and %s"
            .formatted(GoValues.type(left), GoValues.type(right)));
  }
}
