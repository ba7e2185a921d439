package dev.understack.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.standins.amqp.OsloNotifications;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The guarantees under SIGKILL: nothing acknowledged is lost, everything is decided once, no
 * workflow is made twice, everything ends. {@code -Dunderstack.kills=50} kills more often.
 */
class KilledUnderLoadTest {
  private static final int KILLS = Integer.getInteger("understack.kills", 10);
  private static final List<String> SENSORS =
      List.of("keystone-event-project", "keystone-oslo-event");
  private static final String PASSWORD = "keystone-secret";

  @TempDir Path state;

  @Test
  void everyNotificationIsStoredDecidedAndActedOnExactlyOnce() throws Exception {
    try (Surroundings around = Surroundings.create();
        KeystoneStandIn keystone = new KeystoneStandIn(PASSWORD);
        OsloNotifications notifications = around.keystoneNotifications()) {
      keystone.notify(notifications, NotificationFormat.CADF);
      Set<String> projects = ConcurrentHashMap.newKeySet();
      AtomicBoolean sending = new AtomicBoolean(true);
      try (UnderstackProcess understack = around.understack(state, keystone.cloudsYaml(PASSWORD))) {
        Thread sender = Thread.ofVirtual().start(() -> sendWhile(sending, keystone, projects));
        killAndRestart(understack);
        sending.set(false);
        sender.join();

        await()
            .atMost(Duration.ofMinutes(6))
            .pollInterval(Duration.ofMillis(200))
            .until(() -> around.tenantIds().size() == projects.size());
        understack.awaitIdle(Duration.ofMinutes(6));
        understack.stop();
      }

      Ledger ledger = Ledger.read(state.resolve("store.db"), "openstack-keystone");
      ledger.print(projects.size());
      assertThat(ledger.events()).as("each message stored once").hasSize(projects.size());
      assertThat(ledger.position()).isEqualTo(ledger.events().getLast().sequence());
      for (String sensor : SENSORS) {
        assertThat(ledger.actionsOf(sensor)).as("actions of %s", sensor).hasSize(projects.size());
        assertThat(ledger.projectsOf(sensor))
            .as("one workflow per project by %s", sensor)
            .hasSize(projects.size())
            .doesNotHaveDuplicates();
      }
      assertThat(ledger.workflows()).extracting(Ledger::phase).containsOnly("Succeeded");
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
      for (int burst = random.nextInt(4); burst >= 0; burst--) {
        projects.add(keystone.createProject("p" + projects.size(), "default", "under load"));
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(400)).toNanos());
    }
  }
}
