package dev.understack.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.controller.Conditions;
import dev.understack.cluster.controller.Controller;
import dev.understack.cluster.controller.ControllerLoop;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An embedded cluster with controllers that run. */
public final class Controllers implements AutoCloseable {
  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private final List<ControllerLoop> loops = new ArrayList<>();

  public Controllers(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
  }

  public Cluster cluster() {
    return cluster;
  }

  public ObjectApi api() {
    return cluster.as(Identity.SYSTEM);
  }

  public void run(List<Controller> controllers) {
    for (Controller controller : controllers) {
      ControllerLoop loop = new ControllerLoop(api(), controller);
      loop.start();
      loops.add(loop);
    }
  }

  /** Creates the objects, or replaces those that are there. */
  public void apply(String yaml) {
    ManifestReader.read("test", yaml)
        .forEach(manifest -> {
          KubeObject object = manifest.object();
          ResourceType type = ResourceTypes.of(object).orElseThrow();
          if (api().find(key(type, object.namespace(), object.name())).isPresent()) {
            api().update(object);
          } else {
            api().create(object);
          }
        });
  }

  public static ObjectKey key(ResourceType type, String namespace, String name) {
    return new ObjectKey(type, namespace, name);
  }

  public KubeObject secret(String namespace, String name) {
    return api().get(key(ResourceTypes.SECRET, namespace, name));
  }

  /** Waits until an object is Ready with this reason. */
  public KubeObject awaitReady(ObjectKey key, boolean ready, String reason) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> {
          var condition = Conditions.find(api().get(key), "Ready");
          assertThat(condition).as("%s", api().get(key).tree()).isPresent();
          assertThat(condition.get().path("reason").asString("")).isEqualTo(reason);
          assertThat(condition.get().path("status").asString(""))
              .isEqualTo(ready ? "True" : "False");
        });
    return api().get(key);
  }

  @Override
  public void close() {
    loops.forEach(ControllerLoop::close);
    cluster.close();
    store.close();
  }
}
