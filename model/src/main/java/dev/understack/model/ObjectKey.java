package dev.understack.model;

/**
 * Where an object lives.
 *
 * @param type its kind
 * @param namespace its namespace; empty for cluster-scoped kinds
 * @param name its name; never empty
 */
public record ObjectKey(ResourceType type, String namespace, String name) {

  @Override
  public String toString() {
    String path = namespace.isEmpty() ? name : namespace + "/" + name;
    return type.kind().toLowerCase(java.util.Locale.ROOT) + " " + path;
  }
}
