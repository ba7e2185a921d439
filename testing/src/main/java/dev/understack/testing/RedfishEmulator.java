package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The Redfish emulator of OpenStack's sushy-tools with one server that is made up. */
public final class RedfishEmulator implements AutoCloseable {
  private final URI url;
  private final ServiceProcess server;

  private RedfishEmulator(Path home, PythonEnvironment python) {
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port);
    try {
      Files.writeString(
          home.resolve("emulator.conf"),
          """
          SUSHY_EMULATOR_LISTEN_IP = "127.0.0.1"
          SUSHY_EMULATOR_LISTEN_PORT = %d
          SUSHY_EMULATOR_FAKE_DRIVER = True
          SUSHY_EMULATOR_STATE_DIR = "%s"
          SUSHY_EMULATOR_FAKE_SYSTEMS = [{
              "uuid": "da69abcc-dae0-4913-9a7b-d344043097c0", "name": "fake", "power_state": "On",
              "nics": [{"mac": "00:5c:52:31:3a:9c", "ip": "172.22.0.100"}]}]
          """
              .formatted(port, home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server =
        ServiceProcess.start(
            home.resolve("emulator.log"),
            Map.of(),
            List.of(
                python.program("sushy-emulator"),
                "--config",
                home.resolve("emulator.conf").toString()));
    server.awaitReady(
        Duration.ofSeconds(60), () -> Http.answers(url.resolve("/redfish/v1/Systems"), Map.of()));
  }

  /**
   * Starts the emulator. Ready when this returns.
   *
   * @throws UnavailableException when it cannot be installed on this machine
   */
  public static RedfishEmulator start() {
    PythonEnvironment python =
        PythonEnvironment.with(new PythonVersions(10, 13), "sushy-tools==2.2.0");
    return new RedfishEmulator(TemporaryFolders.create("redfish"), python);
  }

  public URI url() {
    return url;
  }

  @Override
  public void close() {
    server.close();
  }
}
