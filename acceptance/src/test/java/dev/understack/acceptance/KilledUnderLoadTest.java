package dev.understack.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.ObjectTable;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guarantees under SIGKILL: nothing acknowledged is lost, everything is decided once, no
 * workflow is made twice, everything ends.
 */
class KilledUnderLoadTest {
  private static final int KILLS = Integer.getInteger("understack.kills", 50);
  private static final String PASSWORD = "keystone-secret";

  @TempDir Path state;

  @Test
  void everyNotificationIsStoredDecidedAndActedOnExactlyOnce() throws Exception {
    try (Surroundings around = Surroundings.create();
        KeystoneStandIn keystone = new KeystoneStandIn(PASSWORD);
        OsloNotifications notifications = notifications(around)) {
      keystone.notify(notifications, NotificationFormat.CADF);
      Set<String> projects = ConcurrentHashMap.newKeySet();
      AtomicBoolean sending = new AtomicBoolean(true);
      try (UnderstackProcess understack = around.understack(state, keystone.cloudsYaml(PASSWORD))) {
        Thread sender = Thread.ofVirtual().start(() -> sendWhile(sending, keystone, projects));
        killAndRestart(understack);
        sending.set(false);
        sender.join();

        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> around.tenantIds().size() == projects.size());
        understack.stop();
      }

      Ledger ledger = Ledger.read(state.resolve("store.db"));
      System.out.println(
          "ledger: kills %d, sent %d, stored %d, decided to position %d, acted %d, doubled %d"
              .formatted(
                  KILLS,
                  projects.size(),
                  ledger.events.size(),
                  ledger.position,
                  ledger.actions.size(),
                  ledger.workflows.size() - ledger.workflowsByEvent.size()));
      assertThat(ledger.events).as("each message stored once").hasSize(projects.size());
      assertThat(ledger.position).isEqualTo(ledger.events.getLast().sequence());
      assertThat(ledger.actions).as("one action each").hasSize(projects.size());
      assertThat(ledger.workflows).as("one workflow each").hasSize(projects.size());
      assertThat(ledger.workflowsByEvent).hasSize(projects.size());
      assertThat(ledger.workflows)
          .allSatisfy(w -> assertThat(w.status().path("phase").asString()).isEqualTo("Succeeded"));
    }
  }

  private static void killAndRestart(UnderstackProcess understack) {
    Random random = new Random(20261124);
    for (int kill = 0; kill < KILLS; kill++) {
      understack.awaitReady();
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(900)).toNanos());
      understack.kill();
      understack.startAgain();
      if (random.nextInt(4) == 0) {
        LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1500)).toNanos());
        understack.kill();
        understack.startAgain();
      }
    }
    understack.awaitReady();
  }

  private static void sendWhile(
      AtomicBoolean sending, KeystoneStandIn keystone, Set<String> projects) {
    Random random = new Random(7);
    while (sending.get()) {
      for (int burst = random.nextInt(8); burst >= 0; burst--) {
        projects.add(keystone.createProject("p" + projects.size(), "default", "under load"));
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(300)).toNanos());
    }
  }

  private static OsloNotifications notifications(Surroundings around) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(around.rabbit().uri(Surroundings.VHOST));
    declareQueue(factory);
    return new OsloNotifications(factory, "keystone", true, "notifications", "identity.test");
  }

  /**
   * The queue is there from the start, so that the broker keeps what is sent while nobody reads.
   */
  private static void declareQueue(ConnectionFactory factory) throws Exception {
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      channel.exchangeDeclare("keystone", "topic", true);
      channel.queueDeclare("argo_notifications", true, false, false, Map.of());
      channel.queueBind("argo_notifications", "keystone", "notifications.info");
    }
  }

  /** What the store says happened. */
  private record Ledger(
      List<StoredEvent> events,
      long position,
      List<StoredAction> actions,
      List<KubeObject> workflows,
      Map<String, Long> workflowsByEvent) {

    static Ledger read(Path file) {
      try (SqliteStore store = SqliteStore.open(file)) {
        List<StoredEvent> events =
            new ArrayList<>(
                store
                    .events()
                    .newest(new EventFilter("", "openstack-keystone", ""), Integer.MAX_VALUE)
                    .reversed());
        List<KubeObject> workflows =
            store
                .objects()
                .list(
                    ObjectTable.Query.all(
                        ResourceTypes.WORKFLOW, "argo-events", ObjectTable.View.WITHOUT_NODES))
                .items();
        Map<String, Long> byEvent =
            new HashMap<>(
                workflows.stream()
                    .collect(
                        Collectors.groupingBy(
                            w -> w.tree().at("/spec/arguments/parameters/1/value").asString(),
                            Collectors.counting())));
        return new Ledger(
            events,
            store.decisions().position("openstack/default"),
            store.actions().newest(StoredAction.State.DONE, Integer.MAX_VALUE),
            workflows,
            byEvent);
      }
    }
  }
}
