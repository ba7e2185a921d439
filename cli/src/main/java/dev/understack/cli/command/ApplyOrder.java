package dev.understack.cli.command;

import dev.understack.model.Manifest;
import java.util.Comparator;
import java.util.List;

/** The order in which manifests are applied: what others refer to comes first. */
public final class ApplyOrder {
  private static final List<String> KINDS =
      List.of(
          "Namespace",
          "ServiceAccount",
          "Role",
          "ClusterRole",
          "RoleBinding",
          "ClusterRoleBinding",
          "ConfigMap",
          "Secret",
          "ClusterSecretStore",
          "SecretStore",
          "Password",
          "ExternalSecret",
          "Vhost",
          "User",
          "Permission",
          "ClusterWorkflowTemplate",
          "WorkflowTemplate",
          "CronWorkflow",
          "EventBus",
          "Sensor",
          "EventSource");

  private ApplyOrder() {}

  /** The manifests in the order to apply them; stable within a kind. */
  public static List<Manifest> sorted(List<Manifest> manifests) {
    return manifests.stream()
        .sorted(Comparator.comparingInt((Manifest m) -> rank(m.object().kind())))
        .toList();
  }

  private static int rank(String kind) {
    int rank = KINDS.indexOf(kind);
    return rank < 0 ? KINDS.size() : rank;
  }
}
