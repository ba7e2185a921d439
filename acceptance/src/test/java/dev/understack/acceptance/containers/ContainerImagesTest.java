package dev.understack.acceptance.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understack.testing.DebianPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Builds both images without a container engine, opens them and runs what is inside. */
class ContainerImagesTest {
  /** The console scripts of the original image. */
  private static final List<String> SCRIPTS =
      List.of(
          "bmc-kube-password",
          "bmc-password",
          "enroll-fw",
          "enroll-netdev",
          "enroll-server",
          "netapp-configure-interfaces",
          "netapp-create-svm",
          "openstack-oslo-event",
          "resync-ironic-nautobot",
          "resync-keystone-nautobot",
          "resync-neutron-nautobot",
          "sync-keystone",
          "sync-network-segment-range",
          "sync-provision-state",
          "undersync-switch");

  @TempDir static Path built;

  @BeforeAll
  static void build() {
    assumeTrue(
        Boolean.getBoolean("understack.acceptance"),
        "only with ./test --acceptance: builds two images of 115 MB");
    assumeTrue(System.getProperty("user.name").equals("root"), "unpacking an image needs root");
    DebianPackages.ensure("/usr/bin/bwrap", "bubblewrap");
    Path project = Path.of("..").toAbsolutePath().normalize();
    Commands.run(project.resolve("containers/build").toString(), built.toString());
  }

  @Test
  void clientImageHasEveryConsoleScriptAndRunsThemAsItsUser(@TempDir Path work) throws IOException {
    OciArchive archive = open(work, "ironic-nautobot-client");
    ImageRoot root = unpack(archive, work);

    JsonNode configuration = archive.configuration().path("config");
    assertThat(archive.damaged()).isEmpty();
    assertThat(archive.configuration().at("/rootfs/diff_ids").size()).isEqualTo(archive.layers());
    assertThat(configuration.path("User").asString()).isEqualTo("10001:10001");
    assertThat(configuration.at("/Env/0").asString()).startsWith("PATH=/opt/understack/bin:");
    assertThat(configuration.has("Entrypoint")).isFalse();
    for (String script : SCRIPTS) {
      assertThat(Files.isExecutable(root.path("/opt/understack/bin/" + script))).isTrue();
      Commands.Outcome help = root.run(List.of(script, "--help"));
      assertThat(help.output()).contains("usage: " + script);
      assertThat(help.exit()).isZero();
    }
    Commands.Outcome written =
        root.run(
            List.of("sh", "-c", "id -u && echo -n x > /var/run/argo/output.a && touch /etc/b"));
    assertThat(written.output()).startsWith("10001\n").contains("/etc/b");
    assertThat(root.path("/run/argo/output.a")).hasContent("x");
  }

  @Test
  void systemImageRunsTheWholeSystem(@TempDir Path work) throws IOException {
    OciArchive archive = open(work, "understack");
    ImageRoot root = unpack(archive, work);

    JsonNode configuration = archive.configuration().path("config");
    assertThat(configuration.path("User").asString()).isEqualTo("10001:10001");
    assertThat(configuration.path("Entrypoint").get(0).asString()).isEqualTo("java");
    assertThat(configuration.path("Cmd").get(0).asString()).isEqualTo("up");
    assertThat(root.run(List.of("up", "--help")).output()).contains("understack up");
    Commands.Outcome lint =
        root.run(
            List.of(
                "lint",
                "-k",
                "/opt/understack/workflows/openstack",
                "-k",
                "/opt/understack/workflows/argo-events"));
    assertThat(lint.output()).contains(" 0 faults");
    assertThat(lint.exit()).isZero();
  }

  private static OciArchive open(Path work, String image) throws IOException {
    return new OciArchive(
        built.resolve(image + ".tar"), Files.createDirectory(work.resolve("image")));
  }

  private static ImageRoot unpack(OciArchive archive, Path work) throws IOException {
    Path folder = Files.createDirectory(work.resolve("root"));
    archive.unpack(folder);
    return new ImageRoot(folder, archive.configuration());
  }
}
