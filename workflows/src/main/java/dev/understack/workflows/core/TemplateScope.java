package dev.understack.workflows.core;

/**
 * The object in which a template name was written, and so where it is looked up.
 *
 * @param kind {@code local}, {@code namespaced} or {@code cluster}
 * @param name name of the object
 */
record TemplateScope(String kind, String name) {

  static TemplateScope local(String workflow) {
    return new TemplateScope("local", workflow);
  }

  static TemplateScope of(boolean clusterScope, String name) {
    return new TemplateScope(clusterScope ? "cluster" : "namespaced", name);
  }

  static TemplateScope parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new TemplateScope(text, "")
        : new TemplateScope(text.substring(0, slash), text.substring(slash + 1));
  }

  boolean isLocal() {
    return kind.equals("local");
  }

  boolean isCluster() {
    return kind.equals("cluster");
  }

  @Override
  public String toString() {
    return kind + "/" + name;
  }
}
