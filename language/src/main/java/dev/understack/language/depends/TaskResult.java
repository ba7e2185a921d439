package dev.understack.language.depends;

import java.util.Optional;

/** What {@code depends} can ask about a task, as in {@code build.Succeeded}. */
public enum TaskResult {
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ERRORED("Errored"),
  SKIPPED("Skipped"),
  OMITTED("Omitted"),
  DAEMONED("Daemoned"),
  /** Some member of a looped task succeeded. */
  ANY_SUCCEEDED("AnySucceeded"),
  /** Every member of a looped task failed. */
  ALL_FAILED("AllFailed");

  private final String text;

  TaskResult(String text) {
    this.text = text;
  }

  /** The name in expressions. */
  public String text() {
    return text;
  }

  /** The result of this name. */
  static Optional<TaskResult> of(String text) {
    for (TaskResult result : values()) {
      if (result.text.equals(text)) {
        return Optional.of(result);
      }
    }
    return Optional.empty();
  }

  /** Whether it asks about the members of a looped task. */
  boolean isOfMembers() {
    return this == ANY_SUCCEEDED || this == ALL_FAILED;
  }
}
