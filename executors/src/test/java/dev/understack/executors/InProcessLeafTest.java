package dev.understack.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.model.Json;
import dev.understack.operations.Change;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafResult.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessLeafTest {
  private static final String IMAGE = "ghcr.io/rackerlabs/understack/ironic-nautobot-client:latest";
  private static final String SECRETS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: nautobot-token, namespace: argo-events}
      data: {token: czNjcmV0, url: aHR0cDovL25hdXRvYm90}
      ---
      apiVersion: v1
      kind: ConfigMap
      metadata: {name: cluster-metadata, namespace: argo-events}
      data: {UNDERSTACK_SITE: dfw3, UNDERSTACK_PARTITION: dev}
      """;

  @TempDir Path folder;
  private LeafBench bench;

  @BeforeEach
  void start() {
    Map<String, Operation> operations =
        Stream.of(
                operation("show", InProcessLeafTest::show),
                operation("fail", (context, arguments) -> 5),
                operation(
                    "crash",
                    (context, arguments) -> {
                      throw new IllegalStateException("boom");
                    }),
                operation("hang", InProcessLeafTest::hang),
                operation("change", InProcessLeafTest::change))
            .collect(java.util.stream.Collectors.toMap(Operation::name, o -> o));
    bench =
        new LeafBench(
            folder,
            operations,
            (pod, containers) -> {
              throw new IllegalArgumentException("no sandbox here");
            });
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void anOperationSeesItsArgumentsEnvironmentAndFilesAndNothingElse() {
    bench.objects.apply(SECRETS);

    LeafBench.Running running =
        bench.start(
            """
            inputs:
              artifacts:
                - {name: event, path: /tmp/event.json, raw: {data: '{"a":1}'}}
            outputs:
              parameters:
                - {name: env, valueFrom: {path: /var/run/argo/output.env}}
                - {name: absent, valueFrom: {path: /var/run/argo/output.absent, default: unknown}}
            volumes:
              - name: nb-token
                secret: {secretName: nautobot-token, items: [{key: token, path: token}]}
              - name: all
                projected:
                  sources:
                    - secret: {name: nautobot-token, items: [{key: url, path: nautobot/url}]}
                    - configMap: {name: cluster-metadata}
                    - configMap: {name: missing, optional: true}
            container:
              image: %s
              command: [/opt/venv/bin/show]
              args: ["$(NAUTOBOT_URL)/api", "$$(literal)", "$(unknown)"]
              env:
                - {name: NAUTOBOT_URL, valueFrom: {secretKeyRef: {name: nautobot-token, key: url}}}
                - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
                - {name: BASE, value: "at $(POD)"}
                - {name: NONE, valueFrom: {configMapKeyRef: {name: cluster-metadata, key: x, optional: true}}}
              envFrom:
                - {configMapRef: {name: cluster-metadata}, prefix: CM_}
              volumeMounts:
                - {name: nb-token, mountPath: /etc/nb-token/, readOnly: true}
                - {name: all, mountPath: /etc/all}
                - {name: all, mountPath: /etc/site, subPath: UNDERSTACK_SITE}
            """
                .formatted(IMAGE));

    LeafResult result = running.result();

    assertThat(result.message()).isEmpty();
    assertThat(result.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(bench.log(running.task()))
        .containsExactly(
            "STDOUT arguments [http://nautobot/api, $(literal), $(unknown)]",
            "STDOUT /tmp/event.json {\"a\":1}",
            "STDOUT /etc/nb-token/token s3cret",
            "STDOUT /etc/site dfw3",
            "STDOUT /etc/all/nautobot/url http://nautobot",
            "STDOUT names [UNDERSTACK_PARTITION, UNDERSTACK_SITE, nautobot]",
            "STDERR read only: Read-only file system: '/etc/nb-token/token'");
    assertThat(Json.write(result.outputs().path("parameters").get(1)))
        .contains("\"value\":\"unknown\"");
    assertThat(result.outputs().path("parameters").get(0).path("value").asString())
        .contains("NAUTOBOT_URL=http://nautobot")
        .contains("BASE=at wf-pod-1")
        .contains("CM_UNDERSTACK_SITE=dfw3")
        .contains("ARGO_NODE_ID=wf-1")
        .doesNotContain("NONE=")
        .doesNotContain("PATH=");
    assertThat(result.outputs().path("exitCode").asString()).isEqualTo("0");
    assertThat(result.outputs().path("result").asString())
        .startsWith("arguments [http")
        .doesNotEndWith("\n");
  }

  @Test
  void theExitCodeDecidesThePhaseAndTheMessage() {
    LeafResult failed = bench.run(container("fail"));
    LeafBench.Running crashing = bench.start(container("crash"));

    assertThat(failed.phase()).isEqualTo(Phase.FAILED);
    assertThat(failed.message()).isEqualTo("main: Error (exit code 5)");
    assertThat(failed.exitCode()).hasValue(5);
    assertThat(crashing.result().message()).isEqualTo("main: Error (exit code 1)");
    assertThat(bench.log(crashing.task())).contains("STDERR java.lang.IllegalStateException: boom");
  }

  @Test
  void anOutputFileThatIsMissingIsAnErrorOfTheSupervisor() {
    LeafResult result =
        bench.run(
            container("change")
                + "outputs: {parameters: [{name: x, valueFrom: {path: /nowhere}}]}\n");

    assertThat(result.phase()).isEqualTo(Phase.ERROR);
    assertThat(result.message())
        .isEqualTo("wait: Error (exit code 64): open /nowhere: no such file or directory");
  }

  @Test
  void changesOutsideAreReported() {
    LeafResult result = bench.run(container("change"));

    assertThat(result.changes())
        .singleElement()
        .satisfies(change -> {
          assertThat(change.system()).isEqualTo("nautobot");
          assertThat(change.action()).isEqualTo("CREATED");
        });
  }

  @Test
  void aLeafWaitsForItsSecretAndStartsWhenItAppears() {
    LeafBench.Running running =
        bench.start(
            container("change")
                + """
                    env:
                      - {name: T, valueFrom: {secretKeyRef: {name: nautobot-token, key: token}}}
                """);
    await().until(() -> running.heard().waiting.size() == 1);
    bench.objects.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: nautobot-token, namespace: argo-events}
        data: {other: eA==}
        """);
    await().until(() -> running.heard().waiting.size() == 2);
    assertThat(running.heard().started).isNotDone();

    bench.objects.apply(SECRETS);

    assertThat(running.result().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(running.heard().waiting)
        .containsExactly(
            "secret \"nautobot-token\" not found",
            "couldn't find key token in Secret argo-events/nautobot-token");
  }

  @Test
  void aVolumeWithAMissingKeyNamesVolumeAndKey() {
    bench.objects.apply(SECRETS);
    LeafBench.Running running =
        bench.start(
            container("change")
                + """
                    volumeMounts: [{name: v, mountPath: /v}]
                volumes: [{name: v, secret: {secretName: nautobot-token, items: [{key: nope, path: x}]}}]
                """,
            Optional.of(Instant.now().plusMillis(300)));

    assertThat(running.result().message())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
    assertThat(running.heard().waiting)
        .containsExactly(
            "MountVolume.SetUp failed for volume \"v\" : references non-existent secret key: nope");
  }

  @Test
  void aRunningOperationIsInterruptedByStopAndDeadline() {
    LeafBench.Running stopped = bench.start(container("hang"));
    stopped.heard().started.join();
    stopped.run().stop("workflow shutdown");
    LeafBench.Running late =
        bench.start(container("hang"), Optional.of(Instant.now().plusMillis(100)));

    assertThat(stopped.result().message()).isEqualTo("main: Error (exit code 143)");
    assertThat(late.result().message())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
    assertThat(late.result().phase()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aTemplateThatIsWrongIsAnErrorThatNamesEveryFault() {
    LeafResult result =
        bench.run(
            """
            container:
              image: x
              command: echo
              volumeMounts: [{name: nope, mountPath: /x}]
            """);

    assertThat(result.phase()).isEqualTo(Phase.ERROR);
    assertThat(result.message())
        .contains("template.container.command: expected a list, found text \"echo\"")
        .contains("volume 'nope' not found in workflow spec");
  }

  @Test
  void manyLeavesAreCheap() {
    bench.run(container("change"));
    long start = System.nanoTime();
    for (int i = 0; i < 300; i++) {
      assertThat(bench.run(container("change")).phase()).isEqualTo(Phase.SUCCEEDED);
    }
    Duration each = Duration.ofNanos((System.nanoTime() - start) / 300);

    assertThat(each).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void otherImagesAndOtherCommandsGoToTheSandbox() {
    assertThat(bench.run(container("python3")).message()).isEqualTo("no sandbox here");
    assertThat(bench.run("container: {image: alpine, command: [show]}\n").message())
        .isEqualTo("no sandbox here");
  }

  private static String container(String command) {
    return "container:\n    image: " + IMAGE + "\n    command: [" + command + "]\n";
  }

  private static int show(OperationContext context, List<String> arguments) {
    context.out().println("arguments " + arguments);
    for (String path :
        List.of("/tmp/event.json", "/etc/nb-token/token", "/etc/site", "/etc/all/nautobot/url")) {
      context.out().println(path + " " + Json.text(context.files().read(path).orElseThrow()));
    }
    context.out().println("names " + context.files().list("/etc/all"));
    try {
      context
          .files()
          .write(
              "/var/run/argo/output.env",
              context.environment().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      context.files().write("/etc/nb-token/token", new byte[0]);
    } catch (IOException e) {
      context.err().println("read only: " + e.getMessage());
    }
    return 0;
  }

  private static int hang(OperationContext context, List<String> arguments)
      throws InterruptedException {
    new CountDownLatch(1).await();
    return 0;
  }

  private static int change(OperationContext context, List<String> arguments) {
    context
        .changes()
        .add(
            new Change(
                "nautobot",
                "tenant",
                "id-1",
                Change.Action.CREATED,
                "POST /api/tenancy/tenants/ -> 201",
                Instant.EPOCH.plus(Duration.ofDays(1))));
    return 0;
  }

  private static Operation operation(String name, Body body) {
    return new Operation() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int run(OperationContext context, List<String> arguments) throws InterruptedException {
        return body.run(context, arguments);
      }
    };
  }

  private interface Body {
    int run(OperationContext context, List<String> arguments) throws InterruptedException;
  }
}
