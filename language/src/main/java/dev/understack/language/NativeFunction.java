package dev.understack.language;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function written in Java that the small languages call, for example each function of sprig.
 *
 * <p>Arguments and results are Go-like values: {@code null} (nil), {@link Boolean}, {@link Long}
 * (int), {@link Double} (float64), {@link String} (UTF-8 text), {@code byte[]}, {@link List}
 * (slice) and {@link java.util.Map} with string keys. Arguments are never modified unless the
 * function is documented to do so. Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface NativeFunction {
  /**
   * Calls the function.
   *
   * @param arguments the values in order, possibly holding nulls
   * @return the result, null for nil
   * @throws FunctionException when the number or the types of the arguments do not fit, or the
   *     function fails
   */
  @Nullable Object call(List<@Nullable Object> arguments);
}
