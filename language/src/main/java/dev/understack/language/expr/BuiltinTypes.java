package dev.understack.language.expr;

import dev.understack.language.expr.Type.Basic;
import java.util.List;

/** What is known of the functions of the language before an evaluation. */
final class BuiltinTypes {
  private static final Type LIST = new Type.ListOf(Basic.UNKNOWN);

  private BuiltinTypes() {}

  /** The type that a function without predicate gives. */
  static Type result(String name, List<Type> arguments) {
    return switch (name) {
      case "len",
          "int",
          "indexOf",
          "lastIndexOf",
          "bitand",
          "bitor",
          "bitxor",
          "bitnand",
          "bitnot",
          "bitshl",
          "bitshr",
          "bitushr" ->
          Basic.INT;
      case "float", "ceil", "floor", "round", "mean", "median" -> Basic.FLOAT;
      case "type",
          "string",
          "trim",
          "trimPrefix",
          "trimSuffix",
          "upper",
          "lower",
          "replace",
          "repeat",
          "join",
          "toJSON",
          "toBase64",
          "fromBase64" ->
          Basic.STRING;
      case "hasPrefix", "hasSuffix" -> Basic.BOOL;
      case "split", "splitAfter" -> new Type.ListOf(Basic.STRING);
      case "keys", "values", "toPairs", "reverse", "uniq", "concat", "flatten", "sort" -> LIST;
      case "take", "abs" -> arguments.isEmpty() ? Basic.UNKNOWN : arguments.getFirst();
      case "first", "last" -> arguments.isEmpty() ? Basic.UNKNOWN : arguments.getFirst().item();
      case "now", "date" -> Basic.TIME;
      case "duration" -> Basic.DURATION;
      case "timezone" -> Basic.LOCATION;
      default -> Basic.UNKNOWN;
    };
  }

  /** The parameters of functions that take texts and whole numbers only; empty for the others. */
  static List<Basic> parameters(String name) {
    return switch (name) {
      case "trim", "trimPrefix", "trimSuffix", "indexOf", "lastIndexOf", "hasPrefix", "hasSuffix" ->
          List.of(Basic.STRING, Basic.STRING);
      case "upper", "lower", "fromJSON", "toBase64", "fromBase64", "duration", "timezone" ->
          List.of(Basic.STRING);
      case "split", "splitAfter" -> List.of(Basic.STRING, Basic.STRING, Basic.INT);
      case "replace" -> List.of(Basic.STRING, Basic.STRING, Basic.STRING, Basic.INT);
      case "repeat" -> List.of(Basic.STRING, Basic.INT);
      case "bitand", "bitor", "bitxor", "bitnand", "bitshl", "bitshr", "bitushr" ->
          List.of(Basic.INT, Basic.INT);
      case "bitnot" -> List.of(Basic.INT);
      default -> List.of();
    };
  }

  /**
   * What is wrong with the type of the first argument; empty when nothing is.
   *
   * @param newer whether {@code max} and {@code min} take lists
   */
  static String refusal(String name, Type argument, boolean newer) {
    if (argument.isUnknown()) {
      return "";
    }
    boolean list = argument instanceof Type.ListOf;
    boolean map = argument == Basic.MAP;
    return switch (name) {
      case "len" ->
          unless(
              list || map || argument == Basic.STRING || argument == Basic.BYTES,
              "invalid argument for len (type ",
              argument,
              ")");
      case "abs", "ceil", "floor", "round" ->
          unless(argument.isNumber(), "invalid argument for " + name + " (type ", argument, ")");
      case "int" ->
          unless(
              argument.isNumber() || argument == Basic.STRING || argument == Basic.DURATION,
              "invalid argument for int (type ",
              argument,
              ")");
      case "float" ->
          unless(
              argument.isNumber() || argument == Basic.STRING,
              "invalid argument for float (type ",
              argument,
              ")");
      case "first", "last" -> unless(list, "cannot get " + name + " element from ", argument, "");
      case "keys", "values" -> unless(map, "cannot get " + name + " from ", argument, "");
      case "toPairs" -> unless(map, "cannot transform ", argument, " to pairs");
      case "fromPairs" -> unless(list, "cannot transform ", argument, " from pairs");
      case "take" -> unless(list, "cannot take from ", argument, "");
      case "reverse", "uniq", "flatten", "concat" ->
          unless(list, "cannot " + name + " ", argument, "");
      case "max", "min", "mean", "median" ->
          unless(
              argument.isNumber() || (list && (newer || name.startsWith("me"))),
              "invalid argument for " + name + " (type ",
              argument,
              ")");
      default -> "";
    };
  }

  private static String unless(boolean fits, String before, Type type, String after) {
    return fits ? "" : before + type.shown() + after;
  }
}
