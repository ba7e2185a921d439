package dev.understack.sensors.vectors;

import static dev.understack.sensors.vectors.Adapter.compare;

import dev.understack.cluster.Identity;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.sensors.trigger.ActionException;
import dev.understack.sensors.trigger.ActionRun;
import dev.understack.sensors.trigger.K8sTrigger;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runs the operations of k8s triggers against an embedded cluster. */
final class K8sTriggerAdapter implements AutoCloseable {
  private static final String NAMESPACE = "ns";

  private final SqliteStore store;
  private final EmbeddedCluster cluster;
  private int runs;

  K8sTriggerAdapter(Path folder) {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
    create(object("v1", "Namespace", NAMESPACE));
  }

  String differs(Vector v) {
    String name = "x" + runs++;
    ObjectNode object = object("v1", "ConfigMap", name);
    object.withObjectProperty("metadata").put("namespace", NAMESPACE);
    if (v.input().path("exists").asBoolean(false)) {
      create(object);
    }
    if (v.input().has("labels")) {
      object.withObjectProperty("metadata").set("labels", v.input().path("labels"));
    }
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    ObjectNode settings = request.putObject("settings");
    settings.put("operation", v.input().path("operation").asString(""));
    settings.put("patchStrategy", v.input().path("patchStrategy").asString(""));
    request.set("object", object);
    try {
      JsonNode result =
          new K8sTrigger()
              .run(
                  new ActionRun(
                      "key" + name,
                      "s",
                      NAMESPACE,
                      "t",
                      Identity.SYSTEM,
                      request,
                      cluster,
                      (_, _, _, _, _) -> {},
                      InstantSource.system()));
      if (v.expectsError()) {
        return "expected an error, got " + result;
      }
    } catch (ActionException e) {
      return v.expectsError() ? "" : "unexpected error: " + e.getMessage();
    }
    return state(v, name);
  }

  @Override
  public void close() {
    cluster.close();
    store.close();
  }

  private String state(Vector v, String name) {
    Optional<KubeObject> after =
        cluster.as(Identity.SYSTEM).find(new ObjectKey(ResourceTypes.CONFIG_MAP, NAMESPACE, name));
    if (v.input().path("operation").asString().equals("delete")) {
      return compare(true, after.isEmpty());
    }
    for (Map.Entry<String, JsonNode> label : v.expected().path("labels").properties()) {
      String problem =
          compare(
              label.getValue().asString(),
              String.valueOf(after.orElseThrow().labels().get(label.getKey())));
      if (!problem.isEmpty()) {
        return problem;
      }
    }
    return compare(true, after.isPresent());
  }

  private void create(ObjectNode tree) {
    KubeObject _ = cluster.as(Identity.SYSTEM).create(KubeObject.of(tree.deepCopy()));
  }

  private static ObjectNode object(String apiVersion, String kind, String name) {
    ObjectNode object = (ObjectNode) Json.read("{}");
    object.put("apiVersion", apiVersion).put("kind", kind);
    object.putObject("metadata").put("name", name);
    return object;
  }
}
