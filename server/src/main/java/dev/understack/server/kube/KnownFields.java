package dev.understack.server.kube;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields at the top of each kind and of its metadata, for {@code fieldValidation}. What stands
 * in a spec is judged by admission.
 */
final class KnownFields {
  private static final Set<String> HEAD = Set.of("apiVersion", "kind", "metadata");
  private static final Set<String> METADATA =
      Set.of(
          "name",
          "generateName",
          "namespace",
          "selfLink",
          "uid",
          "resourceVersion",
          "generation",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "labels",
          "annotations",
          "ownerReferences",
          "finalizers",
          "managedFields");
  private static final Set<String> SPEC_AND_STATUS = Set.of("spec", "status");
  private static final Map<String, Set<String>> BY_KIND =
      Map.ofEntries(
          Map.entry("/Secret", Set.of("data", "stringData", "type", "immutable")),
          Map.entry("/ConfigMap", Set.of("data", "binaryData", "immutable")),
          Map.entry(
              "/ServiceAccount",
              Set.of("secrets", "imagePullSecrets", "automountServiceAccountToken")),
          Map.entry(
              "/Event",
              Set.of(
                  "involvedObject",
                  "reason",
                  "message",
                  "source",
                  "firstTimestamp",
                  "lastTimestamp",
                  "count",
                  "type",
                  "eventTime",
                  "series",
                  "action",
                  "related",
                  "reportingComponent",
                  "reportingInstance")),
          Map.entry("rbac.authorization.k8s.io/Role", Set.of("rules")),
          Map.entry("rbac.authorization.k8s.io/ClusterRole", Set.of("rules", "aggregationRule")),
          Map.entry("rbac.authorization.k8s.io/RoleBinding", Set.of("subjects", "roleRef")),
          Map.entry("rbac.authorization.k8s.io/ClusterRoleBinding", Set.of("subjects", "roleRef")));

  private KnownFields() {}

  static Set<String> of(ResourceType type) {
    Set<String> fields = new TreeSet<>(HEAD);
    fields.addAll(BY_KIND.getOrDefault(type.group() + "/" + type.kind(), SPEC_AND_STATUS));
    return fields;
  }

  /** Refuses or warns of unknown fields, as the request asks. */
  static void check(Exchange exchange, ResourceType type, KubeObject object) {
    String mode = exchange.query("fieldValidation");
    if (mode.equals("Ignore")) {
      return;
    }
    List<String> unknown = new ArrayList<>();
    unknown(object.tree(), of(type), "", unknown);
    unknown(object.metadata(), METADATA, "metadata.", unknown);
    if (unknown.isEmpty()) {
      return;
    }
    List<String> sentences =
        unknown.stream().map(field -> "unknown field \"" + field + "\"").toList();
    if (mode.equals("Strict")) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "%s in version \"%s\" cannot be handled as a %s: strict decoding error: %s"
              .formatted(type.kind(), type.version(), type.kind(), String.join(", ", sentences)));
    }
    sentences.forEach(exchange::warn);
  }

  private static void unknown(
      ObjectNode node, Set<String> known, String prefix, List<String> unknown) {
    node.properties().stream()
        .map(Map.Entry::getKey)
        .filter(field -> !known.contains(field))
        .forEach(field -> unknown.add(prefix + field));
  }
}
