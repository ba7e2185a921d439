package dev.understack.acceptance.openstack;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Publishes notifications to exchange {@code ironic} out of order: each waits among fifty others
 * until it is drawn, and one in ten is sent twice.
 */
final class StormSender implements AutoCloseable {
  private static final int WAITING = 50;
  private static final BasicProperties PERSISTENT =
      new BasicProperties.Builder().contentType("application/json").deliveryMode(2).build();

  private final RecordedShapes shapes = new RecordedShapes();
  private final List<byte[]> waiting = new ArrayList<>();
  private final Random random;
  private final Connection connection;
  private final Channel channel;
  private int distinct;
  private int sent;

  StormSender(ConnectionFactory factory, Random random) {
    this.random = random;
    try {
      connection = factory.newConnection("storm");
      channel = connection.createChannel();
      channel.confirmSelect();
      channel.exchangeDeclare("ironic", "topic", true);
      // There from the start, so that the broker keeps what is sent while nobody reads.
      channel.queueDeclare("argo_notifications", true, false, false, Map.of());
      channel.queueBind("argo_notifications", "ironic", "ironic_versioned_notifications.info");
    } catch (Exception e) {
      throw new IllegalStateException("cannot publish to RabbitMQ", e);
    }
  }

  /** Takes a notification about an object that was like {@code row}. */
  void tell(String type, JsonNode row) {
    byte[] message = shapes.message(type, row);
    waiting.add(message);
    distinct++;
    if (distinct % 10 == 0) {
      waiting.add(message);
    }
    while (waiting.size() > WAITING) {
      sendOne();
    }
  }

  /** Sends what still waits; returns when the broker has everything. */
  void finish() {
    while (!waiting.isEmpty()) {
      sendOne();
    }
    try {
      channel.waitForConfirmsOrDie(30_000);
    } catch (Exception e) {
      throw new IllegalStateException("the broker did not take everything", e);
    }
  }

  /** How many different notifications were told. */
  int distinct() {
    return distinct;
  }

  /** How many messages were sent. */
  int sent() {
    return sent;
  }

  @Override
  public void close() {
    connection.abort();
  }

  private void sendOne() {
    byte[] message = waiting.remove(random.nextInt(waiting.size()));
    sent++;
    try {
      channel.basicPublish("ironic", "ironic_versioned_notifications.info", PERSISTENT, message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
