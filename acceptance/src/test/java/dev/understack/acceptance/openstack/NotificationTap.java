package dev.understack.acceptance.openstack;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A second, independent reader of every notification, which notes when each one arrived. */
final class NotificationTap implements AutoCloseable {

  /**
   * A notification that arrived.
   *
   * @param message the decoded oslo message
   */
  record Seen(Instant at, JsonNode message) {
    String type() {
      return message.path("event_type").asString();
    }
  }

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final List<Connection> connections = new ArrayList<>();

  /** Listens on the exchange that a service names after itself, in its virtual host. */
  void listen(String uri, String exchange, String... routingKeys) {
    try {
      ConnectionFactory factory = new ConnectionFactory();
      factory.setUri(uri);
      Connection connection = factory.newConnection("tap");
      connections.add(connection);
      var channel = connection.createChannel();
      channel.exchangeDeclare(exchange, "topic", true);
      String queue = channel.queueDeclare().getQueue();
      for (String key : routingKeys) {
        channel.queueBind(queue, exchange, key);
      }
      DeliverCallback note = (tag, delivery) -> seen.add(seen(delivery.getBody()));
      channel.basicConsume(queue, true, note, tag -> {});
    } catch (Exception e) {
      throw new IllegalStateException("cannot listen on exchange " + exchange, e);
    }
  }

  /** The newest one that matches. */
  Optional<Seen> last(Predicate<Seen> wanted) {
    List<Seen> now = List.copyOf(seen);
    return now.reversed().stream().filter(wanted).findFirst();
  }

  List<Seen> all() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    connections.forEach(Connection::abort);
  }

  private static Seen seen(byte[] body) {
    Instant now = Instant.now();
    JsonNode envelope = JsonMapper.shared().readTree(new String(body, StandardCharsets.UTF_8));
    return new Seen(now, JsonMapper.shared().readTree(envelope.path("oslo.message").asString()));
  }
}
