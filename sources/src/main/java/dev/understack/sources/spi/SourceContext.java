package dev.understack.sources.spi;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.model.Endpoints;
import dev.understack.model.ObjectKey;
import dev.understack.model.events.SourceEvent;
import dev.understack.sources.http.HttpServers;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a running source has to do with.
 *
 * @param owner the EventSource object
 * @param annotations its annotations
 * @param event which of its events
 * @param sink where messages go
 * @param secrets values of Secrets in its namespace
 * @param cluster objects that it may watch, as {@code identity}
 * @param identity its service account
 * @param servers HTTP servers that sources share
 * @param endpoints where the services that manifests name really are
 * @param health where its state is told
 */
public record SourceContext(
    ObjectKey owner,
    Map<String, String> annotations,
    SourceEvent event,
    EventSink sink,
    Secrets secrets,
    Cluster cluster,
    Identity identity,
    HttpServers servers,
    Endpoints endpoints,
    SourceHealth health,
    InstantSource clock) {

  public SourceContext {
    annotations = Map.copyOf(annotations);
  }

  /** {@code namespace/name, event}, for logs and messages. */
  public String describe() {
    return "event source " + owner.namespace() + "/" + owner.name() + ", event " + event.name();
  }

  /** A whole number from an annotation, or {@code absent} when there is none. */
  public int annotation(String name, int absent) {
    String text = annotations.get(name);
    if (text == null) {
      return absent;
    }
    try {
      return Integer.parseInt(text.trim());
    } catch (NumberFormatException e) {
      health.warn("annotation " + name + ": expected a whole number, found \"" + text + "\"");
      return absent;
    }
  }
}
