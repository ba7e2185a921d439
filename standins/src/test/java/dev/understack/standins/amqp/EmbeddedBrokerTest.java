package dev.understack.standins.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.keystone.NotificationFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EmbeddedBrokerTest {

  @Test
  void keystoneStandInNotifiesABoundQueue() throws Exception {
    try (EmbeddedBroker broker =
            new EmbeddedBroker(
                List.of("keystone", "ironic"), Map.of("keystone", "k", "argo-keystone", "a"));
        OsloNotifications notifications =
            new OsloNotifications(
                broker.connectionFactory("keystone", "keystone", "k"),
                "keystone",
                true,
                "notifications",
                "identity.test");
        KeystoneStandIn keystone = new KeystoneStandIn("secret");
        Connection connection =
            broker.connectionFactory("keystone", "argo-keystone", "a").newConnection();
        Channel channel = connection.createChannel()) {
      channel.queueDeclare("argo_notifications", true, false, false, Map.of());
      channel.queueBind("argo_notifications", "keystone", "notifications.info");
      keystone.notify(notifications, NotificationFormat.CADF);

      String project = keystone.createProject("web", "default", "");

      GetResponse message = channel.basicGet("argo_notifications", true);
      JsonNode envelope = JsonMapper.shared().readTree(message.getBody());
      JsonNode inner = JsonMapper.shared().readTree(envelope.path("oslo.message").asString());
      assertThat(envelope.path("oslo.version").asString()).isEqualTo("2.0");
      assertThat(inner.path("event_type").asString()).isEqualTo("identity.project.created");
      assertThat(inner.at("/payload/target/id").asString()).isEqualTo(project);
      assertThat(message.getProps().getContentType()).isEqualTo("application/json");
    }
  }
}
