package dev.understack.model.workflow;

/** What the body of a template is. The order is that of precedence when several are given. */
public enum TemplateType {
  CONTAINER("container", "Container", true),
  CONTAINER_SET("containerSet", "ContainerSet", true),
  STEPS("steps", "Steps", false),
  DAG("dag", "DAG", false),
  SCRIPT("script", "Script", true),
  RESOURCE("resource", "Resource", true),
  DATA("data", "Data", true),
  SUSPEND("suspend", "Suspend", false),
  HTTP("http", "HTTP", false),
  PLUGIN("plugin", "Plugin", false);

  private final String field;
  private final String title;
  private final boolean pod;

  TemplateType(String field, String title, boolean pod) {
    this.field = field;
    this.title = title;
    this.pod = pod;
  }

  /** The field of the template that holds the body. */
  public String field() {
    return field;
  }

  /** As in messages. */
  public String title() {
    return title;
  }

  /** Whether a pod runs it on Kubernetes. */
  public boolean isPod() {
    return pod;
  }

  /** Whether it only calls other templates. */
  public boolean isGroup() {
    return this == STEPS || this == DAG;
  }

  /** Whether something outside the engine does the work. */
  public boolean isExecuted() {
    return pod || this == HTTP || this == PLUGIN;
  }
}
