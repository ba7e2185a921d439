package dev.understack.cluster.embedded;

import static dev.understack.cluster.Manifests.configMap;
import static dev.understack.cluster.Manifests.key;
import static dev.understack.cluster.Manifests.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApiContract;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import java.nio.file.Path;
import java.time.Clock;
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
    cluster = new EmbeddedCluster(store.objects(), Clock.systemUTC());
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
    cluster.admit((type, object, before, faults) -> {
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
