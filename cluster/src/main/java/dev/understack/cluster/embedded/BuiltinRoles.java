package dev.understack.cluster.embedded;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The ClusterRoles that every cluster has and that manifests bind to. */
final class BuiltinRoles {
  private static final String GROUPS =
      """
      ["", "batch", "policy", "argoproj.io", "rabbitmq.com", "external-secrets.io",
       "generators.external-secrets.io"]\
      """;
  private static final String RBAC =
      """
      {"apiGroups": ["rbac.authorization.k8s.io"], "resources": ["roles", "rolebindings"],
       "verbs": ["*"]}\
      """;
  private static final Map<String, String> RULES =
      Map.of(
          "cluster-admin",
          """
          [{"apiGroups": ["*"], "resources": ["*"], "verbs": ["*"]},
           {"nonResourceURLs": ["*"], "verbs": ["*"]}]\
          """,
          "admin",
          "[{\"apiGroups\": "
              + GROUPS
              + ", \"resources\": [\"*\"], \"verbs\": [\"*\"]}, "
              + RBAC
              + "]",
          "edit",
          "[{\"apiGroups\": " + GROUPS + ", \"resources\": [\"*\"], \"verbs\": [\"*\"]}]",
          "view",
          """
          [{"apiGroups": [""], "resources": ["configmaps", "events", "namespaces", "pods", "pods/log",
             "services", "serviceaccounts", "persistentvolumeclaims"],
            "verbs": ["get", "list", "watch"]},
           {"apiGroups": ["batch", "policy", "argoproj.io", "rabbitmq.com", "external-secrets.io"],
            "resources": ["*"], "verbs": ["get", "list", "watch"]}]\
          """);

  private BuiltinRoles() {}

  static List<KubeObject> all() {
    return RULES.keySet().stream().sorted().map(BuiltinRoles::role).toList();
  }

  private static KubeObject role(String name) {
    ObjectNode role = JsonNodeFactory.instance.objectNode();
    role.put("apiVersion", "rbac.authorization.k8s.io/v1").put("kind", "ClusterRole");
    role.putObject("metadata")
        .put("name", name)
        .putObject("labels")
        .put("kubernetes.io/bootstrapping", "rbac-defaults");
    role.set("rules", (ArrayNode) Json.read(RULES.getOrDefault(name, "[]")));
    return KubeObject.of(role);
  }
}
