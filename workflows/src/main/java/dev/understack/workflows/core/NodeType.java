package dev.understack.workflows.core;

/** What a node is, as in Argo's NodeStatus. */
public enum NodeType {
  POD("Pod"),
  CONTAINER("Container"),
  STEPS("Steps"),
  STEP_GROUP("StepGroup"),
  DAG("DAG"),
  TASK_GROUP("TaskGroup"),
  RETRY("Retry"),
  SKIPPED("Skipped"),
  SUSPEND("Suspend"),
  HTTP("HTTP"),
  PLUGIN("Plugin");

  private final String text;

  NodeType(String text) {
    this.text = text;
  }

  /** As in NodeStatus. */
  public String text() {
    return text;
  }

  /** Whether the node itself stands for work that counts in progress. */
  public boolean isExecutable() {
    return this == POD || this == HTTP || this == PLUGIN || this == CONTAINER || this == SUSPEND;
  }

  /** Whether something outside the engine runs it. */
  public boolean isLeaf() {
    return this == POD || this == HTTP || this == PLUGIN;
  }

  static NodeType of(String text) {
    for (NodeType type : values()) {
      if (type.text.equals(text)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown node type " + text);
  }
}
