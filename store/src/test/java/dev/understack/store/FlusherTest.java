package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlusherTest {
  private final Semaphore allowed = new Semaphore(0);
  private final AtomicInteger begun = new AtomicInteger();
  private volatile boolean broken;
  private final Flusher flusher = new Flusher(this::flush);

  private static final class Sender implements Flusher.Caller {
    private final CompletableFuture<Void> told = new CompletableFuture<>();

    @Override
    public void onDisk() {
      told.complete(null);
    }

    @Override
    public void fail(StoreUnavailableException unavailable) {
      told.completeExceptionally(unavailable);
    }
  }

  private void flush() {
    begun.incrementAndGet();
    allowed.acquireUninterruptibly();
    if (broken) {
      throw new StoreUnavailableException("store s.db cannot be flushed to disk: EIO");
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    allowed.release(1_000);
    flusher.stop();
  }

  @Test
  void aCallerIsToldAfterTheFlushAndNotBefore() throws Exception {
    Sender sender = new Sender();
    flusher.committed(List.of(sender));
    await().until(() -> begun.get() == 1);
    assertThat(sender.told).isNotDone();

    allowed.release();

    sender.told.get(10, TimeUnit.SECONDS);
  }

  @Test
  void allWhoWaitShareOneFlush() throws Exception {
    List<Sender> senders = new ArrayList<>();
    flusher.committed(List.of(new Sender()));
    await().until(() -> begun.get() == 1);
    for (int i = 0; i < 100; i++) {
      senders.add(new Sender());
      flusher.committed(List.of(senders.getLast()));
    }

    allowed.release(2);

    for (Sender sender : senders) {
      sender.told.get(10, TimeUnit.SECONDS);
    }
    assertThat(begun).hasValue(2);
  }

  @Test
  void commitsThatNobodyWaitsForAreFlushedSoon() {
    flusher.committed(List.of());

    await().until(() -> begun.get() == 1);
  }

  @Test
  void aFlushThatFailsIsToldAndTheNextOneIsTried() throws Exception {
    Sender unlucky = new Sender();
    broken = true;
    flusher.committed(List.of(unlucky));
    allowed.release();
    assertThat(unlucky.told)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(StoreUnavailableException.class);

    broken = false;
    Sender lucky = new Sender();
    flusher.committed(List.of(lucky));
    allowed.release();

    lucky.told.get(10, TimeUnit.SECONDS);
  }

  @Test
  void stoppingFlushesWhatIsLeft() throws Exception {
    Sender last = new Sender();
    flusher.committed(List.of(last));
    allowed.release(2);

    flusher.stop();

    assertThat(last.told).isDone();
  }
}
