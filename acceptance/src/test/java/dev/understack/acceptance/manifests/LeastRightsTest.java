package dev.understack.acceptance.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.cluster.rbac.PolicyRule;
import dev.understack.cluster.rbac.RbacPolicy;
import dev.understack.model.KubeObject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What each service account may do: exactly this, and nothing in other namespaces. */
class LeastRightsTest {
  private static final String SUBMIT =
      "create,get,list,patch,update,watch workflows in argo-events";
  private static final String TEMPLATES =
      "get,list,watch clusterworkflowtemplates,workflowtemplates in argo-events";

  /** By namespace and name of the service account. */
  private static final Map<String, Set<String>> MATRIX =
      Map.of(
          "argo-events/sensor-submit-workflow",
          Set.of(SUBMIT, TEMPLATES),
          "openstack/sensor-submit-workflow",
          Set.of(SUBMIT, TEMPLATES),
          "argo-events/workflow",
          Set.of(
              "create,patch workflowtaskresults in argo-events",
              "list,watch workflowtasksets in argo-events",
              "patch workflowtasksets/status in argo-events"),
          "argo-events/operate-workflow-sa",
          Set.of(
              "* clusterworkflowtemplates,cronworkflows,workflows,workflowtemplates in"
                  + " argo-events"),
          "openstack/nova-compute-ironic",
          Set.of("create,get,list,watch workflows in argo-events"),
          "openstack/k8s-openstack-events-secrets",
          Set.of(
              "list,watch secrets in openstack",
              "get,list,watch workflowtemplates in openstack",
              "create,get,list,watch workflows in openstack",
              "create,patch workflowtaskresults in openstack"),
          "nautobot/nautobot-store",
          Set.of(
              "get,list,watch secrets in nautobot named nautobot-webhook,nautobot-workflows,"
                  + "undersync-token",
              "create selfsubjectrulesreviews in nautobot"),
          "openstack/eso-openstack",
          Set.of(
              "get,list,watch secrets in openstack named baremetal-manage,cinder-keystone-password,"
                  + "cinder-netapp-config,glance-keystone-password,ironic-keystone-password,"
                  + "keystone-admin,neutron-keystone-password,nova-keystone-password,"
                  + "octavia-keystone-password,openstack-resource-controller,"
                  + "placement-keystone-password,skyline-keystone-password,svc-acct-netapp",
              "create selfsubjectrulesreviews in openstack"));

  private final RbacPolicy policy =
      new RbacPolicy(
          ShippedObjects.ofKind("Role"),
          ShippedObjects.ofKind("ClusterRole"),
          ShippedObjects.ofKind("RoleBinding"),
          ShippedObjects.ofKind("ClusterRoleBinding"));

  @Test
  void everyServiceAccountMayDoExactlyWhatTheMatrixSays() {
    Map<String, Set<String>> granted = new TreeMap<>();
    for (KubeObject account : ShippedObjects.ofKind("ServiceAccount")) {
      granted.put(
          account.namespace() + "/" + account.name(),
          policy.grants(Identity.serviceAccount(account.namespace(), account.name())).stream()
              .map(LeastRightsTest::described)
              .collect(Collectors.toCollection(TreeSet::new)));
    }

    assertThat(granted).isEqualTo(MATRIX);
  }

  @Test
  void bindingsNameAccountsThatExistAndNobodyElse() {
    for (KubeObject binding : ShippedObjects.ofKind("RoleBinding")) {
      for (JsonNode subject : binding.tree().path("subjects")) {
        assertThat(subject.path("kind").asString()).isEqualTo("ServiceAccount");
        assertThat(MATRIX)
            .containsKey(
                subject.path("namespace").asString() + "/" + subject.path("name").asString());
      }
    }
    assertThat(policy.grants(Identity.serviceAccount("argo-events", "default"))).isEmpty();
  }

  @Test
  void everyoneWhoRunsSomethingRunsAsAnAccountOfTheMatrix() {
    Set<String> accounts = new TreeSet<>();
    for (KubeObject object : ShippedObjects.all()) {
      List<String> paths =
          switch (object.kind()) {
            case "Sensor", "EventSource" -> List.of("/template/serviceAccountName");
            case "WorkflowTemplate" -> List.of("/serviceAccountName");
            case "CronWorkflow" -> List.of("/workflowSpec/serviceAccountName");
            default -> List.of();
          };
      paths.stream()
          .map(path -> object.spec().at(path).asString(""))
          .filter(name -> !name.isEmpty())
          .forEach(name -> accounts.add(object.namespace() + "/" + name));
    }

    assertThat(accounts).isNotEmpty();
    assertThat(MATRIX.keySet()).containsAll(accounts);
  }

  private static String described(RbacPolicy.Grant grant) {
    PolicyRule rule = grant.rule();
    String names = rule.names().isEmpty() ? "" : " named " + joined(rule.names());
    return joined(rule.verbs())
        + " "
        + joined(rule.resources())
        + " in "
        + grant.namespace()
        + names;
  }

  private static String joined(Collection<String> words) {
    return words.stream().sorted().collect(Collectors.joining(","));
  }
}
