package dev.understack.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.Standalone;
import dev.understack.server.standalone.StandaloneConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Actions on workflows, through the API of a running system. */
class WorkflowActionCommandTest {
  private static final ObjectKey WAITING = new ObjectKey(ResourceTypes.WORKFLOW, "a", "waiting");

  @TempDir Path folder;

  @Test
  void aWorkflowIsStoppedAndRetried() throws IOException {
    try (Standalone system =
        Standalone.start(folder, StandaloneConfig.DEFAULT.listeningOn("127.0.0.1:0"))) {
      ObjectApi objects = system.cluster().as(Identity.SYSTEM);
      KubeObject _ =
          objects.create(
              ManifestReader.read(
                      "test",
                      """
                      apiVersion: argoproj.io/v1alpha1
                      kind: Workflow
                      metadata: {name: waiting, namespace: a}
                      spec: {entrypoint: main, templates: [{name: main, suspend: {}}]}
                      """)
                  .getFirst()
                  .object());
      awaitPhase(objects, "Running");

      assertThat(run(system, "stop")).isZero();
      awaitPhase(objects, "Failed");
      assertThat(run(system, "retry")).isZero();
      awaitPhase(objects, "Running");
      assertThat(run(system, "terminate")).isZero();
      awaitPhase(objects, "Failed");
    }
  }

  private static int run(Standalone system, String action) {
    return Understack.commandLine()
        .execute(action, "--kubeconfig", system.kubeconfig().toString(), "-n", "a", "waiting");
  }

  private static void awaitPhase(ObjectApi objects, String phase) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> objects.get(WAITING).status().path("phase").asString("").equals(phase));
  }
}
