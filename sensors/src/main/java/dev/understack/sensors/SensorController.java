package dev.understack.sensors;

import dev.understack.bus.EventBuses;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectCache;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.Conditions;
import dev.understack.sensors.runner.ActionAttempt;
import dev.understack.sensors.runner.ActionRunner;
import dev.understack.sensors.trigger.TriggerTypes;
import dev.understack.sensors.trigger.WorkflowCommands;
import dev.understack.store.ActionTable;
import dev.understack.store.DecisionTable;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows EventBus, Sensor and EventSource objects: keeps one reader per bus with all its sensors,
 * runs their actions, and tells in the objects' conditions what does not work.
 */
public final class SensorController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SensorController.class);
  private static final long RETRY_MILLIS = 5_000;
  private static final long CLOSE_MILLIS = 15_000;
  private static final int CONCURRENT_ACTIONS = 64;

  private final ObjectApi objects;
  private final EventBuses buses;
  private final DecisionTable decisions;
  private final TriggerTypes types = TriggerTypes.load();
  private final InstantSource clock;
  private final SensorRegistry registry;
  private final ActionRunner actions;
  private final Semaphore wake = new Semaphore(1);
  private final Thread thread;
  private volatile boolean closed;

  private final ObjectCache sensors;
  private final ObjectCache eventBuses;
  private final ObjectCache eventSources;

  /** Changed by the controller's thread alone; others find a bus in it. */
  private final Map<String, ManagedBus> managed = new ConcurrentHashMap<>();

  /**
   * @param workflows runs what argoWorkflow triggers ask for besides submitting
   */
  public SensorController(
      Cluster cluster,
      EventBuses buses,
      DecisionTable decisions,
      ActionTable actionTable,
      WorkflowCommands workflows,
      InstantSource clock) {
    this.objects = cluster.as(Identity.SYSTEM);
    this.buses = buses;
    this.decisions = decisions;
    this.clock = clock;
    this.registry = new SensorRegistry(types, buses);
    this.actions =
        new ActionRunner(
            actionTable,
            new ActionAttempt(
                actionTable,
                types,
                cluster,
                workflows,
                registry,
                new SensorReplays(registry, buses, managed),
                clock),
            clock,
            CONCURRENT_ACTIONS);
    cluster.onPermissionsChanged(actions::permissionsChanged);
    this.sensors = ObjectCache.follow(objects, ResourceTypes.SENSOR, "", wake::release);
    this.eventBuses = ObjectCache.follow(objects, ResourceTypes.EVENT_BUS, "", wake::release);
    this.eventSources = ObjectCache.follow(objects, ResourceTypes.EVENT_SOURCE, "", wake::release);
    this.thread = Thread.ofVirtual().name("sensors").unstarted(this::run);
  }

  /** Starts to read buses and to run actions. */
  public void start() {
    thread.start();
    actions.start();
  }

  /** The outbox runner, for resubmitting dead actions. */
  public ActionRunner actions() {
    return actions;
  }

  @Override
  public void close() {
    closed = true;
    wake.release();
    try {
      thread.join(CLOSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List.of(sensors, eventBuses, eventSources).forEach(ObjectCache::close);
    managed.values().forEach(ManagedBus::close);
    actions.close();
  }

  private void run() {
    try {
      while (!closed) {
        if (wake.tryAcquire(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
        if (!closed) {
          reconcile();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void reconcile() {
    try {
      registry.update(sensors.all());
      Set<String> present = new HashSet<>();
      for (KubeObject bus : eventBuses.all()) {
        String key = bus.namespace() + "/" + bus.name();
        present.add(key);
        managed
            .computeIfAbsent(key, _ -> open(bus))
            .install(registry.onBus(bus.namespace(), bus.name()));
        report(bus, BusStatus.conditions(bus));
      }
      managed
          .entrySet()
          .removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
              entry.getValue().close();
            }
            return gone;
          });
      EventNames names = EventNames.of(eventSources.all());
      for (KubeObject sensor : sensors.all()) {
        report(sensor, SensorStatus.conditions(sensor, registry, eventBuses, names));
      }
    } catch (RuntimeException e) {
      LOG.warn("sensors: {}", e.toString());
    }
  }

  private ManagedBus open(KubeObject bus) {
    return ManagedBus.open(buses.of(bus.namespace(), bus.name()), decisions, actions::wake);
  }

  private void report(KubeObject object, Conditions conditions) {
    Optional<KubeObject> changed = conditions.applyTo(object, clock.instant());
    if (changed.isEmpty()) {
      return;
    }
    try {
      KubeObject _ = objects.updateStatus(changed.get());
    } catch (ApiException e) {
      // A conflict means that the object has changed; its watch event comes and this runs again.
      LOG.debug("{}: status not written: {}", object.describe(), e.getMessage());
    }
  }
}
