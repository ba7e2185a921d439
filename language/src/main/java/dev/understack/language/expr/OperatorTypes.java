package dev.understack.language.expr;

import dev.understack.language.expr.Type.Basic;
import java.util.Arrays;
import java.util.Optional;

/** The types of what operators give; empty where they do not fit their operands. */
final class OperatorTypes {
  private OperatorTypes() {}

  static Optional<Type> of(Operator operator, Type left, Type right) {
    return switch (operator) {
      case EQUAL, NOT_EQUAL -> when(comparable(left, right), Basic.BOOL);
      case OR, OR_SIGN, AND, AND_SIGN -> when(both(left, right, Basic.BOOL), Basic.BOOL);
      case LESS, MORE, LESS_OR_EQUAL, MORE_OR_EQUAL ->
          when(
              numbers(left, right)
                  || both(left, right, Basic.STRING)
                  || both(left, right, Basic.TIME)
                  || both(left, right, Basic.DURATION),
              Basic.BOOL);
      case PLUS -> plus(left, right);
      case MINUS -> minus(left, right);
      case TIMES -> times(left, right);
      case DIVIDED, POWER, CARET -> when(numbers(left, right), Basic.FLOAT);
      case MODULO -> when(both(left, right, Basic.INT), Basic.INT);
      case RANGE -> when(both(left, right, Basic.INT), new Type.ListOf(Basic.INT));
      case MATCHES, CONTAINS, STARTS_WITH, ENDS_WITH ->
          when(
              both(left, right, Basic.STRING)
                  || (operator == Operator.MATCHES && left == Basic.BYTES),
              Basic.BOOL);
      case COALESCE -> Optional.of(coalesced(left, right));
      case IN ->
          when(right == Basic.MAP || right instanceof Type.ListOf || right.isUnknown(), Basic.BOOL);
      case PIPE -> Optional.empty();
    };
  }

  /** Whether values of the types can be equal. */
  static boolean comparable(Type left, Type right) {
    return left.isUnknown()
        || right.isUnknown()
        || left == Basic.NIL
        || right == Basic.NIL
        || (left.isNumber() && right.isNumber())
        || (left instanceof Type.ListOf && right instanceof Type.ListOf)
        || left.equals(right);
  }

  private static Optional<Type> plus(Type left, Type right) {
    if (left.isNumber() && right.isNumber()) {
      return Optional.of(promoted(left, right));
    }
    if (left == Basic.STRING && right == Basic.STRING) {
      return Optional.of(Basic.STRING);
    }
    if (left == Basic.DURATION && right == Basic.DURATION) {
      return Optional.of(Basic.DURATION);
    }
    boolean moved =
        (left == Basic.TIME && right == Basic.DURATION)
            || (left == Basic.DURATION && right == Basic.TIME);
    return moved
        ? Optional.of(Basic.TIME)
        : when(
            perhaps(left, right, Basic.INT, Basic.FLOAT, Basic.STRING, Basic.TIME, Basic.DURATION),
            Basic.UNKNOWN);
  }

  private static Optional<Type> minus(Type left, Type right) {
    if (left.isNumber() && right.isNumber()) {
      return Optional.of(promoted(left, right));
    }
    if ((left == Basic.TIME && right == Basic.TIME)
        || (left == Basic.DURATION && right == Basic.DURATION)) {
      return Optional.of(Basic.DURATION);
    }
    return left == Basic.TIME && right == Basic.DURATION
        ? Optional.of(Basic.TIME)
        : when(
            perhaps(left, right, Basic.INT, Basic.FLOAT, Basic.TIME, Basic.DURATION),
            Basic.UNKNOWN);
  }

  private static Optional<Type> times(Type left, Type right) {
    if (left.isNumber() && right.isNumber()) {
      return Optional.of(promoted(left, right));
    }
    boolean scaled =
        (left == Basic.DURATION && (right.isNumber() || right == Basic.DURATION))
            || (left.isNumber() && right == Basic.DURATION);
    return scaled
        ? Optional.of(Basic.DURATION)
        : when(perhaps(left, right, Basic.INT, Basic.FLOAT, Basic.DURATION), Basic.UNKNOWN);
  }

  private static Type coalesced(Type left, Type right) {
    if (left == Basic.NIL) {
      return right;
    }
    return right == Basic.NIL || left.equals(right) ? left : Basic.UNKNOWN;
  }

  private static Type promoted(Type left, Type right) {
    return left == Basic.FLOAT || right == Basic.FLOAT ? Basic.FLOAT : Basic.INT;
  }

  private static boolean numbers(Type left, Type right) {
    return (left.isNumber() && right.isNumber()) || perhaps(left, right, Basic.INT, Basic.FLOAT);
  }

  private static boolean both(Type left, Type right, Basic wanted) {
    return (left == wanted && right == wanted) || perhaps(left, right, wanted);
  }

  /** Whether one side is unknown and the other one unknown or one of the types. */
  private static boolean perhaps(Type left, Type right, Basic... types) {
    Type known = left.isUnknown() ? right : left;
    return (left.isUnknown() || right.isUnknown())
        && (known.isUnknown() || Arrays.<Type>asList(types).contains(known));
  }

  private static Optional<Type> when(boolean fits, Type type) {
    return fits ? Optional.of(type) : Optional.empty();
  }
}
