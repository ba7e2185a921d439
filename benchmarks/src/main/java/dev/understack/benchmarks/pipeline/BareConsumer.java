package dev.understack.benchmarks.pipeline;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.util.concurrent.CountDownLatch;

/** The baseline: the same client, manual acknowledgement of each message, and nothing else. */
final class BareConsumer {
  private BareConsumer() {}

  /** Drains {@code count} messages; messages per second. */
  static double drain(LoadedQueue queue, int count, int prefetch) throws Exception {
    CountDownLatch left = new CountDownLatch(count);
    try (Connection connection = queue.factory().newConnection();
        Channel channel = connection.createChannel()) {
      channel.basicQos(prefetch);
      long start = System.nanoTime();
      channel.basicConsume(
          queue.queue(),
          false,
          (tag, delivery) -> {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
            left.countDown();
          },
          tag -> {});
      left.await();
      return count / ((System.nanoTime() - start) / 1e9);
    }
  }
}
