package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectFeed.ObjectChange;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random writes, reopenings and watches, compared with a map. */
class ObjectTablePropertyTest {
  private static final ResourceType TYPE = ResourceTypes.SECRET;
  private static final int STEPS = 300;
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theTableAndItsFeedsAgreeWithAModel(long seed) throws Exception {
    Random random = new Random(seed);
    Map<String, KubeObject> model = new TreeMap<>();
    Map<String, String> watcher = new TreeMap<>();
    long watched = 0;
    SqliteStore store = SqliteStore.open(folder.resolve("store.db"));
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(10)) {
        case 0 -> {
          store.close();
          store = SqliteStore.open(folder.resolve("store.db"));
        }
        case 1, 2 -> watched = catchUp(store.objects(), watched, watcher);
        default -> write(store.objects(), model, random);
      }
      compare(store.objects(), model);
    }
    catchUp(store.objects(), watched, watcher);
    Map<String, String> versions = new TreeMap<>();
    model.forEach((name, object) -> versions.put(name, object.resourceVersion()));
    assertThat(watcher).isEqualTo(versions);
    store.close();
  }

  private static void write(ObjectTable table, Map<String, KubeObject> model, Random random) {
    String name = "n" + random.nextInt(8);
    ObjectKey key = Samples.key(TYPE, name);
    KubeObject known = model.get(name);
    long version =
        known == null || random.nextInt(4) == 0
            ? random.nextInt(50)
            : Long.parseLong(known.resourceVersion());
    boolean current = known != null && known.resourceVersion().equals(Long.toString(version));
    String spec = "{'x':" + random.nextInt(100) + "}";
    switch (random.nextInt(3)) {
      case 0 -> {
        Optional<KubeObject> created =
            outcome(() -> table.create(key, Samples.object(TYPE, name, spec)).join());
        assertThat(created.isPresent()).isEqualTo(known == null);
        created.ifPresent(object -> model.put(name, object));
      }
      case 1 -> {
        KubeObject object =
            known == null
                ? Samples.object(TYPE, name, spec)
                : known.with(tree -> tree.set("spec", Samples.json(spec)));
        Optional<KubeObject> replaced = outcome(() -> table.replace(key, version, object).join());
        assertThat(replaced.isPresent()).isEqualTo(current);
        replaced.ifPresent(after -> model.put(name, after));
      }
      default -> {
        Optional<KubeObject> deleted = outcome(() -> table.delete(key, version).join());
        assertThat(deleted.isPresent()).isEqualTo(current);
        deleted.ifPresent(gone -> model.remove(name));
      }
    }
  }

  private static void compare(ObjectTable table, Map<String, KubeObject> model) {
    assertThat(table.list(Query.all(TYPE, "argo", View.WHOLE)).items())
        .containsExactlyElementsOf(model.values());
    for (int i = 0; i < 8; i++) {
      assertThat(table.find(Samples.key(TYPE, "n" + i), View.WHOLE))
          .isEqualTo(Optional.ofNullable(model.get("n" + i)));
    }
  }

  /** Reads all changes since a version into the watcher's picture; returns where it got to. */
  private static long catchUp(ObjectTable table, long after, Map<String, String> picture)
      throws InterruptedException {
    try (ObjectFeed feed = table.changes(TYPE, "", after, View.WHOLE)) {
      long last = after;
      for (Optional<ObjectChange> change = feed.next(Duration.ZERO);
          change.isPresent();
          change = feed.next(Duration.ZERO)) {
        KubeObject object = change.get().object();
        long version = Long.parseLong(object.resourceVersion());
        assertThat(version).isGreaterThan(last);
        last = version;
        switch (change.get().kind()) {
          case ADDED, MODIFIED -> picture.put(object.name(), object.resourceVersion());
          case DELETED -> picture.remove(object.name());
        }
      }
      return Math.max(last, feed.version());
    }
  }

  private static Optional<KubeObject> outcome(java.util.function.Supplier<KubeObject> write) {
    try {
      return Optional.of(write.get());
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(ObjectConflictException.class);
      return Optional.empty();
    }
  }
}
