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
import dev.understack.testing.FreePorts;
import dev.understack.testing.SmallDisk;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

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
        Hook hook = Hook.create(api);
        await().until(() -> hook.post("{}") == 200);
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
        await().until(() -> hook.post("{\"text\": \"" + "x".repeat(200_000) + "\"}") == 503);
        assertThat(understack.isAlive()).isTrue();
        assertThat(understack.command("events").out()).contains("keystone-event-project");
        await()
            .until(
                () -> around.rabbit().queue(Surroundings.VHOST, "argo_notifications"),
                queue -> !queue.contains("\"messages\":0"));

        // and when
        disk.free();
        await().untilAsserted(() -> assertThat(around.tenantIds()).hasSameSizeAs(projects));
        await().until(() -> hook.post("{\"text\": \"again\"}") == 200);
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

  /** A webhook that anybody may post to. */
  private record Hook(URI address) {

    static Hook create(ApiClient api) {
      int port = FreePorts.next();
      JsonNode _ =
          api.send(
              "POST",
              "/apis/argoproj.io/v1alpha1/namespaces/argo-events/eventsources",
              Map.of(),
              "application/json",
              """
              {"apiVersion": "argoproj.io/v1alpha1", "kind": "EventSource",
               "metadata": {"name": "hook"},
               "spec": {"webhook": {"posts":
                   {"port": "%d", "endpoint": "/post", "method": "POST"}}}}
              """
                  .formatted(port));
      return new Hook(URI.create("http://127.0.0.1:" + port + "/post"));
    }

    /** The status of the answer; 0 while nobody listens. */
    int post(String body) {
      try (HttpClient client = HttpClient.newHttpClient()) {
        return client
            .send(
                HttpRequest.newBuilder(address).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.discarding())
            .statusCode();
      } catch (IOException e) {
        return 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return 0;
      }
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
