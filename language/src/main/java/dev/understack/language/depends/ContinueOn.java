package dev.understack.language.depends;

/** Which bad ends of a task let its dependents run all the same. */
public record ContinueOn(boolean error, boolean failed) {
  /** Neither. */
  public static final ContinueOn NOTHING = new ContinueOn(false, false);
}
