package dev.understack.server.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people do with kubectl, with the real one. Each test uses objects of its own. */
class KubectlTest {
  @TempDir static Path folder;
  private static ApiFixture api;
  private static Kubectl kubectl;

  @BeforeAll
  static void start() {
    api = new ApiFixture(folder);
    kubectl = new Kubectl(folder, api, ApiFixture.TOKEN);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @Test
  void appliesAgainAndChangesAndShowsAndDeletes() {
    assertThat(apply(workflow("hello", "main"))).isEqualTo("workflow.argoproj.io/hello created\n");
    assertThat(apply(workflow("hello", "main")))
        .isEqualTo("workflow.argoproj.io/hello unchanged\n");
    assertThat(apply(workflow("hello", "other")))
        .isEqualTo("workflow.argoproj.io/hello configured\n");
    assertThat(kubectl.ok("get", "wf", "hello", "-o", "jsonpath={.spec.entrypoint}"))
        .isEqualTo("other");
    assertThat(kubectl.ok("describe", "wf", "hello")).contains("Entrypoint:  other", "Events:  ");
    assertThat(kubectl.ok("delete", "wf", "hello"))
        .startsWith("workflow.argoproj.io \"hello\" deleted");
    assertThat(kubectl.refused("get", "wf", "hello"))
        .isEqualTo("Error from server (NotFound): workflows.argoproj.io \"hello\" not found\n");
  }

  @Test
  void printsTheColumnsOfEachKind() {
    apply(workflow("columns", "main"));
    kubectl.ok(
        "patch",
        "wf",
        "columns",
        "--type=merge",
        "-p",
        "{\"status\":{\"phase\":\"Failed\",\"message\":\"it broke\"}}");
    assertThat(kubectl.ok("get", "workflows"))
        .containsPattern("NAME +STATUS +AGE +MESSAGE\n")
        .containsPattern("columns +Failed +\\d+s +it broke");
    assertThat(kubectl.ok("get", "ns", "argo-events"))
        .containsPattern("NAME +STATUS +AGE\nargo-events +Active +\\d+s");
  }

  @Test
  void watchesChanges() throws Exception {
    apply(workflow("watched", "main"));
    Process watch = kubectl.start("get", "wf", "watched", "-w", "--no-headers");
    Queue<String> lines = new ConcurrentLinkedQueue<>();
    Thread reader = Thread.startVirtualThread(() -> read(watch, lines));
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> lines.size() == 1);
      kubectl.ok(
          "patch", "wf", "watched", "--type=merge", "-p", "{\"status\":{\"phase\":\"Running\"}}");
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains("Running")));
    } finally {
      watch.destroy();
      reader.join();
    }
  }

  @Test
  void patchesAndLabels() {
    kubectl.ok("create", "configmap", "patched", "--from-literal=a=1");
    kubectl.ok("label", "configmap", "patched", "team=ops");
    kubectl.ok("patch", "configmap", "patched", "-p", "{\"data\":{\"b\":\"2\"}}");
    kubectl.ok(
        "patch",
        "configmap",
        "patched",
        "--type=json",
        "-p",
        "[{\"op\":\"remove\",\"path\":\"/data/a\"}]");
    assertThat(kubectl.ok("get", "configmap", "-l", "team=ops", "-o", "jsonpath={.items[0].data}"))
        .isEqualTo("{\"b\":\"2\"}");
    kubectl.ok("annotate", "configmap", "patched", "note=x");
    assertThat(
            kubectl.ok(
                "get", "configmap", "patched", "-o", "jsonpath={.metadata.annotations.note}"))
        .isEqualTo("x");
  }

  @Test
  void unknownFieldsAreRefusedStrictly() {
    Kubectl.Outcome outcome =
        kubectl.run(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: typo}
            dat: {a: b}
            """,
            "create",
            "-f",
            "-");
    assertThat(outcome.output()).contains("unknown field \"dat\"");
  }

  @Test
  void dryRunsStoreNothing() {
    kubectl.run(workflow("dry", "main"), "apply", "--dry-run=server", "-f", "-");
    assertThat(kubectl.refused("get", "wf", "dry")).contains("NotFound");
  }

  @Test
  void showsLogs() {
    kubectl.run(
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: talker}
        spec: {containers: [{name: main, image: alpine}]}
        """,
        "create",
        "-f",
        "-");
    assertThat(kubectl.ok("logs", "talker", "-c", "main"))
        .isEqualTo("line 1 of main\nline 2 of main\n");
    assertThat(kubectl.ok("logs", "talker", "-c", "main", "--tail=1"))
        .isEqualTo("line 2 of main\n");
  }

  @Test
  void tellsWhoMayDoWhat() {
    kubectl.ok("create", "serviceaccount", "reader");
    kubectl.ok("create", "role", "reader", "--verb=get,list", "--resource=workflows");
    kubectl.ok(
        "create", "rolebinding", "reader", "--role=reader", "--serviceaccount=argo-events:reader");
    String account = "system:serviceaccount:argo-events:reader";
    assertThat(kubectl.ok("auth", "can-i", "list", "workflows", "--as", account))
        .isEqualTo("yes\n");
    assertThat(kubectl.refused("auth", "can-i", "delete", "workflows", "--as", account))
        .isEqualTo("no\n");
    assertThat(kubectl.ok("auth", "can-i", "--list", "--as", account))
        .containsPattern("workflows.argoproj.io +\\[\\] +\\[\\] +\\[get list\\]");
    assertThat(kubectl.refused("delete", "wf", "x", "--as", account))
        .isEqualTo(
            "Error from server (Forbidden): workflows.argoproj.io \"x\" is forbidden: User \""
                + account
                + "\" cannot delete resource \"workflows\" in API group \"argoproj.io\" in the"
                + " namespace \"argo-events\"\n");
  }

  @Test
  void serviceAccountTokensAreAccepted() throws Exception {
    kubectl.ok("create", "serviceaccount", "robot");
    String token =
        api.cluster()
            .tokens()
            .issue(
                api.admin()
                    .get(new ObjectKey(ResourceTypes.SERVICE_ACCOUNT, "argo-events", "robot")),
                Duration.ofMinutes(5));
    Kubectl robot = new Kubectl(another("robot"), api, token);
    assertThat(robot.refused("get", "secrets"))
        .contains("User \"system:serviceaccount:argo-events:robot\" cannot list resource");
    Kubectl stranger = new Kubectl(another("stranger"), api, "guess");
    assertThat(stranger.refused("get", "secrets")).contains("You must be logged in");
  }

  @Test
  void listsKinds() {
    assertThat(kubectl.ok("api-resources", "--api-group=argoproj.io"))
        .containsPattern("workflows +wf +argoproj.io/v1alpha1 +true +Workflow");
    assertThat(kubectl.ok("get", "--raw", "/readyz")).isEqualTo("ok");
  }

  private static Path another(String name) throws java.io.IOException {
    return java.nio.file.Files.createDirectories(folder.resolve(name));
  }

  private static String apply(String manifest) {
    return kubectl.run(manifest, "apply", "-f", "-").output();
  }

  private static String workflow(String name, String entrypoint) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {name: %s, namespace: argo-events}
    spec: {entrypoint: %s, templates: [{name: main, container: {image: alpine}}]}
    """
        .formatted(name, entrypoint);
  }

  private static void read(Process process, Queue<String> lines) {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines::add);
    } catch (java.io.IOException | java.io.UncheckedIOException _) {
      // The process was ended by the test.
    }
  }
}
