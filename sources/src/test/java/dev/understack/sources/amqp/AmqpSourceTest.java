package dev.understack.sources.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.bus.BusEvent;
import dev.understack.sources.SourceFixture;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceHealth.Phase;
import dev.understack.testing.RabbitMqServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AmqpSourceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void makesEventsAsArgoDoes() throws Exception {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(new AmqpSource(), manifest(rabbit, vhost, "jsonBody: true"))) {
      // given
      awaitRunning(fixture);

      // when
      publish(rabbit, vhost, "{\"a\": 1}", properties("m1"));

      // then
      BusEvent event = fixture.awaitEvents(1).getFirst();
      assertThat(event.source()).isEqualTo("source");
      assertThat(event.subject()).isEqualTo("event");
      assertThat(event.type()).isEqualTo("amqp");
      assertThat(event.id()).matches("[0-9a-f]{32}");
      assertThat(event.dataText())
          .isEqualTo(
              "{\"contentType\":\"application/json\",\"contentEncoding\":\"\",\"deliveryMode\":2,"
                  + "\"priority\":0,\"correlationId\":\"\",\"replyTo\":\"\",\"expiration\":\"\","
                  + "\"messageId\":\"m1\",\"timestamp\":\"0001-01-01 00:00:00 +0000 UTC\","
                  + "\"type\":\"\",\"appId\":\"\",\"exchange\":\"ex\",\"routingKey\":\"key\","
                  + "\"body\":{\"a\":1}}");
      awaitNothingUnacknowledged(rabbit, vhost);
    }
  }

  @Test
  void keepsEveryMessageOverABrokerCrashAndStoresNoneTwice() throws Exception {
    try (RabbitMqServer rabbit =
            RabbitMqServer.start(Files.createDirectory(folder.resolve("rabbit")));
        SourceFixture fixture = SourceFixture.in(folder)) {
      String vhost = rabbit.newVhost();
      Set<String> sent = new HashSet<>();
      try (RunningSource _ =
          fixture.start(new AmqpSource(), manifest(rabbit, vhost, "jsonBody: true"))) {
        // given
        awaitRunning(fixture);
        sent.addAll(publishMany(rabbit, vhost, "before", 500));

        // when
        rabbit.crashAndRestart();
        awaitConsumer(rabbit, vhost);
        sent.addAll(publishMany(rabbit, vhost, "after", 500));

        // then
        List<String> stored = new ArrayList<>();
        fixture.awaitEvents(1000).forEach(e -> stored.add(e.data().path("messageId").asString()));
        assertThat(stored).doesNotHaveDuplicates();
        assertThat(new HashSet<>(stored)).isEqualTo(sent);
        awaitNothingUnacknowledged(rabbit, vhost);
      }
    }
  }

  @Test
  void keepsMessagesThatCanNeverBecomeEvents() throws Exception {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(new AmqpSource(), manifest(rabbit, vhost, "jsonBody: true"))) {
      // given
      awaitRunning(fixture);

      // when
      publish(rabbit, vhost, "not json", properties("poison"));
      publish(rabbit, vhost, "\"" + "x".repeat(10 * 1024 * 1024) + "\"", properties("huge"));
      publish(rabbit, vhost, "{\"fine\":true}", properties("fine"));
      publish(rabbit, vhost, "", properties("m3"));

      // then
      assertThat(fixture.awaitEvents(1).getFirst().data().at("/body/fine").booleanValue()).isTrue();
      await().atMost(PATIENCE).until(() -> fixture.bus().rejected(10).size() == 3);
      assertThat(fixture.bus().rejected(10).getLast().reason()).startsWith("the body is not JSON");
      assertThat(fixture.bus().rejected(10).getLast().raw())
          .isEqualTo("not json".getBytes(StandardCharsets.UTF_8));
      assertThat(fixture.bus().rejected(10).get(1).reason()).contains("more than 8388608");
      assertThat(fixture.bus().rejected(10).getFirst().reason())
          .isEqualTo("the body is not JSON: it is empty");
      awaitNothingUnacknowledged(rabbit, vhost);
    }
  }

  @Test
  void leavesMessagesWithTheBrokerWhileTheBusRefuses() throws Exception {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ = fixture.start(new AmqpSource(), manifest(rabbit, vhost, ""))) {
      // given
      awaitRunning(fixture);
      fixture.refuse(true);

      // when
      publish(rabbit, vhost, "{}", properties(""));
      await().atMost(PATIENCE).until(() -> fixture.health().state().phase() == Phase.FAILING);
      assertThat(fixture.events()).isEmpty();
      fixture.refuse(false);

      // then
      assertThat(fixture.awaitEvents(1)).hasSize(1);
      awaitNothingUnacknowledged(rabbit, vhost);
    }
  }

  @Test
  void usesAnExchangeAsItIsWhenItExistsWithOtherAttributes() throws Exception {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (Connection connection = connect(rabbit, vhost);
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare("ex", "topic", false);
    }
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ = fixture.start(new AmqpSource(), manifest(rabbit, vhost, ""))) {
      // when
      awaitRunning(fixture);
      publish(rabbit, vhost, "x", properties("m"));

      // then
      assertThat(fixture.awaitEvents(1).getFirst().data().path("body").asString())
          .isEqualTo("eA==");
      assertThat(fixture.health().state().warnings())
          .anyMatch(w -> w.startsWith("exchange ex is used as it is: PRECONDITION_FAILED"));
    }
  }

  @Test
  void storesAnOpenStackNotificationOnceHoweverOftenItIsSent() throws Exception {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    String body =
        "{\"oslo.version\":\"2.0\",\"oslo.message\":\"{\\\"message_id\\\":\\\"%s\\\",\\\"a\\\":1}\"}";
    try (SourceFixture fixture = SourceFixture.in(folder);
        RunningSource _ =
            fixture.start(new AmqpSource(), manifest(rabbit, vhost, "jsonBody: true"))) {
      // given
      awaitRunning(fixture);

      // when
      publish(rabbit, vhost, body.formatted("one"), properties(""));
      publish(rabbit, vhost, body.formatted("one"), properties(""));
      publish(rabbit, vhost, body.formatted("two"), properties(""));

      // then
      assertThat(fixture.awaitEvents(2))
          .extracting(e -> e.data().at("/body/oslo.message").asString().contains("two"))
          .containsExactly(false, true);
      awaitNothingUnacknowledged(rabbit, vhost);
      assertThat(fixture.events()).hasSize(2);
    }
  }

  private static String manifest(RabbitMqServer rabbit, String vhost, String more) {
    return """
    apiVersion: argoproj.io/v1alpha1
    kind: EventSource
    metadata: {name: source, namespace: openstack}
    spec:
      amqp:
        event:
          url: %s
          exchangeName: ex
          exchangeType: topic
          routingKey: key
          exchangeDeclare: {durable: true}
          queueDeclare: {name: argo, durable: true, noWait: true}
          consume: {consumerTag: argo-events, autoAck: true}
          connectionBackoff: {duration: 200ms, factor: 1.2, jitter: 0, steps: 5}
          %s
    """
        .formatted(rabbit.uri(vhost), more);
  }

  private static void awaitRunning(SourceFixture fixture) {
    await().atMost(PATIENCE).until(() -> fixture.health().state().phase() == Phase.RUNNING);
  }

  private static void awaitConsumer(RabbitMqServer rabbit, String vhost) {
    await().atMost(PATIENCE).until(() -> rabbit.queue(vhost, "argo").contains("\"consumers\":1"));
  }

  private static void awaitNothingUnacknowledged(RabbitMqServer rabbit, String vhost) {
    await()
        .atMost(PATIENCE)
        .until(() -> rabbit.queue(vhost, "argo").matches("(?s).*\"messages\":0,.*"));
  }

  private static AMQP.BasicProperties properties(String messageId) {
    return new AMQP.BasicProperties.Builder()
        .contentType("application/json")
        .deliveryMode(2)
        .messageId(messageId.isEmpty() ? null : messageId)
        .build();
  }

  private static List<String> publishMany(
      RabbitMqServer rabbit, String vhost, String prefix, int count) throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = connect(rabbit, vhost);
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      for (int i = 0; i < count; i++) {
        ids.add(prefix + i);
        channel.basicPublish(
            "ex",
            "key",
            properties(prefix + i),
            ("{\"n\":" + i + "}").getBytes(StandardCharsets.UTF_8));
      }
      channel.waitForConfirmsOrDie(10_000);
    }
    return ids;
  }

  private static void publish(
      RabbitMqServer rabbit, String vhost, String body, AMQP.BasicProperties properties)
      throws Exception {
    try (Connection connection = connect(rabbit, vhost);
        Channel channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish("ex", "key", properties, body.getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    }
  }

  private static Connection connect(RabbitMqServer rabbit, String vhost) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(rabbit.uri(vhost));
    return factory.newConnection();
  }
}
