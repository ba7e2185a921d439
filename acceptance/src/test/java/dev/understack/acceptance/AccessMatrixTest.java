package dev.understack.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may do what on a running system: every account, verb, kind and namespace asked of the API, a
 * sample of it through the real kubectl, and what template-only execution adds.
 */
class AccessMatrixTest {
  private static final List<String> VERBS =
      List.of("create", "delete", "get", "list", "patch", "update", "watch");
  private static final List<String> RESOURCES =
      List.of(
          "argoproj.io/workflows",
          "argoproj.io/workflowtemplates",
          "argoproj.io/clusterworkflowtemplates",
          "argoproj.io/cronworkflows",
          "argoproj.io/workflowtaskresults",
          "argoproj.io/workflowtasksets",
          "argoproj.io/sensors",
          "argoproj.io/eventsources",
          "/secrets",
          "/configmaps",
          "/pods",
          "batch/jobs",
          "rbac.authorization.k8s.io/roles");
  private static final List<String> NAMESPACES =
      List.of("argo-events", "openstack", "nautobot", "default");

  /** What is allowed: account to resource in namespace to verbs. Everything else is not. */
  private static final Map<String, List<String>> ALLOWED =
      Map.of(
          "openstack:sensor-submit-workflow", submit(),
          "argo-events:sensor-submit-workflow", submit(),
          "argo-events:workflow",
              List.of(
                  "argoproj.io/workflowtaskresults argo-events create,patch",
                  "argoproj.io/workflowtasksets argo-events list,watch"),
          "argo-events:operate-workflow-sa",
              List.of(
                  "argoproj.io/workflows argo-events create,delete,get,list,patch,update,watch",
                  "argoproj.io/workflowtemplates argo-events"
                      + " create,delete,get,list,patch,update,watch",
                  "argoproj.io/clusterworkflowtemplates argo-events"
                      + " create,delete,get,list,patch,update,watch",
                  "argoproj.io/cronworkflows argo-events"
                      + " create,delete,get,list,patch,update,watch"),
          "openstack:nova-compute-ironic",
              List.of("argoproj.io/workflows argo-events create,get,list,watch"),
          "openstack:k8s-openstack-events-secrets",
              List.of(
                  "/secrets openstack list,watch",
                  "argoproj.io/workflows openstack create,get,list,watch",
                  "argoproj.io/workflowtemplates openstack get,list,watch",
                  "argoproj.io/workflowtaskresults openstack create,patch"),
          "openstack:eso-openstack", List.of(),
          "nautobot:nautobot-store", List.of(),
          "argo-events:default", List.of());

  private final PlatformSystem platform = PlatformSystem.get();

  private static List<String> submit() {
    return List.of(
        "argoproj.io/workflows argo-events create,get,list,patch,update,watch",
        "argoproj.io/workflowtemplates argo-events get,list,watch",
        "argoproj.io/clusterworkflowtemplates argo-events get,list,watch");
  }

  @Test
  void theApiAllowsExactlyWhatTheMatrixSays() {
    ApiClient api = new ApiClient(Kubeconfig.read(platform.system().kubeconfig()));
    for (Map.Entry<String, List<String>> account : ALLOWED.entrySet()) {
      Map<String, List<String>> found = new TreeMap<>();
      for (String resource : RESOURCES) {
        for (String namespace : NAMESPACES) {
          List<String> verbs = new ArrayList<>();
          VERBS.stream()
              .filter(verb -> isAllowed(api, account.getKey(), verb, resource, namespace))
              .forEach(verbs::add);
          if (!verbs.isEmpty()) {
            found.put(resource + " " + namespace, verbs);
          }
        }
      }
      List<String> lines =
          found.entrySet().stream()
              .map(e -> e.getKey() + " " + String.join(",", e.getValue()))
              .toList();
      assertThat(lines)
          .as(account.getKey())
          .containsExactlyInAnyOrderElementsOf(account.getValue());
    }
  }

