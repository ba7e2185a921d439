package dev.understack.executors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.executors.sandbox.SandboxRuntime;
import dev.understack.executors.sandbox.SandboxSettings;
import dev.understack.executors.sandbox.SandboxSettings.Network;
import dev.understack.testing.DebianPackages;
import dev.understack.workflows.spi.LeafResult;
import dev.understack.workflows.spi.LeafResult.Phase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Leaves in real sandboxes. */
class SandboxLeafTest {
  @TempDir Path folder;
  private SandboxSettings settings;
  private LeafBench bench;

  @BeforeAll
  static void install() {
    DebianPackages.ensure("/usr/bin/bwrap", "bubblewrap");
  }

  @BeforeEach
  void start() throws IOException {
    settings = SandboxSettings.below(folder.resolve("state"));
    bench = new LeafBench(folder, Map.of(), new SandboxRuntime(settings));
  }

  @AfterEach
  void stop() throws IOException {
    assertThat(leftovers()).as("nothing of a pod is left").isEmpty();
    bench.close();
    assertThat(settings.secrets()).doesNotExist();
  }

  private List<Path> leftovers() throws IOException {
    try (Stream<Path> work = Files.list(settings.work());
        Stream<Path> secrets = Files.list(settings.secrets())) {
      return Stream.concat(work, secrets).toList();
    }
  }

