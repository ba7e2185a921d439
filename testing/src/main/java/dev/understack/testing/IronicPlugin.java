package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Interfaces of fake hardware that Ironic does not have itself: inspect interface {@code agent},
 * which needs no agent, and deploy interface {@code failing}, with which every cleaning fails.
 */
final class IronicPlugin {
  private static final String CODE =
      """
      from ironic.common import exception
      from ironic.drivers import base
      from ironic.drivers.modules import fake


      class AgentInspect(fake.FakeInspect):
          pass


      class FailingDeploy(fake.FakeDeploy):
          @base.clean_step(priority=10)
          def erase_devices(self, task):
              raise exception.NodeCleaningFailure(
                  node=task.node.uuid, reason="the disk is broken")
      """;

  private static final String ENTRY_POINTS =
      """
      [ironic.hardware.interfaces.deploy]
      failing = understack_fakes:FailingDeploy
      [ironic.hardware.interfaces.inspect]
      agent = understack_fakes:AgentInspect
      """;

  private IronicPlugin() {}

  /** Writes the plugin below {@code home}; the folder that Python finds it in. */
  static Path write(Path home) {
    Path folder = home.resolve("plugins");
    Path description = folder.resolve("understack_fakes-1.dist-info");
    try {
      Files.createDirectories(description);
      Files.writeString(folder.resolve("understack_fakes.py"), CODE);
      Files.writeString(
          description.resolve("METADATA"),
          "Metadata-Version: 2.1\nName: understack-fakes\nVersion: 1\n");
      Files.writeString(description.resolve("entry_points.txt"), ENTRY_POINTS);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
