package dev.understack.standins.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Publishes notifications as oslo.messaging does: a topic exchange, an envelope with JSON text in
 * JSON, and a routing key of topic and priority. Safe for many threads.
 */
public final class OsloNotifications implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

  private final Connection connection;
  private final Channel channel;
  private final String exchange;
  private final String topic;
  private final String publisher;

  /** Connects and declares the exchange; {@code durable} as amqp_durable_queues says. */
  public OsloNotifications(
      ConnectionFactory factory, String exchange, boolean durable, String topic, String publisher) {
    this.exchange = exchange;
    this.topic = topic;
    this.publisher = publisher;
    try {
      connection = factory.newConnection();
      channel = connection.createChannel();
      channel.exchangeDeclare(exchange, "topic", durable);
      channel.confirmSelect();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot publish to exchange " + exchange, e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("no connection to the broker in time", e);
    }
  }

  /** Sends one notification of priority INFO; returns its message id once the broker has it. */
  public String info(String eventType, JsonNode payload) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    String id = UUID.randomUUID().toString();
    message
        .put("message_id", id)
        .put("publisher_id", publisher)
        .put("event_type", eventType)
        .put("priority", "INFO")
        .set("payload", payload);
    message
        .put("timestamp", TIME.format(LocalDateTime.now(ZoneOffset.UTC)))
        .put("_unique_id", UUID.randomUUID().toString().replace("-", ""));
    publish(topic + ".info", message);
    return id;
  }

  private synchronized void publish(String routingKey, ObjectNode message) {
    String envelope =
        JsonNodeFactory.instance
            .objectNode()
            .put("oslo.version", "2.0")
            .put("oslo.message", message.toString())
            .toString();
    BasicProperties properties =
        new BasicProperties.Builder()
            .contentType("application/json")
            .contentEncoding("utf-8")
            .deliveryMode(2)
            .priority(0)
            .build();
    try {
      channel.basicPublish(
          exchange, routingKey, properties, envelope.getBytes(StandardCharsets.UTF_8));
      channel.waitForConfirmsOrDie(10_000);
    } catch (IOException e) {
      throw new UncheckedIOException("the broker did not take a notification", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the broker did not confirm a notification in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing", e);
    }
  }

  @Override
  public void close() {
    connection.abort();
  }
}
