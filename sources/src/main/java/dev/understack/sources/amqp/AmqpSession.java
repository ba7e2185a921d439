package dev.understack.sources.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import dev.understack.bus.OutgoingData;
import dev.understack.sources.spi.DeliveryOutcome;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.UndeliverableException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection that consumes until something ends it.
 *
 * <p>Deliveries come in on a callback thread, are appended to the bus without waiting, and are
 * acknowledged by a thread of its own as soon as they are durable, many at once. When the bus
 * refuses one, the session ends: the broker keeps what is not acknowledged and sends it again to
 * the next session.
 */
final class AmqpSession implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpSession.class);
  private static final int CLOSE_TIMEOUT_MILLIS = 3_000;

  private final SourceContext context;
  private final AmqpOptions options;
  private final Redeliveries redeliveries;
  private final Connection connection;
  private final Channel channel;
  private final String queue;
  private final AmqpReading reading;
  private final AckWindow window = new AckWindow();
  private final CompletableFuture<String> end = new CompletableFuture<>();
  private final Thread acknowledger;

  private AmqpSession(
      SourceContext context,
      AmqpOptions options,
      Redeliveries redeliveries,
      Connection connection,
      AmqpTopology.Declared declared) {
    this.context = context;
    this.options = options;
    this.redeliveries = redeliveries;
    this.connection = connection;
    this.channel = declared.channel();
    this.queue = declared.queue();
    this.reading = AmqpReading.of(context, options);
    this.acknowledger =
        Thread.ofVirtual().name(context.describe() + ", acks").unstarted(this::acknowledge);
  }

  /** Connects, declares and starts to consume. */
  static AmqpSession open(
      SourceContext context, AmqpOptions options, int prefetch, Redeliveries redeliveries)
      throws IOException, GeneralSecurityException, TimeoutException {
    // Never shut down: a connection that fails uses it to the end, and it holds no idle threads.
    ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();
    Connection connection = null;
    try {
      connection = AmqpConnections.open(context, options, callbacks);
      AmqpTopology.Declared declared =
          new AmqpTopology(connection, options, context.health()).declare();
      AmqpSession session = new AmqpSession(context, options, redeliveries, connection, declared);
      session.consume(prefetch);
      return session;
    } catch (IOException | GeneralSecurityException | TimeoutException | RuntimeException e) {
      if (connection != null) {
        connection.abort(CLOSE_TIMEOUT_MILLIS);
      }
      throw e;
    }
  }

  /** The queue that is consumed. */
  String queue() {
    return queue;
  }

  /** Waits until the session ends by itself and says why. */
  String awaitEnd() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      return "failed: " + e.getCause();
    }
  }

  @Override
  public void close() {
    end.complete("stopped");
    window.end();
    try {
      acknowledger.join(java.time.Duration.ofMillis(CLOSE_TIMEOUT_MILLIS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.abort(CLOSE_TIMEOUT_MILLIS);
  }

  private void consume(int prefetch) throws IOException {
    connection.addShutdownListener(cause -> end.complete("connection ended: " + reason(cause)));
    channel.addShutdownListener(cause -> end.complete("channel ended: " + reason(cause)));
    channel.basicQos(prefetch);
    acknowledger.start();
    AmqpOptions.Consume consume = options.consume();
    String tag =
        channel.basicConsume(
            queue,
            false,
            consume.consumerTag(),
            consume.noLocal(),
            consume.exclusive(),
            null,
            new Deliveries());
    LOG.debug("{}: consumer {} on queue {}", context.describe(), tag, queue);
  }

  private void received(AmqpMessage message) {
    long tag = message.envelope().getDeliveryTag();
    CompletableFuture<Void> _ =
        deliver(message)
            .thenAccept(outcome -> {
              if (outcome.acknowledged()) {
                window.finish(tag);
              } else {
                end.complete("the bus refuses events; the broker keeps them");
              }
            });
  }

  private CompletableFuture<DeliveryOutcome> deliver(AmqpMessage message) {
    OutgoingData data;
    try {
      data = reading.data(message);
    } catch (UndeliverableException e) {
      return context.sink().reject(String.valueOf(e.getMessage()), message.raw());
    }
    Optional<String> identity = message.identity(data.tree());
    if (identity.isPresent()) {
      return context.sink().deliver(data, identity.get(), message.raw());
    }
    String digest = Redeliveries.digest(data.text());
    if (message.envelope().isRedeliver() && redeliveries.isStored(digest)) {
      return CompletableFuture.completedFuture(DeliveryOutcome.REPEATED);
    }
    return context
        .sink()
        .deliver(data, null, message.raw())
        .whenComplete((outcome, _) -> {
          if (outcome == DeliveryOutcome.STORED) {
            redeliveries.stored(message.envelope().getDeliveryTag(), digest);
          }
        });
  }

  private void acknowledge() {
    try {
      for (long tag = window.awaitFinished(); tag > 0; tag = window.awaitFinished()) {
        channel.basicAck(tag, true);
        redeliveries.acknowledged(tag);
      }
      for (long tag : window.finishedAhead()) {
        channel.basicAck(tag, false);
        redeliveries.acknowledgedSingly(tag);
      }
    } catch (IOException | AlreadyClosedException e) {
      // The broker sends again what it has not heard of; the deduplication key takes care of it.
      end.complete("cannot acknowledge: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String reason(ShutdownSignalException cause) {
    return cause.getReason() == null ? String.valueOf(cause.getMessage()) : text(cause);
  }

  private static String text(ShutdownSignalException cause) {
    return switch (cause.getReason()) {
      case com.rabbitmq.client.AMQP.Channel.Close close -> close.getReplyText();
      case com.rabbitmq.client.AMQP.Connection.Close close -> close.getReplyText();
      default -> String.valueOf(cause.getMessage());
    };
  }

  /** The broker's callbacks, one at a time. */
  private final class Deliveries extends DefaultConsumer {
    Deliveries() {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
      received(new AmqpMessage(envelope, properties, body));
    }

    @Override
    public void handleCancel(String consumerTag) {
      end.complete("the broker cancelled the consumer: queue " + queue + " is gone");
    }
  }
}
