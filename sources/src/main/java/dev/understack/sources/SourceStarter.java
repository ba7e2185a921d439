package dev.understack.sources;

import dev.understack.bus.EventBuses;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.language.LanguageException;
import dev.understack.model.Endpoints;
import dev.understack.model.Faults;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.http.HttpServers;
import dev.understack.sources.spi.EventSink;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.Secrets;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.SourceHealth;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Starts the source of one event with everything that it needs. */
final class SourceStarter {
  private final Cluster cluster;
  private final EventBuses buses;
  private final Map<SourceKind, EventSourceKind> kinds = new EnumMap<>(SourceKind.class);
  private final HttpServers servers;
  private final Endpoints endpoints;
  private final InstantSource clock;

  SourceStarter(
      Cluster cluster,
      EventBuses buses,
      List<EventSourceKind> kinds,
      HttpServers servers,
      Endpoints endpoints,
      InstantSource clock) {
    this.cluster = cluster;
    this.buses = buses;
    kinds.forEach(kind -> this.kinds.put(kind.kind(), kind));
    this.servers = servers;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  /** Starts; throws {@link SourceStartException} and what says that settings are wrong. */
  RunningSource start(
      KubeObject object, EventSourceSpec spec, SourceEvent event, SourceHealth health) {
    EventSourceKind kind = kinds.get(event.kind());
    if (kind == null) {
      throw new SourceStartException(
          "event source kind " + event.kind().field() + " is not available in this build", null);
    }
    Faults faults = Faults.of(object);
    kind.check(event.fields(faults));
    faults.throwIfAny();
    String namespace = object.namespace();
    return kind.start(
        new SourceContext(
            new ObjectKey(ResourceTypes.EVENT_SOURCE, namespace, object.name()),
            object.annotations(),
            event,
            new EventSink(
                object.name(),
                event,
                filter(event),
                buses.of(namespace, spec.eventBusName()),
                clock),
            new Secrets(cluster, namespace),
            cluster,
            Identity.serviceAccount(namespace, spec.serviceAccountName()),
            servers,
            endpoints,
            health,
            clock));
  }

  private static SourceFilter filter(SourceEvent event) {
    try {
      return event.filterExpression().isEmpty()
          ? SourceFilter.ALL
          : ExpressionFilter.compile(event.filterExpression());
    } catch (LanguageException e) {
      throw new SourceStartException("filter.expression: " + e.getMessage(), e);
    }
  }
}
