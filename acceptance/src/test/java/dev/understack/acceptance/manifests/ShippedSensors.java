package dev.understack.acceptance.manifests;

import static org.awaitility.Awaitility.await;

import dev.understack.bus.EventBuses;
import dev.understack.bus.OutgoingData;
import dev.understack.bus.OutgoingEvent;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.SensorController;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The sensors that UnderStack ships, at work without sources and without an engine. */
final class ShippedSensors implements AutoCloseable {
  private static final Set<String> NEEDED =
      Set.of("EventBus", "Sensor", "ServiceAccount", "Role", "RoleBinding", "WorkflowTemplate");

  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private final EventBuses buses;
  private final SensorController sensors;

  ShippedSensors(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
    ObjectApi objects = cluster.as(Identity.SYSTEM);
    for (KubeObject object : ShippedObjects.all()) {
      if (NEEDED.contains(object.kind())) {
        KubeObject _ = objects.create(object);
      }
    }
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
    sensors.start();
  }

  /** The workflows that an event brings. */
  List<KubeObject> workflowsOf(String namespace, String source, String subject, JsonNode data) {
    buses
        .of(namespace, "default")
        .publish(
            new OutgoingEvent(
                UUID.randomUUID().toString().replace("-", ""),
                source,
                subject,
                "test",
                InstantSource.system().instant(),
                null,
                OutgoingData.of(data)))
        .join();
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() ->
            store.decisions().position(namespace + "/default")
                    >= buses.of(namespace, "default").last()
                && store.actions().pending(0, 1).isEmpty());
    return cluster.as(Identity.SYSTEM).list(ResourceTypes.WORKFLOW, "", Selection.ALL).items();
  }

  @Override
  public void close() {
    sensors.close();
    cluster.close();
    store.close();
  }
}
