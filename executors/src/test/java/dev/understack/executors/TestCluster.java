package dev.understack.executors;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.VirtualObjects;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.KubeObject;
import dev.understack.model.ManifestReader;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** An embedded cluster for a test. */
final class TestCluster implements AutoCloseable {
  private final SqliteStore store;
  private final EmbeddedCluster cluster;

  TestCluster(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    store = SqliteStore.open(folder.resolve("store.db"));
    cluster = new EmbeddedCluster(store, Clock.systemUTC());
    cluster.start();
  }

  ObjectApi api() {
    return cluster.as(Identity.SYSTEM);
  }

  void serve(VirtualObjects objects) {
    cluster.serve(objects);
  }

  /** Creates the objects, or replaces those that are there. */
  TestCluster apply(String yaml) {
    ManifestReader.read("test", yaml).forEach(manifest -> apply(manifest.object()));
    return this;
  }

  private void apply(KubeObject object) {
    ObjectKey key =
        new ObjectKey(ResourceTypes.of(object).orElseThrow(), object.namespace(), object.name());
    if (api().find(key).isPresent()) {
      api().update(object);
    } else {
      api().create(object);
    }
  }

  @Override
  public void close() {
    cluster.close();
    store.close();
  }
}
