package dev.understack.model;

import java.util.List;

/**
 * A kind of object that the object API serves.
 *
 * @param group API group; empty for the core group
 * @param version API version inside the group, for example {@code v1alpha1}
 * @param kind singular name in manifests, for example {@code WorkflowTemplate}
 * @param plural name in URLs and RBAC rules, for example {@code workflowtemplates}
 * @param namespaced false for cluster-scoped kinds
 * @param shortNames what kubectl accepts besides the plural and singular names
 * @param statusSubresource whether status is written through {@code /status} alone
 */
public record ResourceType(
    String group,
    String version,
    String kind,
    String plural,
    boolean namespaced,
    List<String> shortNames,
    boolean statusSubresource) {

  public ResourceType {
    shortNames = List.copyOf(shortNames);
  }

  /** {@code group/version}, or the bare version in the core group. */
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /** {@code plural.group}, as in RBAC messages; the bare plural in the core group. */
  public String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
