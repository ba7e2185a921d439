package dev.understack.sources;

import dev.understack.cluster.ObjectCache;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.EventSourceSpec;
import dev.understack.model.events.SourceEvent;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a running source depends on, as text: when it changes the source is started again. */
final class SourceFingerprint {
  private SourceFingerprint() {}

  static String of(
      KubeObject object, EventSourceSpec spec, SourceEvent event, ObjectCache secrets) {
    StringBuilder text = new StringBuilder();
    text.append(object.uid()).append('|').append(spec.eventBusName());
    text.append('|').append(spec.serviceAccountName()).append('|').append(event.kind());
    text.append('|').append(object.annotations()).append('|').append(Json.write(event.config()));
    Set<String> names = new TreeSet<>();
    secretNames(event.config(), names);
    for (String name : names) {
      String version =
          secrets.find(object.namespace(), name).map(KubeObject::resourceVersion).orElse("absent");
      text.append('|').append(name).append('=').append(version);
    }
    return text.toString();
  }

  /** Every {@code {name, key}} in the settings may be a Secret. */
  private static void secretNames(JsonNode node, Set<String> names) {
    if (node.isObject() && node.path("name").isString() && node.path("key").isString()) {
      names.add(node.path("name").stringValue());
    }
    node.forEach(child -> secretNames(child, names));
  }
}
