package dev.understack.workflows;

import static org.awaitility.Awaitility.await;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import dev.understack.workflows.spi.LeafExecutor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;

/** An engine on a real store and cluster in a folder. */
@NullUnmarked
final class EngineFixture implements AutoCloseable {
  final SqliteStore store;
  final EmbeddedCluster cluster;
  final WorkflowEngine engine;
  final ObjectApi objects;

  EngineFixture(Path folder, LeafExecutor executor) {
    store = SqliteStore.open(folder.resolve("state.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
    engine =
        new WorkflowEngine(
            cluster,
            store.runs(),
            store.changes(),
            executor,
            Clock.systemUTC(),
            EngineSettings.standard());
    objects = cluster.as(Identity.SYSTEM);
    engine.start();
  }

  /** Creates every object of a text; the last one is given back. */
  KubeObject create(String yaml) {
    KubeObject last = null;
    for (var manifest : ManifestReader.read("test.yaml", yaml)) {
      KubeObject object = manifest.object();
      if (object.namespace().isEmpty() && !object.kind().startsWith("Cluster")) {
        object = object.withMetadata(metadata -> metadata.put("namespace", "default"));
      }
      last = objects.create(object);
    }
    return java.util.Objects.requireNonNull(last);
  }

  KubeObject get(ResourceType type, String name) {
    return objects.get(new ObjectKey(type, type.namespaced() ? "default" : "", name));
  }

  KubeObject workflow(String name) {
    return get(ResourceTypes.WORKFLOW, name);
  }

  /** Waits until a workflow has this phase. */
  KubeObject awaitPhase(String name, String phase) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> workflow(name).status().path("phase").asString("").equals(phase));
    return workflow(name);
  }

  /** Ends everything without a word to the executor, as a killed process would. */
  @Override
  public void close() {
    engine.close();
    cluster.close();
    store.close();
  }
}