  @Test
  void kubectlSaysTheSame() {
    String sensor = "system:serviceaccount:openstack:sensor-submit-workflow";
    assertThat(canI(sensor, "create", "workflows", "argo-events")).isEqualTo("yes");
    assertThat(canI(sensor, "delete", "workflows", "argo-events")).isEqualTo("no");
    assertThat(canI(sensor, "get", "secrets", "argo-events")).isEqualTo("no");
    assertThat(canI(sensor, "create", "workflows", "openstack")).isEqualTo("no");
    for (String verb : List.of("get", "list", "watch")) {
      assertThat(canI(sensor, verb, "workflowtemplates", "argo-events")).isEqualTo("yes");
    }
    String store = "system:serviceaccount:openstack:eso-openstack";
    assertThat(canI(store, "get", "secrets/baremetal-manage", "openstack")).isEqualTo("yes");
    assertThat(canI(store, "get", "secrets/not-for-others", "openstack")).isEqualTo("no");
    assertThat(canI(store, "list", "secrets", "openstack")).isEqualTo("no");
    String nova = "system:serviceaccount:openstack:nova-compute-ironic";
    assertThat(canI(nova, "create", "workflows", "argo-events")).isEqualTo("yes");
    assertThat(canI(nova, "create", "workflows", "default")).isEqualTo("no");
    assertThat(platform.kubectl("get", "rolebindings", "-n", "argo-events").out())
        .contains("event-sensor-submit-workflow ", "openstack-sensor-submit-workflow ");
  }

  @Test
  void aSensorsAccountRunsTemplatesAndBringsNoCodeOfItsOwn() {
    ObjectApi sensor =
        platform
            .system()
            .cluster()
            .dryRun(Identity.serviceAccount("openstack", "sensor-submit-workflow"));
    ObjectApi operator =
        platform
            .system()
            .cluster()
            .dryRun(Identity.serviceAccount("argo-events", "operate-workflow-sa"));
    KubeObject code =
        workflow(
            "{entrypoint: main, podSpecPatch: '{}', templates: [{name: main, container:"
                + " {image: alpine, command: [id]}}]}");

    assertThat(refusal(sensor, code))
        .startsWith("Workflow.argoproj.io \"brought\" is invalid: [")
        .contains("spec.podSpecPatch: ", "spec.templates[0].container: ")
        .contains(
            "this namespace runs WorkflowTemplates only, and"
                + " system:serviceaccount:openstack:sensor-submit-workflow may not create those");
    assertThat(
            refusal(
                sensor,
                workflow(
                    "{entrypoint: main, templates: [{name: main, steps: [[{name: a, inline:"
                        + " {script: {image: alpine, source: id}}}]]}]}")))
        .contains("inline template");
    assertThat(refusal(sensor, workflow("{workflowTemplateRef: {name: resync-nautobot}}")))
        .isEmpty();
    assertThat(
            refusal(
                sensor,
                workflow(
                    "{entrypoint: main, templates: [{name: main, steps: [[{name: a, templateRef:"
                        + " {name: resync-nautobot, template: main}}]]}]}")))
        .isEmpty();
    assertThat(refusal(operator, code)).isEmpty();
  }

  private static String refusal(ObjectApi api, KubeObject workflow) {
    try {
      KubeObject _ = api.create(workflow);
      return "";
    } catch (ApiException e) {
      return "" + e.getMessage();
    }
  }

  private static KubeObject workflow(String spec) {
    return ManifestReader.read(
            "test.yaml",
            "{apiVersion: argoproj.io/v1alpha1, kind: Workflow, metadata: {name: brought,"
                + " namespace: argo-events}, spec: "
                + spec
                + "}")
        .getFirst()
        .object();
  }

  private String canI(String user, String verb, String resource, String namespace) {
    return platform
        .kubectl("auth", "can-i", verb, resource, "-n", namespace, "--as", user)
        .out()
        .lines()
        .filter(line -> line.equals("yes") || line.startsWith("no"))
        .map(line -> line.startsWith("no") ? "no" : line)
        .findFirst()
        .orElse("");
  }

  private static boolean isAllowed(
      ApiClient api, String account, String verb, String resource, String namespace) {
    int slash = resource.indexOf('/');
    ObjectNode review = JsonNodeFactory.instance.objectNode();
    review.put("apiVersion", "authorization.k8s.io/v1").put("kind", "SubjectAccessReview");
    ObjectNode spec = review.putObject("spec").put("user", "system:serviceaccount:" + account);
    spec.putObject("resourceAttributes")
        .put("verb", verb)
        .put("group", resource.substring(0, slash))
        .put("resource", resource.substring(slash + 1))
        .put("namespace", namespace);
    JsonNode answer =
        api.send(
            "POST",
            "/apis/authorization.k8s.io/v1/subjectaccessreviews",
            Map.of(),
            "application/json",
            review.toString());
    return answer.at("/status/allowed").asBoolean(false);
  }
}
