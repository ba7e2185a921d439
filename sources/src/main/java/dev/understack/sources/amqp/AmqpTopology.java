package dev.understack.sources.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.understack.sources.spi.SourceHealth;
import java.io.IOException;

/**
 * Declares exchange, queue and binding on every connection: the exchanges of OpenStack services are
 * often not durable and vanish with the broker.
 *
 * <p>An exchange or queue that exists with other attributes, or that this user may not declare, is
 * used as it is, with a warning: a source that receives is worth more than one that insists.
 */
final class AmqpTopology {
  private final Connection connection;
  private final AmqpOptions options;
  private final SourceHealth health;

  AmqpTopology(Connection connection, AmqpOptions options, SourceHealth health) {
    this.connection = connection;
    this.options = options;
    this.health = health;
  }

  /** Makes everything there and returns the channel that may consume {@link Declared#queue}. */
  Declared declare() throws IOException {
    if (!options.exchangeName().isEmpty()) {
      declareExchange();
    }
    Channel channel = open();
    String queue = declareQueue(channel);
    if (!channel.isOpen()) {
      channel = open();
    }
    if (!options.exchangeName().isEmpty()) {
      channel.queueBind(queue, options.exchangeName(), options.routingKey());
    }
    return new Declared(channel, queue);
  }

  /** A channel and the queue to consume from. */
  record Declared(Channel channel, String queue) {}

  private void declareExchange() throws IOException {
    AmqpOptions.Exchange exchange = options.exchange();
    Channel channel = open();
    try {
      channel.exchangeDeclare(
          options.exchangeName(),
          options.exchangeType(),
          exchange.durable(),
          exchange.autoDelete(),
          exchange.internal(),
          null);
      close(channel);
    } catch (IOException e) {
      useAsItIs("exchange " + options.exchangeName(), e);
    }
  }

  private String declareQueue(Channel channel) throws IOException {
    AmqpOptions.Queue queue = options.queue();
    try {
      return channel
          .queueDeclare(
              queue.name(),
              queue.durable(),
              queue.exclusive(),
              queue.autoDelete(),
              QueueArguments.parse(queue.arguments()))
          .getQueue();
    } catch (IOException e) {
      if (queue.name().isEmpty()) {
        throw e;
      }
      useAsItIs("queue " + queue.name(), e);
      return queue.name();
    }
  }

  private void useAsItIs(String what, IOException refusal) throws IOException {
    String reason = refusal(refusal);
    if (reason.isEmpty()) {
      throw refusal;
    }
    health.warn(what + " is used as it is: " + reason);
  }

  /** Why the broker refuses a declaration of something that may be there; else empty. */
  private static String refusal(IOException error) {
    return error.getCause() instanceof ShutdownSignalException signal
            && signal.getReason() instanceof AMQP.Channel.Close close
            && (close.getReplyCode() == AMQP.PRECONDITION_FAILED
                || close.getReplyCode() == AMQP.ACCESS_REFUSED)
        ? close.getReplyText()
        : "";
  }

  private Channel open() throws IOException {
    Channel channel = connection.createChannel();
    if (channel == null) {
      throw new IOException("the broker allows no more channels on this connection");
    }
    return channel;
  }

  private static void close(Channel channel) throws IOException {
    try {
      channel.close();
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IOException(e);
    }
  }
}
