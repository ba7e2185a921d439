package dev.understack.cluster.embedded;

import static dev.understack.cluster.Manifests.configMap;
import static dev.understack.cluster.Manifests.key;
import static dev.understack.cluster.Manifests.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.EventRecorder;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApiContract;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClusterTest extends ObjectApiContract {
  @TempDir Path folder;
  private SqliteStore store;
  private EmbeddedCluster cluster;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
  }

  @AfterEach
  void close() {
    cluster.close();
    store.close();
  }

  @Override
  protected Cluster cluster() {
    return cluster;
  }

  @Test
  void admissionRefusesWithAllFaults() {
    cluster.admit((_, type, object, before, faults) -> {
      if (type.equals(ResourceTypes.SENSOR)) {
        faults.add("spec.a", "is required");
        faults.add("spec.b", "is required");
      }
    });
    assertThatThrownBy(() ->
            cluster
                .as(Identity.SYSTEM)
                .create(
                    yaml("{apiVersion: argoproj.io/v1alpha1, kind: Sensor, metadata: {name: s}}")))
        .hasMessage(
            "Sensor.argoproj.io \"s\" is invalid: [spec.a: is required, spec.b: is required]");
  }

  @Test
  void aDryRunStoresNothing() {
    KubeObject created = cluster.dryRun(Identity.SYSTEM).create(configMap("c", "1"));
    assertThat(created.uid()).isNotEmpty();
    assertThat(cluster.as(Identity.SYSTEM).find(key(ResourceTypes.CONFIG_MAP, "c"))).isEmpty();
    assertThat(cluster.as(Identity.SYSTEM).find(key(ResourceTypes.NAMESPACE, "argo-events")))
        .isEmpty();
  }

  @Test
  void aTokenSecretIsFilledAndItsTokenEndsWithIt() {
    ObjectApi api = cluster.as(Identity.SYSTEM);
    api.create(
        yaml(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: workflow.token
              namespace: argo-events
              annotations: {kubernetes.io/service-account.name: workflow}
            type: kubernetes.io/service-account-token
            """));
    api.create(
        yaml(
            "{apiVersion: v1, kind: ServiceAccount, metadata: {name: workflow, namespace: argo-events}}"));
    String encoded =
        api.get(key(ResourceTypes.SECRET, "workflow.token"))
            .tree()
            .path("data")
            .path("token")
            .asString();
    String token = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);

    assertThat(cluster.tokens().identify(token))
        .contains(Identity.serviceAccount("argo-events", "workflow"));
    assertThat(cluster.tokens().identify(token + "x")).isEmpty();
    api.delete(key(ResourceTypes.SECRET, "workflow.token"), DeleteOptions.BACKGROUND);
    assertThat(cluster.tokens().identify(token)).isEmpty();
  }

  @Test
  void whatHappensAgainCountsUpOneEvent() {
    ObjectApi api = cluster.as(Identity.SYSTEM);
    KubeObject about = api.create(configMap("c", "1"));
    EventRecorder recorder = new EventRecorder(api, "test", Clock.systemUTC());
    recorder.record(about, EventRecorder.Type.WARNING, "Failed", "it failed");
    recorder.record(about, EventRecorder.Type.WARNING, "Failed", "it failed");
    assertThat(
            api.list(
                    ResourceTypes.EVENT,
                    "argo-events",
                    new Selection("", "involvedObject.uid=" + about.uid()))
                .items())
        .singleElement()
        .satisfies(event -> assertThat(event.tree().path("count").asInt()).isEqualTo(2));
  }

  @Test
  void namespacesAndTheirServiceAccountComeOnDemand() {
    cluster.as(Identity.SYSTEM).create(configMap("c", "1"));
    assertThat(
            cluster
                .as(Identity.SYSTEM)
                .list(ResourceTypes.SERVICE_ACCOUNT, "argo-events", Selection.ALL)
                .items())
        .extracting(KubeObject::name)
        .containsExactly("default");
  }
}
