package dev.understack.cluster.rbac;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.cluster.Manifests;
import dev.understack.model.KubeObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RbacPolicyTest {
  private static final RbacPolicy POLICY =
      new RbacPolicy(
          List.of(
              role(
                  "Role",
                  "events",
                  "submit",
                  "{apiGroups: [argoproj.io], resources: [workflows], verbs: [create, get]}"),
              role(
                  "Role",
                  "events",
                  "logs",
                  "{apiGroups: [''], resources: [pods/log], verbs: [get]}"),
              role(
                  "Role",
                  "events",
                  "named",
                  "{apiGroups: [''], resources: [secrets], resourceNames: [one], verbs: [get, list]}"),
              role(
                  "Role",
                  "events",
                  "status",
                  "{apiGroups: ['*'], resources: ['*/status'], verbs: ['*']}")),
          List.of(
              role(
                  "ClusterRole",
                  "",
                  "reader",
                  "{apiGroups: ['*'], resources: ['*'], verbs: [get, list, watch]}")),
          List.of(
              binding("RoleBinding", "events", "Role", "submit", "ServiceAccount", "sensor"),
              binding("RoleBinding", "events", "Role", "logs", "User", "alice"),
              binding("RoleBinding", "events", "Role", "named", "User", "bob"),
              binding("RoleBinding", "events", "Role", "status", "User", "carol"),
              binding("RoleBinding", "events", "ClusterRole", "reader", "User", "dave"),
              binding("RoleBinding", "events", "Role", "missing", "User", "erin")),
          List.of(binding("ClusterRoleBinding", "", "ClusterRole", "reader", "Group", "auditors")));

  @ParameterizedTest(name = "{0} {1} {2}/{3} {4} in {5} named {6}: {7}")
  @CsvSource({
    "sensor, create, argoproj.io, workflows, '', events, '', true",
    "sensor, delete, argoproj.io, workflows, '', events, '', false",
    "sensor, create, argoproj.io, workflows, '', other, '', false",
    "sensor, create, argoproj.io, workflows, status, events, '', false",
    "sensor, create, '', workflows, '', events, '', false",
    "sensor, create, argoproj.io, workflowtemplates, '', events, '', false",
    "alice, get, '', pods, log, events, p, true",
    "alice, get, '', pods, '', events, p, false",
    "bob, get, '', secrets, '', events, one, true",
    "bob, get, '', secrets, '', events, two, false",
    "bob, list, '', secrets, '', events, '', false",
    "bob, list, '', secrets, '', events, one, true",
    "carol, patch, argoproj.io, workflows, status, events, w, true",
    "carol, patch, argoproj.io, workflows, '', events, w, false",
    "dave, list, argoproj.io, sensors, '', events, '', true",
    "dave, list, argoproj.io, sensors, '', '', '', false",
    "dave, get, '', pods, log, events, p, true",
    "erin, get, '', pods, '', events, p, false",
    "auditor, list, '', secrets, '', '', '', true",
    "auditor, delete, '', secrets, '', events, one, false",
    "admin, delete, anything, at-all, '', '', '', true",
    "nobody, get, '', pods, '', events, p, false"
  })
  void accessIsDecidedByTheRules(
      String who,
      String verb,
      String group,
      String resource,
      String subresource,
      String namespace,
      String name,
      boolean allowed) {
    assertThat(
            POLICY.allows(
                identity(who), new Access(verb, group, resource, subresource, namespace, name)))
        .isEqualTo(allowed);
  }

  @Test
  void refusalsReadAsInKubernetes() {
    Identity bob = new Identity("bob", List.of());
    assertThat(new Access("list", "", "nodes", "", "", "").refusal(bob))
        .isEqualTo(
            "User \"bob\" cannot list resource \"nodes\" in API group \"\" at the cluster scope");
    assertThat(new Access("get", "", "pods", "log", "ns", "p").refusal(bob))
        .isEqualTo(
            "User \"bob\" cannot get resource \"pods/log\" in API group \"\" in the namespace"
                + " \"ns\"");
  }

  private static Identity identity(String who) {
    return switch (who) {
      case "sensor" -> Identity.serviceAccount("openstack", "sensor");
      case "auditor" -> new Identity("x", List.of("auditors"));
      case "admin" -> Identity.SYSTEM;
      default -> new Identity(who, List.of("system:authenticated"));
    };
  }

  private static KubeObject role(String kind, String namespace, String name, String rule) {
    return Manifests.yaml(
        "{apiVersion: rbac.authorization.k8s.io/v1, kind: %s, metadata: {name: %s, namespace: '%s'}, rules: [%s]}"
            .formatted(kind, name, namespace, rule));
  }

  private static KubeObject binding(
      String kind, String namespace, String roleKind, String role, String subject, String name) {
    return Manifests.yaml(
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: %s
        metadata: {name: b, namespace: '%s'}
        roleRef: {kind: %s, name: %s}
        subjects: [{kind: %s, name: %s, namespace: openstack}]
        """
            .formatted(kind, namespace, roleKind, role, subject, name));
  }
}