  @Test
  void aScriptRunsWithItsOutputsAndResult() {
    LeafBench.Running running =
        bench.start(
            """
            inputs:
              artifacts:
                - {name: in, path: /work/in.txt, mode: 384, raw: {data: hello}}
            outputs:
              parameters: [{name: p, valueFrom: {path: /mnt/out/p}}]
              artifacts: [{name: a, path: /hello.txt}]
            script:
              image: python:alpine
              command: [python3]
              workingDir: /work
              source: |
                import os, sys
                print(open("in.txt").read(), oct(os.stat("in.txt").st_mode & 0o777), os.getcwd())
                print("to stderr", file=sys.stderr)
                os.makedirs("/mnt/out")
                open("/mnt/out/p", "w").write("value\\n")
                open("/hello.txt", "w").write("from the root folder")
            """);
    LeafResult result = running.result();

    assertThat(result.message()).isEmpty();
    assertThat(result.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(result.outputs().path("result").asString()).isEqualTo("hello 0o600 /work");
    assertThat(result.outputs().path("parameters").get(0).path("value").asString())
        .isEqualTo("value");
    assertThat(result.outputs().path("artifacts").get(0).path("s3").path("key").asString())
        .isEqualTo("wf/wf-pod-1/a.tgz");
    assertThat(bench.log(running.task())).contains("STDERR to stderr", "STDOUT hello 0o600 /work");
  }

  @Test
  void anArtifactGoesFromOneLeafToTheNext() {
    LeafResult first =
        bench.run(
            sh("mkdir -p /out/sub; echo deep > /out/sub/f; ln -s /etc/passwd /out/link")
                + "outputs: {artifacts: [{name: dir, path: /out}]}\n");
    assertThat(first.message()).isEmpty();

    LeafResult second =
        bench.run(
            sh("cat /in/dir/sub/f")
                + "inputs: {artifacts: [{name: dir, path: /in/dir, s3: {key: wf/wf-pod-1/dir.tgz}}]}\n");

    assertThat(second.outputs().path("result").asString()).isEqualTo("deep");
  }

  @Test
  void mountsAppearWhereTheTemplateNamesThemAndNothingElseOfTheMachineDoes() {
    bench.objects.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: s, namespace: argo-events}
        data: {clouds.yaml: Y2xvdWRz, key: a2V5}
        """);
    LeafResult result =
        bench.run(
            """
            volumes:
              - {name: s, secret: {secretName: s, defaultMode: 256}}
              - {name: shared, emptyDir: {}}
              - {name: keep, persistentVolumeClaim: {claimName: data}}
            initContainers:
              - name: prepare
                image: alpine
                command: [sh, -c, "echo from-init > /share/file"]
                volumeMounts: [{name: shared, mountPath: /share}]
            container:
              image: alpine
              command: [sh, -c]
              args:
                - |
                  cat /etc/openstack/clouds.yaml; echo
                  cat /usr/share/understack/new/key; echo
                  stat -c %a /etc/openstack/clouds.yaml
                  cat /shared/file
                  echo kept > /data/kept
                  touch /etc/openstack/x 2>/dev/null && echo WRITABLE
                  touch /usr/bin/x 2>/dev/null && echo WRITABLE
                  ls -d /etc/shadow /work /root/.ssh /home/* /sys/* 2>/dev/null
                  ls /usr/bin/env
                  id -u
                  hostname
              volumeMounts:
                - {name: s, mountPath: /etc/openstack, readOnly: true}
                - {name: s, mountPath: /usr/share/understack/new/key, subPath: key}
                - {name: shared, mountPath: /shared}
                - {name: keep, mountPath: /data}
            """);

    assertThat(result.message()).isEmpty();
    assertThat(result.outputs().path("result").asString().lines())
        .containsExactly("clouds", "key", "400", "from-init", "/usr/bin/env", "0", "wf-pod-1");
    assertThat(settings.claims().resolve("argo-events/data/kept")).hasContent("kept");
  }

  @Test
  void theEnvironmentIsWhatTheTemplateGives() {
    LeafResult result =
        bench.run(
            """
            container:
              image: alpine
              command: [/usr/bin/env]
              env: [{name: MINE, value: "1"}, {name: with.dot, value: x}]
            """);

    assertThat(
            result.outputs().path("result").asString().lines().filter(l -> !l.startsWith("ARGO_")))
        .containsExactlyInAnyOrder(
            "MINE=1",
            "with.dot=x",
            "HOME=/root",
            "HOSTNAME=wf-pod-1",
            "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "PWD=/");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exit 7|FAILED|main: Error (exit code 7)",
        "kill -9 $$$$|FAILED|main: Error (exit code 137)",
        "kill -15 $$$$|FAILED|main: Error (exit code 143)",
      })
  void exitCodesAndSignalsAreTold(String command, Phase phase, String message) {
    LeafResult result = bench.run(sh(command));

    assertThat(result.message()).isEqualTo(message);
    assertThat(result.phase()).isEqualTo(phase);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "container: {image: 'argoproj/argosay:v2', args: [echo, hi]}|hi",
        "container: {image: 'argoproj/argosay:v2'}|hello argo",
        "container: {image: 'argoproj/argosay:v2', command: [/argosay], args: [cat, /etc/group]}|root:",
        "container: {image: 'docker/whalesay:latest', command: [cowsay], args: [moo]}|< moo >",
      })
  void theImagesOfArgosExamplesHaveTheirPrograms(String template, String said) {
    LeafResult result = bench.run(template + "\n");

    assertThat(result.message()).isEmpty();
    assertThat(result.outputs().path("result").asString()).contains(said);
  }

  @Test
  void progressIsTold() {
    LeafBench.Running running = bench.start(sh("echo 3/7 > $ARGO_PROGRESS_FILE"));

    assertThat(running.result().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(running.heard().progress).containsExactly("3/7");
  }

  @Test
  void moreLeavesThanPlacesWaitForTheirTurn() {
    List<LeafBench.Running> all =
        IntStream.range(0, 80).mapToObj(i -> bench.start(sh("sleep 0.2; echo " + i))).toList();

    assertThat(all).allMatch(running -> running.result().phase() == Phase.SUCCEEDED);
    assertThat(all.stream().filter(running -> !running.heard().waiting.isEmpty()).count())
        .isBetween(1L, 16L);
  }

  @Test
  void aMissingProgramIsNamed() {
    LeafResult result = bench.run("container: {image: x, command: [no-such-program]}\n");

    assertThat(result.message())
        .isEqualTo(
            "main: Error (exit code 64): failed to find name in PATH: exec: \"no-such-program\":"
                + " executable file not found in $PATH");
  }

  @Test
  void stopTerminatesFirstAndKillsAfterTheGracePeriod() {
    LeafBench.Running gentle =
        bench.start(sh("trap 'echo bye; exit 3' TERM; echo up; while :; do sleep 0.1; done"));
    LeafBench.Running stubborn =
        bench.start(sh("trap '' TERM; echo up; while :; do sleep 0.1; done"));
    await().until(() -> bench.log(gentle.task()).contains("STDOUT up"));
    await().until(() -> bench.log(stubborn.task()).contains("STDOUT up"));

    gentle.run().stop("test");
    stubborn.run().stop("test");

    assertThat(gentle.result().message()).isEqualTo("main: Error (exit code 3)");
    assertThat(bench.log(gentle.task())).contains("STDOUT bye");
    assertThat(stubborn.result().message()).isEqualTo("main: Error (exit code 137)");
  }

  @Test
  void theDeadlineEndsALeaf() {
    LeafBench.Running late =
        bench.start(sh("sleep 1000"), Optional.of(Instant.now().plus(Duration.ofMillis(300))));

    assertThat(late.result().message())
        .isEqualTo("Pod was active on the node longer than the specified deadline");
  }

  @Test
  void whatACommandLeavesBehindEndsWithIt() {
    LeafResult result =
        bench.run(sh("setsid sh -c 'exec -a left-by-understack-test sleep 600' & exit 0"));

    assertThat(result.phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(ProcessHandle.allProcesses().flatMap(p -> p.info().commandLine().stream()))
        .noneMatch(line -> line.contains("left-by-understack-test"));
  }

  @Test
  void aSidecarEndsWithTheMainContainer() {
    LeafBench.Running running =
        bench.start(
            sh("sleep 0.3; echo done")
                + """
                sidecars:
                  - {name: side, image: alpine, command: [sh, -c, "echo beside; exec sleep 600"]}
                """);

    assertThat(running.result().phase()).isEqualTo(Phase.SUCCEEDED);
    assertThat(bench.node.logs().containers(new PodName("argo-events", "wf-pod-1")))
        .containsExactly("main", "side");
  }

  @Test
  void aMemoryLimitHolds() {
    LeafResult result =
        bench.run(
            """
            container:
              image: python:alpine
              command: [python3, -c, "x = bytearray(300 * 1024 * 1024); print('got it')"]
              resources: {limits: {memory: 64Mi}}
            """);

    assertThat(result.message())
        .isIn("main: OOMKilled (exit code 137)", "main: Error (exit code 1)");
  }

  @Test
  void theNetworkIsThereOnlyWhenAllowed() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String connect = "exec 3<>/dev/tcp/127.0.0.1/" + server.getLocalPort() + " && echo connected";
      String template =
          "container: {image: alpine, command: [bash, -c, '" + connect + " 2>/dev/null']}\n";

      LeafResult without = bench.run(template);
      LeafResult with =
          bench.run(template + "metadata: {annotations: {understack.dev/network: host}}\n");
      LeafResult allowed;
      SandboxSettings open = SandboxSettings.below(folder.resolve("open"));
      try (LeafBench other =
          new LeafBench(
              folder.resolve("open"),
              Map.of(),
              new SandboxRuntime(open.withNetwork(Network.HOST)))) {
        allowed = other.run(template);
      }

      assertThat(without.message()).isEqualTo("main: Error (exit code 1)");
      assertThat(with.outputs().path("result").asString()).isEqualTo("connected");
      assertThat(allowed.outputs().path("result").asString()).isEqualTo("connected");
    }
  }

  @Test
  void withoutBubblewrapTheErrorSaysWhatToInstall() throws IOException {
    SandboxSettings missing =
        new SandboxSettings(
            Path.of("/nonexistent/bwrap"),
            folder.resolve("w"),
            folder.resolve("s"),
            folder.resolve("c"),
            Network.NONE,
            List.of());
    try (LeafBench other =
        new LeafBench(folder.resolve("other"), Map.of(), new SandboxRuntime(missing))) {
      LeafResult result = other.run(sh("true"));

      assertThat(result.phase()).isEqualTo(Phase.ERROR);
      assertThat(result.message()).contains("apt-get install bubblewrap");
    }
  }

  private static String sh(String script) {
    return "container:\n  image: alpine:3\n  command: [sh, -c]\n  args:\n    - |\n      "
        + script
        + "\n";
  }
}
