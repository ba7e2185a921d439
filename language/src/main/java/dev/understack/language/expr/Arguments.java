package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of one call of a function of the language, with the texts of its errors. */
record Arguments(String function, List<@Nullable Object> values, Evaluator evaluator) {
  int count() {
    return values.size();
  }

  /** Checks the number of arguments. */
  void expect(int least, int most) {
    if (count() < least || count() > most) {
      String expected = least == most ? Integer.toString(least) : least + " or " + most;
      throw new FunctionException(
          "invalid number of arguments for "
              + function
              + " (expected "
              + expected
              + ", got "
              + count()
              + ")");
    }
  }

  @Nullable Object value(int index) {
    return values.get(index);
  }

  String text(int index) {
    return GoTypes.toText(values.get(index));
  }

  long integer(int index) {
    if (values.get(index) instanceof Long number) {
      return number;
    }
    throw new FunctionException(
        "cannot use "
            + GoTypes.name(values.get(index))
            + " as argument (type int) to call "
            + function);
  }

  List<?> list(int index, String verb) {
    if (values.get(index) instanceof List<?> list) {
      return list;
    }
    throw new FunctionException("cannot " + verb + " " + kind(values.get(index)));
  }

  Map<?, ?> map(int index, String verb) {
    if (values.get(index) instanceof Map<?, ?> map) {
      return map;
    }
    throw new FunctionException("cannot " + verb + " " + kind(values.get(index)));
  }

  static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "invalid";
      case List<?> list -> "slice";
      case Map<?, ?> map -> "map";
      default -> GoTypes.name(value);
    };
  }
}
