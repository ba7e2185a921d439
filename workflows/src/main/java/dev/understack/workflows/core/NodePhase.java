package dev.understack.workflows.core;

/** Where a node stands, as in Argo's NodeStatus. */
public enum NodePhase {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  SKIPPED("Skipped"),
  FAILED("Failed"),
  ERROR("Error"),
  OMITTED("Omitted");

  private final String text;

  NodePhase(String text) {
    this.text = text;
  }

  /** As in NodeStatus. */
  public String text() {
    return text;
  }

  /** Succeeded, Failed or Error. */
  public boolean isCompleted() {
    return this == SUCCEEDED || this == FAILED || this == ERROR;
  }

  /** Completed, skipped or omitted: nothing more will happen. */
  public boolean isFulfilled() {
    return this != PENDING && this != RUNNING;
  }

  /** Failed or Error. */
  public boolean isBad() {
    return this == FAILED || this == ERROR;
  }

  static NodePhase of(String text) {
    for (NodePhase phase : values()) {
      if (phase.text.equals(text)) {
        return phase;
      }
    }
    throw new IllegalArgumentException("unknown node phase " + text);
  }
}
