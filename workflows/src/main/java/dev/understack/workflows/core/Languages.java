package dev.understack.workflows.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The small languages that workflow manifests hold, as the core needs them. Thread-safe. */
public interface Languages {

  /**
   * Evaluates an expr expression with Argo's functions ({@code asInt}, {@code sprig}, ...).
   *
   * @param expression the text between the braces
   * @param variables values by name: text, numbers, booleans, lists and maps
   * @throws CallException when it does not compile or fails, with the reason
   */
  @Nullable Object expression(String expression, Map<String, @Nullable Object> variables);

  /**
   * Evaluates a {@code when} condition whose tags are substituted.
   *
   * @throws CallException worded as Argo words it
   */
  boolean condition(String when);

  /** JSON text of a value that {@link #expression} gave, as Go writes it. */
  String json(@Nullable Object value);
}
