package dev.understack.workflows;

import dev.understack.cluster.ApiException;
import dev.understack.model.KubeObject;
import dev.understack.store.RunTable.StoredRun;
import dev.understack.store.RunTable.Summary;
import dev.understack.workflows.core.CallException;
import dev.understack.workflows.core.RunChange;
import dev.understack.workflows.core.RunCommand;
import dev.understack.workflows.core.RunCore;
import dev.understack.workflows.core.RunDefinition;
import dev.understack.workflows.core.RunEvent;
import dev.understack.workflows.core.RunPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * The owner of one run: hands events to its core one after the other, stores what they changed, and
 * only then does what they ask for. Events may be offered by any thread; a virtual thread works
 * while there are any.
 *
 * <p>When storing fails, the run is read again from what was stored and the events are handed in
 * once more; leaves that run are left alone.
 */
final class RunDriver {
  private static final Logger LOG = LoggerFactory.getLogger(RunDriver.class);
  private static final int SMALL = 64;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private final EngineParts parts;
  private final LeafRuns leaves;
  private final CompletableFuture<Void> settled = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by the lock, as are the next three. */
  private final Deque<Entry> inbox = new ArrayDeque<>();

  private RunEvent.@Nullable SpecChanged lastSwitches;
  private boolean working;
  private boolean closed;

  /** Used by the working thread alone, as all below. */
  private KubeObject workflow;

  private @Nullable RunCore core;
  private PendingChange pending = new PendingChange();
  private Instant summarized = Instant.EPOCH;
  private @Nullable Instant timerAt;
  private Timers.@Nullable Alarm timer;
  private boolean flushPlanned;

  /** An event, or a request whose asker waits for the answer; a null event stores what waits. */
  private record Entry(@Nullable RunEvent event, @Nullable CompletableFuture<Void> asker) {}

  RunDriver(EngineParts parts, KubeObject workflow) {
    this.parts = parts;
    this.workflow = workflow;
    this.leaves = new LeafRuns(parts.executor(), this::offer);
  }

  /** Completes when the run is taken up: its first nodes or what it was doing are stored. */
  CompletableFuture<Void> settled() {
    return settled;
  }

  String uid() {
    return workflow.uid();
  }

  void start() {
    put(new Entry(new RunEvent.Tick(), null));
  }

  void offer(RunEvent event) {
    put(new Entry(event, null));
  }

  /** Hands in what a person asked for; fails with the reason when it cannot be done. */
  CompletableFuture<Void> ask(RunEvent event) {
    CompletableFuture<Void> asker = new CompletableFuture<>();
    put(new Entry(event, asker));
    return asker;
  }

  /** The object is gone: nothing is stored any more, what runs is stopped. */
  void forget() {
    close();
    leaves.stopAll("workflow was deleted");
  }

  /** Stops handling events; leaves go on until the process ends. */
  void close() {
    lock.lock();
    try {
      closed = true;
      inbox.clear();
    } finally {
      lock.unlock();
    }
  }

  private void put(Entry entry) {
    lock.lock();
    try {
      if (closed) {
        if (entry.asker() != null) {
          entry.asker().completeExceptionally(gone());
        }
        return;
      }
      inbox.add(entry);
      if (!working) {
        working = true;
        Thread.ofVirtual().name("run-" + workflow.name()).start(this::work);
      }
    } finally {
      lock.unlock();
    }
  }

  private ApiException gone() {
    return new ApiException(
        ApiException.Reason.NOT_FOUND,
        "workflows.argoproj.io \"" + workflow.name() + "\" is not running");
  }

  private void work() {
    List<Entry> batch = take();
    while (!batch.isEmpty()) {
      try {
        handle(batch);
        batch = take();
      } catch (RuntimeException e) {
        batch = afterFailure(batch, e);
      }
    }
  }

