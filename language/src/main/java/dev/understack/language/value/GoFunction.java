package dev.understack.language.value;

import dev.understack.language.FunctionException;
import dev.understack.language.NativeFunction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A native function with the parameter types of a Go function. {@link #call} checks its arguments
 * as Go would.
 *
 * @param name as the text calls it
 * @param parameters types in order; the last one repeats when {@code variadic}
 * @param variadic whether the last parameter takes any number of arguments
 * @param body gets arguments that fit
 */
public record GoFunction(String name, List<GoType> parameters, boolean variadic, Body body)
    implements NativeFunction {
  /** What a function does. */
  @FunctionalInterface
  public interface Body {
    /** Computes the result from arguments that fit the parameters. */
    @Nullable Object apply(Arguments arguments);
  }

  public GoFunction {
    parameters = List.copyOf(parameters);
  }

  /** A function with exactly these parameters. */
  public static GoFunction of(String name, Body body, GoType... parameters) {
    return new GoFunction(name, List.of(parameters), false, body);
  }

  /** A function whose last parameter repeats. */
  public static GoFunction variadic(String name, Body body, GoType... parameters) {
    return new GoFunction(name, List.of(parameters), true, body);
  }

  @Override
  public @Nullable Object call(List<@Nullable Object> arguments) {
    checkCount(arguments.size(), arguments.size());
    List<@Nullable Object> checked = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      checked.add(parameter(i).check(arguments.get(i)));
    }
    return body.apply(new Arguments(checked));
  }

  /** Type of the argument at an index that {@link #checkCount} allows. */
  public GoType parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /**
   * Checks the number of arguments.
   *
   * @param count all arguments
   * @param written those written in the text, without the one that a pipeline adds
   * @throws FunctionException with Go's text when the number does not fit
   */
  public void checkCount(int count, int written) {
    if (variadic && count < parameters.size() - 1) {
      throw new FunctionException(
          "wrong number of args for %s: want at least %d got %d"
              .formatted(name, parameters.size() - 1, written));
    }
    if (!variadic && count != parameters.size()) {
      throw new FunctionException(
          "wrong number of args for %s: want %d got %d".formatted(name, parameters.size(), count));
    }
  }
}
