package dev.understack.sources;

import static org.awaitility.Awaitility.await;

import dev.understack.bus.BusEvent;
import dev.understack.bus.EmbeddedBus;
import dev.understack.bus.EventBus;
import dev.understack.cluster.Identity;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Endpoints;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.UnknownFields;
import dev.understack.sources.http.HttpServers;
import dev.understack.sources.spi.EventSink;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.SourceHealth;
import dev.understack.store.EventTable;
import dev.understack.store.NewEvent;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoreUnavailableException;
import dev.understack.store.StoredEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A bus on a real store that can be told to refuse, and a source that writes to it. */
public final class SourceFixture implements AutoCloseable {
  private final SqliteStore store;
  private final AtomicBoolean refusing = new AtomicBoolean();
  private final EventBus bus;
  private final SourceHealth health = new SourceHealth(() -> {});
  private final HttpServers servers = new HttpServers("127.0.0.1");
  private final EmbeddedCluster cluster;

  private SourceFixture(Path folder) {
    this.store = SqliteStore.open(folder.resolve("store.db"));
    this.cluster = new EmbeddedCluster(store, Clock.systemUTC());
    this.cluster.start();
    this.bus = new EmbeddedBus("openstack/default", refusable(store.events()));
  }

  public static SourceFixture in(Path folder) {
    return new SourceFixture(folder);
  }

  /** Creates objects as ourselves. */
  public void apply(String yaml) {
    for (Manifest manifest : ManifestReader.read("test", yaml)) {
      KubeObject _ = cluster.as(Identity.SYSTEM).create(manifest.object());
    }
  }

  /** Starts the only event of a manifest. */
  public RunningSource start(EventSourceKind kind, String yaml) {
    Manifest manifest = ManifestReader.read("test", yaml).getFirst();
    Faults faults = new Faults(manifest);
    EventSourceSpec spec = EventSourceSpec.read(manifest.object(), faults, UnknownFields.REJECT);
    SourceEvent event = spec.events().getFirst();
    kind.check(event.fields(faults));
    faults.throwIfAny();
    String namespace = manifest.object().namespace();
    String name = manifest.object().name();
    SourceFilter filter =
        event.filterExpression().isEmpty()
            ? SourceFilter.ALL
            : ExpressionFilter.compile(event.filterExpression());
    return kind.start(
        new SourceContext(
            new ObjectKey(ResourceTypes.EVENT_SOURCE, namespace, name),
            manifest.object().annotations(),
            event,
            new EventSink(name, event, filter, bus, InstantSource.system()),
            new Secrets(cluster, namespace),
            cluster,
            Identity.serviceAccount(namespace, "default"),
            servers,
            Endpoints.NONE,
            health,
            InstantSource.system()));
  }

  /** Lets the store refuse every append, or take them again. */
  public void refuse(boolean refuse) {
    refusing.set(refuse);
  }

  public EventBus bus() {
    return bus;
  }

  public SourceHealth health() {
    return health;
  }

  public List<BusEvent> events() {
    try (EventBus.Reader reader = bus.read(0)) {
      return reader.next(10_000, Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All events once there are {@code count}. */
  public List<BusEvent> awaitEvents(int count) {
    await().atMost(Duration.ofSeconds(60)).until(() -> events().size() >= count);
    return events();
  }

  @Override
  public void close() {
    servers.close();
    cluster.close();
    store.close();
  }

  private EventTable refusable(EventTable events) {
    return new EventTable() {
      @Override
      public CompletableFuture<Appended> append(NewEvent event, Consumer<Appended> committed) {
        return refusing.get()
            ? CompletableFuture.failedFuture(new StoreUnavailableException("disk full"))
            : events.append(event, committed);
      }

      @Override
      public List<StoredEvent> after(String bus, long sequence, int limit) {
        return events.after(bus, sequence, limit);
      }

      @Override
      public Optional<StoredEvent> find(String id) {
        return events.find(id);
      }

      @Override
      public Optional<StoredEvent> find(long sequence) {
        return events.find(sequence);
      }

      @Override
      public List<StoredEvent> newest(EventFilter filter, int limit) {
        return events.newest(filter, limit);
      }

      @Override
      public long last(String bus) {
        return events.last(bus);
      }
    };
  }
}
