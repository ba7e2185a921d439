package dev.understack.workflows.lint;

/** What a manifest is judged for. */
public enum LintMode {
  /**
   * About to run: the spec is complete, with what its template object says, and every argument must
   * have a value.
   */
  CREATE,
  /** Written down: arguments may get their values when it is submitted. */
  LINT,
  /** A template object: it needs no entrypoint, and the workflow may bring parameters. */
  TEMPLATE;

  boolean valuesNeeded() {
    return this == CREATE;
  }
}
