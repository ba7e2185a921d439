package dev.understack.sources.amqp;

import dev.understack.bus.OutgoingData;
import dev.understack.bus.RejectedMessage;
import dev.understack.sources.RetryPause;
import dev.understack.sources.spi.DeliveryOutcome;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets.MissingSecretException;
import dev.understack.sources.spi.SourceContext;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one AMQP session open, for ever: whatever ends it, a new one follows. */
final class AmqpConsumer implements RunningSource {
  private static final Logger LOG = LoggerFactory.getLogger(AmqpConsumer.class);
  private static final String PREFETCH = "understack.dev/prefetch";
  private static final int DEFAULT_PREFETCH = 500;
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final SourceContext context;
  private final AmqpOptions options;
  private final int prefetch;
  private final RetryPause pause;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;

  private AmqpConsumer(SourceContext context, AmqpOptions options) {
    this.context = context;
    this.options = options;
    this.prefetch = Math.clamp(context.annotation(PREFETCH, DEFAULT_PREFETCH), 1, 65535);
    this.pause = new RetryPause(options.backoff());
    this.thread = Thread.ofVirtual().name(context.describe()).unstarted(this::run);
  }

  static AmqpConsumer start(SourceContext context, AmqpOptions options) {
    AmqpConsumer consumer = new AmqpConsumer(context, options);
    if (options.queue().name().isEmpty()) {
      context
          .health()
          .warn(
              "without queueDeclare.name the broker deletes the queue with the connection:"
                  + " messages sent while disconnected are lost");
    }
    consumer.thread.start();
    return consumer;
  }

  @Override
  public CompletableFuture<DeliveryOutcome> deliverAgain(RejectedMessage rejected) {
    AmqpMessage message = AmqpMessage.of(rejected);
    OutgoingData data = AmqpReading.of(context, options).data(message);
    return context.sink().deliverAgain(rejected, data, message.identity(data.tree()).orElse(null));
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Redeliveries redeliveries =
        Redeliveries.expecting(
            context.sink().bus(), context.owner().name(), context.event().name(), prefetch);
    try {
      while (closed.getCount() > 0) {
        String reason = session(redeliveries);
        redeliveries.connectionEnded();
        if (closed.getCount() > 0) {
          context.health().failing(reason);
          Duration wait = pause.next();
          LOG.info("{}: {}; next attempt in {} ms", context.describe(), reason, wait.toMillis());
          boolean stopped = closed.await(wait.toMillis(), TimeUnit.MILLISECONDS);
          LOG.debug("{}: stopped while waiting: {}", context.describe(), stopped);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs one session to its end and says why it ended. */
  private String session(Redeliveries redeliveries) throws InterruptedException {
    try (AmqpSession session = AmqpSession.open(context, options, prefetch, redeliveries)) {
      pause.reset();
      context.health().running("consuming queue " + session.queue());
      return session.awaitEnd();
    } catch (IOException | GeneralSecurityException | TimeoutException e) {
      return "cannot consume: " + rootMessage(e);
    } catch (MissingSecretException e) {
      return "cannot connect: " + e.getMessage();
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
