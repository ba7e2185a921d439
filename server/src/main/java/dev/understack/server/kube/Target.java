package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;

/**
 * What the path of a request names.
 *
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty for a collection
 * @param subresource empty for the object itself
 */
record Target(ResourceType type, String namespace, String name, String subresource) {
  private static final String NAMESPACES = "namespaces";

  /**
   * @param path what follows the version in the path
   */
  static Target parse(String group, String version, List<String> path) {
    boolean inNamespace =
        path.size() > 2
            && path.getFirst().equals(NAMESPACES)
            && !(group.isEmpty() && isNamespaceSubresource(path));
    List<String> rest = inNamespace ? path.subList(2, path.size()) : path;
    String plural = rest.isEmpty() ? "" : rest.getFirst();
    ResourceType type =
        ResourceTypes.findPlural(group, plural)
            .filter(found -> ServedVersions.of(found).contains(version))
            .filter(found -> found.namespaced() || !inNamespace)
            .orElseThrow(Target::noSuchResource);
    if (rest.size() > 3) {
      throw noSuchResource();
    }
    return new Target(
        type,
        inNamespace ? path.get(1) : "",
        rest.size() > 1 ? rest.get(1) : "",
        rest.size() > 2 ? rest.get(2) : "");
  }

  boolean isCollection() {
    return name.isEmpty();
  }

  ObjectKey key() {
    return new ObjectKey(type, namespace, name);
  }

  static ApiException noSuchResource() {
    return new ApiException(Reason.NOT_FOUND, "the server could not find the requested resource");
  }

  private static boolean isNamespaceSubresource(List<String> path) {
    return path.size() == 3 && List.of("status", "finalize").contains(path.get(2));
  }
}
