package dev.understack.cluster.rbac;

import dev.understack.cluster.Identity;

/**
 * What somebody wants to do.
 *
 * @param verb for example {@code create}
 * @param group API group; empty for the core group
 * @param resource plural name
 * @param subresource for example {@code status}; may be empty
 * @param namespace empty for cluster-scoped kinds and for all namespaces
 * @param name empty when no single object is meant
 */
public record Access(
    String verb, String group, String resource, String subresource, String namespace, String name) {

  /** {@code resource} or {@code resource/subresource}. */
  public String path() {
    return subresource.isEmpty() ? resource : resource + "/" + subresource;
  }

  /** Kubernetes' sentence for somebody who may not do this. */
  public String refusal(Identity identity) {
    return "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
        .formatted(
            identity.user(),
            verb,
            path(),
            group,
            namespace.isEmpty()
                ? "at the cluster scope"
                : "in the namespace \"" + namespace + "\"");
  }
}
