package dev.understack.benchmarks.pipeline;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.understack.model.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Fills a durable queue with persistent Keystone notifications of about 2 KB. */
final class LoadedQueue {
  static final String EXCHANGE = "keystone";
  static final String ROUTING_KEY = "notifications.info";
  private static final int CONFIRM_EVERY = 500;

  private final ConnectionFactory factory = new ConnectionFactory();
  private final String queue;

  LoadedQueue(String uri, String queue) {
    this.queue = queue;
    try {
      factory.setUri(uri);
    } catch (java.net.URISyntaxException | java.security.GeneralSecurityException e) {
      throw new IllegalArgumentException(uri, e);
    }
  }

  ConnectionFactory factory() {
    return factory;
  }

  String queue() {
    return queue;
  }

  /** Declares exchange, queue and binding, and publishes {@code count} confirmed messages. */
  void fill(int count) throws Exception {
    try (Connection connection = factory.newConnection();
        Channel channel = connection.createChannel()) {
      channel.exchangeDeclare(EXCHANGE, "topic", true);
      channel.queueDeclare(queue, true, false, false, Map.of());
      channel.queueBind(queue, EXCHANGE, ROUTING_KEY);
      channel.confirmSelect();
      for (int i = 0; i < count; i++) {
        channel.basicPublish(EXCHANGE, ROUTING_KEY, properties(), notification(i));
        if (i % CONFIRM_EVERY == CONFIRM_EVERY - 1) {
          channel.waitForConfirmsOrDie(30_000);
        }
      }
      channel.waitForConfirmsOrDie(30_000);
    }
  }

  static BasicProperties properties() {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .contentEncoding("utf-8")
        .deliveryMode(2)
        .priority(0)
        .build();
  }

  /** An oslo.messaging envelope around a CADF notification, padded to about 2 KB. */
  static byte[] notification(int number) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("message_id", UUID.randomUUID().toString());
    message.put("publisher_id", "identity.host-" + number % 7);
    message.put("event_type", "identity.project.updated");
    message.put("priority", "INFO");
    ObjectNode payload = message.putObject("payload");
    payload.put("typeURI", "http://schemas.dmtf.org/cloud/audit/1.0/event");
    payload.put("eventType", "activity").put("action", "updated.project").put("outcome", "success");
    ObjectNode initiator = payload.putObject("initiator");
    initiator.put("id", hex()).put("user_id", hex()).put("project_id", hex());
    initiator.put("username", "admin").put("request_id", "req-" + UUID.randomUUID());
    initiator.putObject("host").put("address", "127.0.0.1").put("agent", "python-keystoneclient");
    payload.putObject("target").put("id", hex()).put("typeURI", "data/security/project");
    payload.put("resource_info", hex());
    ObjectNode context = payload.putObject("observer");
    context.put("id", hex()).put("typeURI", "service/security");
    for (int i = 0; i < 9; i++) {
      message.put("_context_field_" + i, hex() + hex());
    }
    message.put("timestamp", "2026-11-24 10:00:00.000000");
    message.put("_unique_id", hex());
    ObjectNode envelope = JsonNodeFactory.instance.objectNode();
    envelope.put("oslo.version", "2.0").put("oslo.message", Json.write(message));
    return Json.write(envelope).getBytes(StandardCharsets.UTF_8);
  }

  private static String hex() {
    return UUID.randomUUID().toString().replace("-", "");
  }
}
