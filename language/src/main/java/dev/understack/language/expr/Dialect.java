package dev.understack.language.expr;

/** The two versions of expr-lang that Argo's programs contain. */
public enum Dialect {
  /** expr 1.17, used by Argo Workflows: names and types are checked before an evaluation. */
  WORKFLOWS,

  /**
   * expr 1.15, used by Argo Events: nothing is checked before, an unknown name is nil; no {@code
   * if}, {@code ::}, chained comparisons and sequences.
   */
  EVENTS;

  boolean is117() {
    return this == WORKFLOWS;
  }
}
