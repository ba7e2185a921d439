package dev.understack.workflows.core;

/** Where a run stands, as in {@code status.phase}. */
public enum RunPhase {
  PENDING("Pending"),
  RUNNING("Running"),
  SUCCEEDED("Succeeded"),
  FAILED("Failed"),
  ERROR("Error");

  private final String text;

  RunPhase(String text) {
    this.text = text;
  }

  /** As in {@code status.phase}. */
  public String text() {
    return text;
  }

  public boolean isFinished() {
    return this == SUCCEEDED || this == FAILED || this == ERROR;
  }

  static RunPhase of(String text) {
    for (RunPhase phase : values()) {
      if (phase.text.equals(text)) {
        return phase;
      }
    }
    return PENDING;
  }

  /** What the run becomes when its root ends like this. */
  static RunPhase of(NodePhase root) {
    return switch (root) {
      case FAILED -> FAILED;
      case ERROR -> ERROR;
      default -> SUCCEEDED;
    };
  }
}
