package dev.understack.sources;

import dev.understack.bus.EventBuses;
import dev.understack.bus.RejectedMessage;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectCache;
import dev.understack.model.Endpoints;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.Conditions;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.UnknownFields;
import dev.understack.sources.http.HttpServers;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.SourceHealth;
import dev.understack.sources.spi.UndeliverableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a source running for every event of every EventSource object, and tells in the object's
 * conditions how they are.
 *
 * <p>A source is started again when its settings, or a Secret that they name, change. One that
 * cannot start is tried again for ever and disturbs no other.
 */
public final class SourceController implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceController.class);
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(15);

  private final ObjectApi objects;
  private final InstantSource clock;
  private final SourceStarter starter;
  private final HttpServers servers;
  private final Semaphore wake = new Semaphore(1);
  private final Thread thread;
  private volatile boolean closed;

  private final ObjectCache eventSources;
  private final ObjectCache eventBuses;
  private final ObjectCache secrets;

  /** Changed by the controller's thread alone; others find a source in it. */
  private final Map<String, ManagedSource> running = new ConcurrentHashMap<>();

  /**
   * @param listenHost the address that webhook sources listen on
   * @param endpoints where the services that manifests name really are
   */
  public SourceController(
      Cluster cluster,
      EventBuses buses,
      String listenHost,
      Endpoints endpoints,
      InstantSource clock) {
    this.objects = cluster.as(Identity.SYSTEM);
    this.clock = clock;
    this.servers = new HttpServers(listenHost);
    List<EventSourceKind> kinds = new ArrayList<>();
    ServiceLoader.load(EventSourceKind.class).forEach(kinds::add);
    this.starter = new SourceStarter(cluster, buses, kinds, servers, endpoints, clock);
    this.eventSources = ObjectCache.follow(objects, ResourceTypes.EVENT_SOURCE, "", wake::release);
    this.eventBuses = ObjectCache.follow(objects, ResourceTypes.EVENT_BUS, "", wake::release);
    this.secrets = ObjectCache.follow(objects, ResourceTypes.SECRET, "", wake::release);
    this.thread = Thread.ofVirtual().name("event sources").unstarted(this::run);
  }

  /** Starts to follow the objects. */
  public void start() {
    thread.start();
  }

  /**
   * Delivers a rejected message again, through its source as it is now; durable when this returns.
   *
   * @param namespace of the EventSource
   * @throws UndeliverableException when it cannot be delivered now either; it is kept
   */
  public void deliverAgain(String namespace, RejectedMessage message) {
    String name = message.source() + "/" + message.subject();
    ManagedSource source = running.get(namespace + "/" + name);
    if (source == null) {
      throw new UndeliverableException("there is no event source " + name + " any more");
    }
    switch (source.deliverAgain(message).join()) {
      case STORED, REPEATED -> {}
      case FILTERED -> throw new UndeliverableException("the filter does not want it");
      case DEAD_LETTERED, REFUSED -> throw new UndeliverableException("the bus cannot take it now");
    }
  }

  /** Stops every source. */
  @Override
  public void close() {
    closed = true;
    wake.release();
    try {
      thread.join(CLOSE_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List.of(eventSources, eventBuses, secrets).forEach(ObjectCache::close);
    running.values().forEach(ManagedSource::close);
    servers.close();
  }

  private void run() {
    try {
      while (!closed) {
        if (wake.tryAcquire(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
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
    Set<String> wanted = new HashSet<>();
    for (KubeObject object : eventSources.all()) {
      try {
        reconcile(object, wanted);
      } catch (RuntimeException e) {
        LOG.warn("{}: {}", object.describe(), e.toString());
      }
    }
    running
        .entrySet()
        .removeIf(entry -> {
          boolean gone = !wanted.contains(entry.getKey());
          if (gone) {
            entry.getValue().close();
          }
          return gone;
        });
  }

  private void reconcile(KubeObject object, Set<String> wanted) {
    Faults faults = Faults.of(object);
    EventSourceSpec spec = EventSourceSpec.read(object, faults, UnknownFields.IGNORE);
    Conditions conditions = new Conditions();
    if (!faults.isEmpty()) {
      String all = faults.list().stream().map(Fault::inObject).collect(Collectors.joining("; "));
      conditions.failed("SourcesProvided", "InvalidEventSource", all).unknown("Deployed");
    } else if (eventBuses.find(object.namespace(), spec.eventBusName()).isEmpty()) {
      conditions.met("SourcesProvided", "", "");
      conditions.failed("Deployed", "EventBusNotFound", "EventBus not found.");
    } else {
      conditions.met("SourcesProvided", "", "").met("Deployed", "", "");
      List<ManagedSource> sources = new ArrayList<>();
      for (SourceEvent event : spec.events()) {
        String key = object.namespace() + "/" + object.name() + "/" + event.name();
        wanted.add(key);
        sources.add(manage(key, object, spec, event));
      }
      receiving(conditions, sources);
    }
    String unknown = unknown(object, faults);
    if (unknown.isEmpty()) {
      conditions.met("FieldsKnown", "", "");
    } else {
      conditions.failed("FieldsKnown", "UnknownFields", unknown);
    }
    report(object, conditions);
  }

  /** Fields that nobody knows, and that are ignored, in one line. */
  private static String unknown(KubeObject object, Faults known) {
    Faults strict = Faults.of(object);
    EventSourceSpec _ = EventSourceSpec.read(object, strict, UnknownFields.REJECT);
    return strict.list().stream()
        .filter(fault -> !known.list().contains(fault))
        .map(Fault::inObject)
        .collect(Collectors.joining("; "));
  }

  private ManagedSource manage(
      String key, KubeObject object, EventSourceSpec spec, SourceEvent event) {
    String fingerprint = SourceFingerprint.of(object, spec, event, secrets);
    ManagedSource known = running.get(key);
    if (known != null && known.fingerprint().equals(fingerprint)) {
      known.startIfDown();
      return known;
    }
    if (known != null) {
      known.close();
    }
    SourceHealth health = new SourceHealth(wake::release);
    ManagedSource managed =
        new ManagedSource(fingerprint, health, () -> starter.start(object, spec, event, health));
    running.put(key, managed);
    managed.startIfDown();
    return managed;
  }

  private static void receiving(Conditions conditions, List<ManagedSource> sources) {
    String message =
        sources.stream().map(ManagedSource::describe).sorted().collect(Collectors.joining("; "));
    if (sources.stream().allMatch(ManagedSource::receives)) {
      conditions.met("Receiving", "", message);
    } else {
      conditions.failed("Receiving", "SourceFailing", message);
    }
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
