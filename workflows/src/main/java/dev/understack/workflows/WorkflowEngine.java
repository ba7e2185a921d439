package dev.understack.workflows;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ChangeTable;
import dev.understack.store.RunTable;
import dev.understack.workflows.core.Languages;
import dev.understack.workflows.core.RunCore;
import dev.understack.workflows.core.RunDefinition;
import dev.understack.workflows.core.RunEvent;
import dev.understack.workflows.lint.WorkflowLint;
import dev.understack.workflows.spi.LeafExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Runs Workflows: every Workflow object that appears and has not ended gets a {@link RunDriver}.
 * Runs that were going on when the process ended go on from what was stored; leaves whose end was
 * not stored are started again with the same id and attempt. Safe for several threads.
 */
public final class WorkflowEngine implements AutoCloseable {
  private static final String COMPLETED = "workflows.argoproj.io/completed";
  private final ObjectApi objects;
  private final Timers timers = new Timers();
  private final EngineParts parts;
  private final Expiry expiry;

  /** Drivers of runs that have not ended, by uid. */
  private final Map<String, RunDriver> drivers = new ConcurrentHashMap<>();

  /** The same by namespace and name, to find whom an answer about locks is for. */
  private final Map<String, RunDriver> byName = new ConcurrentHashMap<>();

  /** Written by start and close alone. */
  private volatile @Nullable Watch watch;

  public WorkflowEngine(
      Cluster cluster,
      RunTable runs,
      ChangeTable changes,
      LeafExecutor executor,
      Clock clock,
      EngineSettings settings) {
    this.objects = cluster.as(Identity.SYSTEM);
    this.expiry = new Expiry(objects, timers, clock);
    Languages languages = new ArgoLanguages();
    this.parts =
        new EngineParts(
            objects,
            runs,
            changes,
            executor,
            clock,
            settings,
            languages,
            new ClusterOutside(objects),
            timers,
            new EngineLocks(this::answer),
            new Memory(objects, clock),
            this::fault,
            this::finished);
  }

  /** Takes up what was going on, then watches for more. Returns once that is done. */
  public void start() {
    List<CompletableFuture<Void>> resumed = new ArrayList<>();
    java.util.Set<String> going = java.util.Set.copyOf(parts.runs().unfinished());
    for (KubeObject workflow :
        objects.list(ResourceTypes.WORKFLOW, "", Selection.ALL.withoutNodes()).items()) {
      if (going.contains(workflow.uid())) {
        resumed.add(begin(workflow).settled());
      }
    }
    CompletableFuture.allOf(resumed.toArray(CompletableFuture[]::new)).join();
    parts.locks().open();
    watch =
        objects.watch(ResourceTypes.WORKFLOW, "", Selection.ALL.withoutNodes(), "", this::happened);
  }

  /** Stops watching and handling events. Leaves are left to the executor. */
  @Override
  public void close() {
    Watch open = watch;
    if (open != null) {
      open.close();
    }
    timers.close();
    drivers.values().forEach(RunDriver::close);
    drivers.clear();
  }

  /** How many runs have not ended. */
  public int running() {
    return drivers.size();
  }

  /** The driver of a run that has not ended. */
  Optional<RunDriver> driver(String uid) {
    return Optional.ofNullable(drivers.get(uid));
  }

  EngineParts parts() {
    return parts;
  }

  /** Takes up a run whose stored state was changed from outside, such as by a retry. */
  RunDriver begin(KubeObject workflow) {
    RunDriver made = new RunDriver(parts, workflow);
    RunDriver known = drivers.putIfAbsent(workflow.uid(), made);
    if (known != null) {
      return known;
    }
    byName.put(workflow.namespace() + "/" + workflow.name(), made);
    made.changed(workflow);
    made.start();
    return made;
  }

  private void happened(WatchEvent event) {
    KubeObject workflow = event.object();
    switch (event.type()) {
      case ADDED, MODIFIED -> present(workflow);
      case DELETED -> {
        RunDriver driver = drivers.remove(workflow.uid());
        if (driver != null) {
          byName.remove(workflow.namespace() + "/" + workflow.name());
          driver.forget();
        }
      }
      case BOOKMARK -> {}
    }
  }

  private void present(KubeObject workflow) {
    if ("true".equals(workflow.labels().get(COMPLETED))) {
      expiry.plan(workflow);
      return;
    }
    RunDriver driver = drivers.get(workflow.uid());
    if (driver != null) {
      driver.changed(workflow);
    } else if (workflow.deletionTimestamp().isEmpty()) {
      begin(workflow);
    }
  }

  private Optional<String> fault(RunDefinition definition) {
    KubeObject workflow = definition.workflow();
    return WorkflowLint.firstFault(
        definition.spec(),
        workflow.namespace(),
        parts.outside()::workflowTemplate,
        Faults.of(workflow));
  }

  private void answer(String holder, RunEvent event) {
    String[] names = holder.split("/", -1);
    RunDriver driver = byName.get(names[0] + "/" + names[1]);
    if (driver != null) {
      driver.offer(event);
    }
  }

  private void finished(RunDriver driver, KubeObject workflow, RunCore core) {
    drivers.remove(driver.uid(), driver);
    byName.remove(workflow.namespace() + "/" + workflow.name(), driver);
    driver.close();
    if (core.phase().isFinished()) {
      expiry.plan(parts.latest(workflow));
    }
  }
}