  private List<Entry> take() {
    lock.lock();
    try {
      List<Entry> batch = List.copyOf(inbox);
      inbox.clear();
      working = !batch.isEmpty();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  /** The state in memory may be ahead of what is stored, so it is given up. */
  private List<Entry> afterFailure(List<Entry> batch, RuntimeException e) {
    LOG.error("{}: taking the run up again after a failure", workflow.describe(), e);
    core = null;
    pending = new PendingChange();
    flushPlanned = false;
    lock.lock();
    try {
      working = false;
      if (!closed) {
        List<Entry> again = new ArrayList<>(batch);
        again.addAll(inbox);
        inbox.clear();
        parts.timers().after(PAUSE, () -> again.forEach(this::put));
      }
    } finally {
      lock.unlock();
    }
    return List.of();
  }

  private void handle(List<Entry> batch) {
    boolean urgent = core == null;
    RunCore at = core == null ? takeUp() : core;
    List<CompletableFuture<Void>> askers = new ArrayList<>();
    for (Entry entry : batch) {
      RunEvent event = entry.event();
      if (event == null) {
        flushPlanned = false;
        urgent = true;
        continue;
      }
      if (entry.asker() != null) {
        Optional<String> refusal = at.refusal(event);
        if (refusal.isPresent() || at.phase().isFinished()) {
          String why = refusal.orElse("the workflow has ended");
          entry
              .asker()
              .completeExceptionally(new ApiException(ApiException.Reason.BAD_REQUEST, why));
          continue;
        }
        askers.add(entry.asker());
      }
      urgent |= !canWait(event);
      if (event instanceof RunEvent.LeafFinished ended) {
        record(ended);
      }
      pending.add(at.handle(event, parts.clock().instant()));
    }
    if (urgent || pending.hasCommands()) {
      store(at);
    } else {
      planFlush();
    }
    askers.forEach(asker -> asker.complete(null));
    settled.complete(null);
    planTimer(at);
  }

  private static boolean canWait(RunEvent event) {
    return event instanceof RunEvent.LeafWaiting
        || event instanceof RunEvent.LeafStarted
        || event instanceof RunEvent.LeafProgress;
  }

  private void record(RunEvent.LeafFinished ended) {
    if (!ended.result().changes().isEmpty()) {
      parts.changes().record(uid(), ended.nodeId(), ended.result().changes()).join();
    }
  }

  private RunCore takeUp() {
    Optional<StoredRun> stored = parts.runs().find(uid());
    Instant now = parts.clock().instant();
    if (stored.isPresent()) {
      workflow = parts.latest(workflow);
    }
    RunChange first;
    RunCore made;
    try {
      RunDefinition definition =
          RunDefinition.of(workflow, parts.settings().workflowDefaults(), parts.outside());
      if (stored.isPresent()) {
        made = RunCore.restore(definition, stored.get(), parts.languages(), parts.outside(), now);
        first = made.resume();
      } else {
        made = RunCore.begin(definition, parts.languages(), parts.outside(), now);
        Optional<String> invalid = parts.invalid(definition);
        first =
            invalid.isPresent()
                ? made.reject(RunPhase.FAILED, "invalid spec: " + invalid.get())
                : made.start();
      }
    } catch (CallException e) {
      RunDefinition bare = RunDefinition.bare(workflow);
      made = RunCore.begin(bare, parts.languages(), parts.outside(), now);
      first = made.reject(RunPhase.ERROR, String.valueOf(e.getMessage()));
    }
    core = made;
    pending.add(first);
    return made;
  }

  private void store(RunCore at) {
    while (!pending.isEmpty()) {
      PendingChange now = pending;
      pending = new PendingChange();
      Summary summary = dueSummary(at, now);
      try {
        parts.runs().commit(now.commit(uid(), summary)).join();
      } catch (CompletionException e) {
        throw new IllegalStateException("the run could not be stored", e.getCause());
      }
      now.commands().forEach(this::perform);
      if (now.isFinished()) {
        parts.finished(this, workflow, at);
      }
    }
  }

  private @Nullable Summary dueSummary(RunCore at, PendingChange change) {
    Instant now = parts.clock().instant();
    boolean due = !now.isBefore(summarized.plus(parts.settings().summaryInterval()));
    if (change.isHeadline() || change.isFinished() || at.size() <= SMALL || due) {
      summarized = now;
      return at.summary();
    }
    return null;
  }

  private void perform(RunCommand command) {
    switch (command) {
      case RunCommand.StartLeaf start -> leaves.start(start.task());
      case RunCommand.StopLeaf stop -> leaves.stop(stop.nodeId(), stop.reason());
      case RunCommand.AskLocks ask ->
          parts.locks().ask(ask, workflow.metadata().path("creationTimestamp").asString(""));
      case RunCommand.ReleaseLocks release -> parts.locks().release(release.holder());
      case RunCommand.Memorize memorize -> parts.memory().keep(workflow.namespace(), memorize);
    }
  }

  private void planFlush() {
    if (!pending.isEmpty() && !flushPlanned) {
      flushPlanned = true;
      parts.timers().after(parts.settings().storeDelay(), () -> put(new Entry(null, null)));
    }
  }

  private void planTimer(RunCore at) {
    Instant next = at.nextTimer().orElse(null);
    if (Objects.equals(next, timerAt)) {
      return;
    }
    if (timer != null) {
      timer.cancel();
    }
    timerAt = next;
    if (next != null) {
      Duration wait = Duration.between(parts.clock().instant(), next);
      timer =
          parts
              .timers()
              .after(
                  wait.isNegative() ? Duration.ZERO : wait.plusMillis(1),
                  () -> {
                    offer(new RunEvent.Tick());
                  });
    }
  }

  /** Hears that the object has changed: what a running workflow heeds is handed to the core. */
  void changed(KubeObject object) {
    JsonNode spec = object.spec();
    RunEvent.SpecChanged switches = switches(spec);
    if (isNew(switches)) {
      offer(switches);
    }
  }

  private boolean isNew(RunEvent.SpecChanged switches) {
    lock.lock();
    try {
      boolean differs = !switches.equals(lastSwitches);
      lastSwitches = switches;
      return differs;
    } finally {
      lock.unlock();
    }
  }

  private static RunEvent.SpecChanged switches(JsonNode spec) {
    JsonNode deadline = spec.path("activeDeadlineSeconds");
    return new RunEvent.SpecChanged(
        spec.path("suspend").asBoolean(false),
        spec.path("shutdown").asString(""),
        deadline.isIntegralNumber() ? deadline.longValue() : null);
  }
}
