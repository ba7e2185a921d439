package dev.understack.sensors;

import static org.awaitility.Awaitility.await;

import dev.understack.bus.EventBus;
import dev.understack.bus.EventBuses;
import dev.understack.bus.OutgoingData;
import dev.understack.bus.OutgoingEvent;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.explain.Explainer;
import dev.understack.sensors.explain.ExplanationText;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Store, cluster, bus and sensors of one process; can be stopped and opened again on its data. */
final class SensorSystem implements AutoCloseable {
  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private final EventBuses buses;
  private final SensorController sensors;

  private SensorSystem(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
    buses = new EventBuses(store.events());
    sensors =
        new SensorController(
            cluster,
            buses,
            store.decisions(),
            store.actions(),
            (operation, _, _, _, _) -> {
              throw ActionException.terminal(operation + " is not part of this test");
            },
            InstantSource.system());
  }

  static SensorSystem open(Path folder) {
    SensorSystem system = new SensorSystem(folder);
    system.sensors.start();
    return system;
  }

  ObjectApi objects() {
    return cluster.as(Identity.SYSTEM);
  }

  SqliteStore store() {
    return store;
  }

  EventBus bus() {
    return buses.of("openstack", "default");
  }

  SensorController controller() {
    return sensors;
  }

  void apply(String yaml) {
    for (Manifest manifest : ManifestReader.read("test", yaml)) {
      KubeObject _ = objects().create(manifest.object());
    }
  }

  /** Publishes an event and returns its id. */
  String publish(String source, String subject, String data) {
    String id = UUID.randomUUID().toString().replace("-", "");
    bus()
        .publish(
            new OutgoingEvent(
                id,
                source,
                subject,
                "amqp",
                InstantSource.system().instant(),
                null,
                OutgoingData.of(Json.read(data))))
        .join();
    return id;
  }

  /** What is told about an event. */
  String explain(String id) {
    Explainer explainer = new Explainer(store);
    return ExplanationText.of(explainer.event(id).orElseThrow());
  }

  void awaitDecided() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> store.decisions().position("openstack/default") >= bus().last());
  }

  List<KubeObject> workflows() {
    return objects().list(ResourceTypes.WORKFLOW, "", Selection.ALL).items();
  }

  List<KubeObject> awaitWorkflows(int count) {
    await().atMost(Duration.ofSeconds(20)).until(() -> workflows().size() >= count);
    return workflows();
  }

  /** Waits until a condition of an object has this status. */
  KubeObject awaitCondition(ObjectKey key, String type, String status) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> condition(objects().get(key), type).startsWith(status));
    return objects().get(key);
  }

  /** Status and message of a condition. */
  static String condition(KubeObject object, String type) {
    for (var c : object.status().path("conditions")) {
      if (c.path("type").asString().equals(type)) {
        return c.path("status").asString() + " " + c.path("message").asString("");
      }
    }
    return "";
  }

  @Override
  public void close() {
    sensors.close();
    cluster.close();
    store.close();
  }
}
