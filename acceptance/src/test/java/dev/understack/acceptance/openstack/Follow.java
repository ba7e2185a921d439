package dev.understack.acceptance.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.acceptance.openstack.NotificationTap.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ThrowingRunnable;

/**
 * Watches Nautobot follow: from the arrival of a notification at an independent reader to the
 * moment in which Nautobot is as it should be. Prints each time.
 */
final class Follow {
  /** The promise is a second; a crowded build machine gets more before the test fails. */
  private static final Duration PROMISED = Duration.ofSeconds(1);

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final NotificationTap tap;
  private final List<Duration> measured = new CopyOnWriteArrayList<>();

  Follow(NotificationTap tap) {
    this.tap = tap;
  }

  /**
   * Waits until {@code expectation} holds.
   *
   * @param type the notification that Nautobot follows
   * @param id what it is about
   */
  void after(String type, String id, ThrowingRunnable expectation) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(expectation);
    Instant followed = Instant.now();
    await()
        .atMost(LIMIT)
        .untilAsserted(() ->
            assertThat(tap.last(seen -> is(seen, type, id)))
                .as("%s of %s among %s", type, id, tap.all().stream().map(Seen::type).toList())
                .isPresent());
    Instant notified = tap.last(seen -> is(seen, type, id)).orElseThrow().at();
    Duration latency = Duration.between(notified, followed);
    measured.add(latency);
    System.out.println(
        "follows %5d ms after %s%s"
            .formatted(
                latency.toMillis(), type, latency.compareTo(PROMISED) > 0 ? "  (late)" : ""));
  }

  /** The median of all measured times; prints it with the longest. */
  Duration median() {
    List<Duration> sorted = measured.stream().sorted().toList();
    Duration median = sorted.get(sorted.size() / 2);
    System.out.println(
        "followed %d notifications: median %d ms, longest %d ms"
            .formatted(sorted.size(), median.toMillis(), sorted.getLast().toMillis()));
    return median;
  }

  private static boolean is(Seen seen, String type, String id) {
    return seen.type().equals(type) && seen.message().path("payload").toString().contains(id);
  }
}
