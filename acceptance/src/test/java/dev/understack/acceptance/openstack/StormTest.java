package dev.understack.acceptance.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.understack.acceptance.Ledger;
import dev.understack.acceptance.UnderstackProcess;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.nautobot.NautobotStandIn;
import dev.understack.standins.openstack.IronicStandIn;
import dev.understack.testing.RabbitMqServer;
import dev.understack.testing.TemporaryFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm: two thousand notifications about a hundred nodes arrive out of order and in part twice,
 * while Nautobot is away for ten seconds and busy at times, and UnderStack is killed three times.
 * At the end Nautobot is exactly as Ironic is, and every notification is accounted for.
 */
class StormTest {
  private static final int NOTIFICATIONS = 2000;
  private static final String PASSWORD = "keystone-secret";
  private static final String TOKEN = "0123456789abcdef";

  @TempDir Path state;

  @Test
  void nautobotEndsExactlyAsIronicIs() throws Exception {
    Random random = new Random(20261124);
    try (RabbitMqServer rabbit = RabbitMqServer.start(TemporaryFolders.create("rabbitmq-storm"));
        KeystoneStandIn keystone = new KeystoneStandIn(PASSWORD);
        IronicStandIn ironic = new IronicStandIn(keystone);
        NautobotStandIn nautobot = new NautobotStandIn(TOKEN);
        StormSender sender = new StormSender(broker(rabbit), random);
        UnderstackProcess understack = understack(rabbit, keystone, nautobot)) {
      NautobotSeeds.plant(nautobot, StormSource.SWITCHES, StormSource.SWITCH_PORTS);
      Instant begun = Instant.now();
      StormSource source = new StormSource(keystone, ironic, random, sender::tell);
      source.begin();
      blow(source, sender, nautobot, understack);

      await()
          .atMost(Duration.ofMinutes(4))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(
              () -> assertThat(Inventory.found(nautobot)).isEqualTo(Inventory.wanted(ironic)));
      System.out.printf(
          "storm: %d messages sent, %d different; in step after %d s, %d calls to Nautobot%n",
          sender.sent(),
          sender.distinct(),
          Duration.between(begun, Instant.now()).toSeconds(),
          nautobot.http().calls().size());
      understack.awaitIdle(Duration.ofMinutes(3));
      understack.stop();

      assertThat(Inventory.found(nautobot)).isEqualTo(Inventory.wanted(ironic));
      account(Ledger.read(state.resolve("store.db"), "openstack-ironic"), sender.distinct());
    }
  }

  /** The virtual host that the shipped event source reads. */
  private static ConnectionFactory broker(RabbitMqServer rabbit) throws Exception {
    rabbit.createVhost("ironic");
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.uri("ironic"));
    return factory;
  }

  /** Three kills, an outage and spells of refusals, spread over the notifications. */
  private static void blow(
      StormSource source,
      StormSender sender,
      NautobotStandIn nautobot,
      UnderstackProcess understack) {
    int step = 0;
    while (sender.distinct() < NOTIFICATIONS) {
      source.change();
      step++;
      if (step % 20 == 0) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      switch (step) {
        case 200, 700, 1100 -> {
          understack.awaitReady();
          understack.kill();
          understack.startAgain();
        }
        case 450 -> nautobot.http().refuseFor(Duration.ofSeconds(10), 503);
        case 100, 350, 950, 1300 -> nautobot.http().refuseNext(30, 429);
        default -> {}
      }
    }
    sender.finish();
  }

  private static void account(Ledger ledger, int told) {
    System.out.printf(
        "storm: stored %d, decided to position %d, actions done %d, unfinished %d, workflows %d%n",
        ledger.events().size(),
        ledger.position(),
        ledger.actions().size(),
        ledger.unfinished().size(),
        ledger.workflows().size());
    assertThat(ledger.events()).as("each notification stored once").hasSize(told);
    assertThat(ledger.position()).isEqualTo(ledger.events().getLast().sequence());
    assertThat(ledger.unfinished()).as("actions that wait for something").isEmpty();
    assertThat(ledger.actions().stream().filter(action -> action.sensor().contains("/ironic-")))
        .as("one action per notification")
        .hasSize(told);
    assertThat(ledger.workflows()).as("one workflow per notification").hasSize(told);
    assertThat(ledger.workflows()).extracting(Ledger::phase).containsOnly("Succeeded");
  }

  private UnderstackProcess understack(
      RabbitMqServer rabbit, KeystoneStandIn keystone, NautobotStandIn nautobot) {
    Path manifests = UnderstackProcess.project().resolve("workflows");
    String text =
        """
        endpoints:
          rabbitmq.openstack.svc.cluster.local:5672: 127.0.0.1:%d
        secrets:
          - namespace: openstack
            name: argo-ironic-user-credentials
            data: {username: admin, password: "%s"}
          - namespace: argo-events
            name: nautobot-token
            data: {url: "%s", token: "%s"}
          - namespace: argo-events
            name: baremetal-manage
            data:
              clouds.yaml: |
        %s
        """
            .formatted(
                rabbit.amqpPort(),
                rabbit.adminPassword(),
                nautobot.url(),
                TOKEN,
                keystone
                    .cloudsYaml(PASSWORD)
                    .lines()
                    .map(line -> "        " + line)
                    .collect(Collectors.joining("\n")));
    try {
      Path configuration = Files.writeString(state.resolve("understack.yaml"), text);
      return UnderstackProcess.up(
          state,
          "--config",
          configuration.toString(),
          "-k",
          manifests.resolve("openstack").toString(),
          "-k",
          manifests.resolve("argo-events").toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
