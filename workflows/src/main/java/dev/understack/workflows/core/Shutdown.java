package dev.understack.workflows.core;

/** Whether a run is being shut down, and how. */
enum Shutdown {
  NONE(""),
  STOP("Stop"),
  TERMINATE("Terminate");

  private final String text;

  Shutdown(String text) {
    this.text = text;
  }

  String text() {
    return text;
  }

  boolean isActive() {
    return this != NONE;
  }

  boolean isTerminate() {
    return this == TERMINATE;
  }

  /** Whether a node has to end because of it: exit handlers survive a stop. */
  boolean ends(boolean exiting) {
    return this == TERMINATE || (this == STOP && !exiting);
  }

  static Shutdown of(String text) {
    return switch (text) {
      case "Terminate" -> TERMINATE;
      case "" -> NONE;
      default -> STOP;
    };
  }
}
