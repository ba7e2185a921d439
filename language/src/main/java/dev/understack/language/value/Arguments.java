package dev.understack.language.value;

import dev.understack.language.FunctionException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, whose number and types were checked. */
public final class Arguments {
  private final List<? extends @Nullable Object> values;

  /** The values in order. */
  public Arguments(List<? extends @Nullable Object> values) {
    this.values = values;
  }

  /** How many there are. */
  public int size() {
    return values.size();
  }

  /** Any value, null for nil. */
  public @Nullable Object any(int index) {
    return values.get(index);
  }

  /** A string. */
  public String text(int index) {
    return (String) notNil(index);
  }

  /** An integer. */
  public int integer(int index) {
    return Math.clamp(GoValues.integer(notNil(index)), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /** A boolean. */
  public boolean bool(int index) {
    return (Boolean) notNil(index);
  }

  /** A slice; nil is the empty one. */
  @SuppressWarnings("unchecked") // lists hold Go-like values
  public List<@Nullable Object> list(int index) {
    Object value = values.get(index);
    return value == null ? List.of() : (List<@Nullable Object>) value;
  }

  /** A map with string keys; nil is the empty one. */
  @SuppressWarnings("unchecked") // keys are strings by the value model
  public Map<String, @Nullable Object> map(int index) {
    Object value = values.get(index);
    return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
  }

  /** The values from an index on. */
  public List<? extends @Nullable Object> from(int index) {
    return values.subList(index, values.size());
  }

  private Object notNil(int index) {
    Object value = values.get(index);
    if (value == null) {
      throw new FunctionException("argument " + (index + 1) + " is nil");
    }
    return value;
  }
}
