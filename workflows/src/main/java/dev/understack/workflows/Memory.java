package dev.understack.workflows;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.workflows.core.RunCommand.Memorize;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Outputs kept for later runs, in ConfigMaps as Argo keeps them. Safe for several threads. */
final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);
  private static final String LABEL = "workflows.argoproj.io/configmap-type";
  private final ObjectApi objects;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  Memory(ObjectApi objects, Clock clock) {
    this.objects = objects;
    this.clock = clock;
  }

  /** Keeps outputs under a key; an older entry is replaced. */
  void keep(String namespace, Memorize memorize) {
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("nodeID", memorize.nodeId());
    entry.set("outputs", memorize.outputs());
    entry.put("creationTimestamp", now).put("lastHitTimestamp", now);
    lock.lock();
    try {
      put(namespace, memorize.cache(), memorize.key(), Json.write(entry));
    } catch (ApiException e) {
      LOG.warn(
          "outputs of {} cannot be kept in ConfigMap {}/{}",
          memorize.nodeId(),
          namespace,
          memorize.cache(),
          e);
    } finally {
      lock.unlock();
    }
  }

  private void put(String namespace, String cache, String key, String entry) {
    Optional<KubeObject> known =
        objects.find(new ObjectKey(ResourceTypes.CONFIG_MAP, namespace, cache));
    if (known.isPresent()) {
      objects.update(known.get().with(map -> map.withObjectProperty("data").put(key, entry)));
      return;
    }
    ObjectNode map = JsonNodeFactory.instance.objectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    ObjectNode metadata = map.putObject("metadata");
    metadata.put("name", cache).put("namespace", namespace);
    metadata.putObject("labels").put(LABEL, "Cache");
    map.putObject("data").put(key, entry);
    objects.create(KubeObject.of(map));
  }
}
