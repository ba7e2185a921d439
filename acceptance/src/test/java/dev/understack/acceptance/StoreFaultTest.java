package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ApiFailedException;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import dev.understack.store.SqliteStore;
import dev.understack.testing.SmallDisk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** A process whose store cannot be written, or belongs to another one. */
class StoreFaultTest {
  private static final String PASSWORD = "keystone-secret";

  @TempDir Path folder;

  @Test
  void aFullDiskLeavesMessagesWithTheBrokerAndTheyAreProcessedOnceThereIsSpace() throws Exception {
    try (SmallDisk disk = smallDisk("64m");
        Surroundings around = Surroundings.create();
        KeystoneStandIn keystone = new KeystoneStandIn(PASSWORD);
        OsloNotifications notifications = around.keystoneNotifications()) {
      keystone.notify(notifications, NotificationFormat.CADF);
      Path log = folder.resolve("process.log");
      try (UnderstackProcess understack =
          around.understack(disk.path(), log, keystone.cloudsYaml(PASSWORD))) {
        ApiClient api = new ApiClient(Kubeconfig.read(understack.kubeconfig()));
        List<String> projects = new ArrayList<>();
        projects.add(keystone.createProject("before", "default", ""));
        await().until(() -> around.tenantIds().size() == 1);

        // when
        disk.fill();
        String full =
            "store "
                + disk.path().resolve("store.db")
                + " cannot be written, the disk is full: free some space and writing goes on by"
                + " itself";
        await()
            .until(() -> {
              projects.add(
                  keystone.createProject("p" + projects.size(), "default", "x".repeat(100_000)));
              return understack
                  .output()
                  .contains("openstack-keystone/notifications: the bus refuses an event");
            });

        // then
        assertThat(understack.output()).contains(full);
        await().until(() -> refusal(api), refused -> refused.equals("503 " + full));
        assertThat(understack.isAlive()).isTrue();
        assertThat(understack.command("events").out()).contains("keystone-event-project");
        await()
            .until(
                () -> around.rabbit().queue(Surroundings.VHOST, "argo_notifications"),
                queue -> !queue.contains("\"messages\":0"));

        // and when
        disk.free();
        await().untilAsserted(() -> assertThat(around.tenantIds()).hasSameSizeAs(projects));
        understack.stop();
      }
      Ledger ledger = Ledger.read(disk.path().resolve("store.db"), "openstack-keystone");
      int sent = around.tenantIds().size();
      assertThat(ledger.events()).hasSize(sent);
      assertThat(ledger.projectsOf("keystone-event-project")).hasSize(sent).doesNotHaveDuplicates();
    }
  }

  @Test
  void aReadOnlyDiskIsToldAtTheStart() throws Exception {
    try (SmallDisk disk = smallDisk("8m")) {
      SqliteStore.open(disk.path().resolve("store.db")).close();
      disk.makeReadOnly();

      // when
      Outcome outcome = up(disk.path());

      // then
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out())
          .startsWith("understack: store " + disk.path().resolve("store.db") + " cannot be opened")
          .contains("Read-only file system")
          .hasLineCount(1);
    }
  }

  @Test
  void aSecondProcessIsToldWhoHasTheStoreAndLeavesItAlone() {
    try (SqliteStore store = SqliteStore.open(folder.resolve("store.db"))) {
      // when
      Outcome outcome = up(folder);

      // then
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out())
          .isEqualTo(
              "understack: store %s is in use by process %d: stop that process or use another"
                  + " folder%n",
              folder.resolve("store.db"), ProcessHandle.current().pid());
      assertThat(store.events().last("openstack/default")).isZero();
    }
  }

  @Test
  void anAddressThatIsTakenIsToldAtTheStart() throws Exception {
    try (var taken = new java.net.ServerSocket(0)) {
      // when
      String listen = "127.0.0.1:" + taken.getLocalPort();
      Outcome outcome =
          UnderstackProcess.command(folder, "up", "--state", folder.toString(), "--listen", listen);

      // then
      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.out())
          .endsWith("understack: cannot listen on " + listen + ": Address already in use\n");
    }
  }

  private Outcome up(Path state) {
    return UnderstackProcess.command(
        folder, "up", "--state", state.toString(), "--listen", "127.0.0.1:0");
  }

  /** How a write is answered. */
  private static String refusal(ApiClient api) {
    String configMap =
        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\", \"metadata\": {\"generateName\":"
            + " \"x-\"}, \"data\": {\"x\": \""
            + "x".repeat(200_000)
            + "\"}}";
    try {
      api.send(
          "POST", "/api/v1/namespaces/default/configmaps", Map.of(), "application/json", configMap);
      return "";
    } catch (ApiFailedException e) {
      return e.status() + " " + e.getMessage();
    }
  }

  private SmallDisk smallDisk(String size) throws Exception {
    return SmallDisk.mount(folder.resolve("disk"), size)
        .orElseThrow(() -> new TestAbortedException("mounting a tmpfs is not permitted here"));
  }
}
