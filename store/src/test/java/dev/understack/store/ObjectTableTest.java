package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.ObjectFeed.ObjectChange;
import dev.understack.store.ObjectFeed.ObjectChange.Kind;
import dev.understack.store.ObjectTable.Page;
import dev.understack.store.ObjectTable.Place;
import dev.understack.store.ObjectTable.Query;
import dev.understack.store.ObjectTable.View;
import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.RunCommit;
import dev.understack.store.RunTable.Summary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectTableTest {
  private static final ResourceType CONFIG_MAP = ResourceTypes.CONFIG_MAP;
  private static final Duration SOON = Duration.ofSeconds(5);
  @TempDir Path folder;
  private SqliteStore store;
  private ObjectTable objects;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    objects = store.objects();
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void anObjectComesBackWithEveryFieldAndAVersion() {
    KubeObject created = create("one", "{'unknown':[1,{'a':null}]}");
    KubeObject read = objects.find(Samples.key(CONFIG_MAP, "one"), View.WHOLE).orElseThrow();
    assertThat(read).isEqualTo(created);
    assertThat(objects.find(read.uid(), View.WHOLE)).contains(read);
    assertThat(read.resourceVersion()).isEqualTo(Long.toString(objects.version()));
  }

  @Test
  void aWriteToAnotherStateThanExpectedIsRefused() {
    KubeObject one = create("one", "{}");
    ObjectKey key = Samples.key(CONFIG_MAP, "one");
    assertConflict(() -> create("one", "{}"), "configmap argo/one exists already");
    objects.replace(key, version(one), one).join();
    assertConflict(
        () -> objects.replace(key, version(one), one).join(),
        "configmap argo/one was changed in the meantime");
    assertConflict(
        () -> objects.delete(Samples.key(CONFIG_MAP, "none"), 1).join(),
        "configmap argo/none does not exist");
  }

  @Test
  void listsArePagedByNamespaceAndName() {
    for (String name : List.of("c", "a", "b")) {
      create(name, "{}");
    }
    Page first = objects.list(new Query(CONFIG_MAP, "", View.WHOLE, Place.START, 2));
    Page rest = objects.list(new Query(CONFIG_MAP, "", View.WHOLE, new Place("argo", "b"), 2));
    assertThat(first.items()).extracting(KubeObject::name).containsExactly("a", "b");
    assertThat(first.more()).isTrue();
    assertThat(rest.items()).extracting(KubeObject::name).containsExactly("c");
    assertThat(rest.more()).isFalse();
    assertThat(objects.list(Query.all(CONFIG_MAP, "elsewhere", View.WHOLE)).items()).isEmpty();
  }

  @Test
  void ownersAreFoundByUid() {
    KubeObject owner = create("owner", "{}");
    KubeObject owned =
        Samples.object(CONFIG_MAP, "owned", "{}")
            .withMetadata(m -> m.putArray("ownerReferences").addObject().put("uid", owner.uid()));
    objects.create(Samples.key(CONFIG_MAP, "owned"), owned).join();
    assertThat(objects.ownedBy(owner.uid())).extracting(KubeObject::name).containsExactly("owned");
  }

  @Test
  void aFeedGoesOnFromAVersionWithoutAGap() throws InterruptedException {
    create("before", "{}");
    KubeObject kept = create("kept", "{}");
    KubeObject removed = create("removed", "{}");
    long version = objects.version();
    objects.replace(Samples.key(CONFIG_MAP, "kept"), version(kept), kept).join();
    objects.delete(Samples.key(CONFIG_MAP, "removed"), version(removed)).join();
    create("added", "{}");

    try (ObjectFeed feed = objects.changes(CONFIG_MAP, "argo", version, View.WHOLE)) {
      assertThat(next(feed)).isEqualTo("MODIFIED kept");
      assertThat(next(feed)).isEqualTo("DELETED removed");
      assertThat(next(feed)).isEqualTo("ADDED added");
      create("live", "{}");
      assertThat(next(feed)).isEqualTo("ADDED live");
      assertThat(feed.version()).isEqualTo(objects.version());
      assertThat(feed.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aFeedFromTheStartBeginsWithWhatIsThere() throws InterruptedException {
    create("one", "{}");
    try (ObjectFeed feed = objects.changes(CONFIG_MAP, "", 0, View.WHOLE)) {
      assertThat(next(feed)).isEqualTo("ADDED one");
      KubeObject two = create("two", "{}");
      objects.delete(Samples.key(CONFIG_MAP, "two"), version(two)).join();
      create("three", "{}");
      assertThat(next(feed)).isEqualTo("ADDED three");
    }
  }

  @Test
  void aVersionFromBeforeForgottenDeletionsIsExpired() {
    KubeObject first = create("first", "{}");
    IntStream.range(0, 3_000)
        .mapToObj(i -> Samples.object(CONFIG_MAP, "n" + i, "{}"))
        .map(each -> objects.create(Samples.key(CONFIG_MAP, each.name()), each))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .map(each -> objects.delete(Samples.key(CONFIG_MAP, each.name()), version(each)))
        .toList()
        .forEach(CompletableFuture::join);
    assertThatThrownBy(() -> objects.changes(CONFIG_MAP, "", version(first), View.WHOLE))
        .isInstanceOf(ExpiredVersionException.class)
        .hasMessageStartingWith("too old resource version: " + version(first));
    assertThatThrownBy(() -> objects.changes(CONFIG_MAP, "", objects.version() + 1, View.WHOLE))
        .isInstanceOf(ExpiredVersionException.class);
  }

  @Test
  void aRunShowsInItsWorkflow() throws InterruptedException {
    KubeObject workflow = Samples.workflow("wf");
    ObjectKey key = Samples.key(ResourceTypes.WORKFLOW, "wf");
    long created = version(objects.create(key, workflow).join());

    try (ObjectFeed feed = objects.changes(ResourceTypes.WORKFLOW, "", created, View.WHOLE)) {
      store
          .runs()
          .commit(
              new RunCommit(
                  workflow.uid(),
                  Samples.json("{'step':1}"),
                  false,
                  Map.of(
                      "n1", new NodeRow(Samples.json("{'phase':'Running'}"), Samples.json("{}"))),
                  List.of(),
                  new Summary(Samples.json("{'phase':'Running'}"), Map.of("l", "v"), Map.of())))
          .join();
      KubeObject read = objects.find(key, View.WHOLE).orElseThrow();
      assertThat(read.status())
          .isEqualTo(Samples.json("{'phase':'Running','nodes':{'n1':{'phase':'Running'}}}"));
      assertThat(read.labels()).containsEntry("l", "v");
      assertThat(version(read)).isGreaterThan(created);
      assertThat(objects.find(key, View.WITHOUT_NODES).orElseThrow().status().has("nodes"))
          .isFalse();
      assertThat(feed.next(SOON)).contains(new ObjectChange(Kind.MODIFIED, read));

      store
          .runs()
          .commit(
              new RunCommit(
                  workflow.uid(), Samples.json("{}"), true, Map.of(), List.of("n1"), null))
          .join();
      assertThat(feed.next(SOON).orElseThrow().object().status().has("nodes")).isFalse();
    }
    assertThat(store.runs().unfinished()).isEmpty();
  }

  @Test
  void aFeedWithoutNodesHearsOfSummariesAlone() throws InterruptedException {
    KubeObject workflow = Samples.workflow("wf");
    ObjectKey key = Samples.key(ResourceTypes.WORKFLOW, "wf");
    objects.create(key, workflow).join();
    try (ObjectFeed feed =
        objects.changes(ResourceTypes.WORKFLOW, "", objects.version(), View.WITHOUT_NODES)) {
      for (String phase : List.of("Pending", "Running")) {
        commit(workflow, "n-" + phase, null);
        commit(workflow, "m-" + phase, phase);
        KubeObject heard = feed.next(SOON).orElseThrow().object();
        assertThat(heard).isEqualTo(objects.find(key, View.WITHOUT_NODES).orElseThrow());
        assertThat(heard.labels()).containsEntry("phase", phase);
      }
      assertThat(feed.next(Duration.ZERO)).isEmpty();
    }
    KubeObject read = objects.find(key, View.WITHOUT_NODES).orElseThrow();
    KubeObject edited =
        read.withMetadata(metadata -> metadata.withObjectProperty("labels").put("mine", "yes"));
    objects.replace(key, version(read), edited).join();
    commit(workflow, "last", "Succeeded");
    assertThat(objects.find(key, View.WHOLE).orElseThrow().labels())
        .containsEntry("mine", "yes")
        .containsEntry("phase", "Succeeded");
  }

  private void commit(KubeObject workflow, String node, @Nullable String phase) {
    Summary summary =
        phase == null
            ? null
            : new Summary(
                Samples.json("{'phase':'" + phase + "'}"), Map.of("phase", phase), Map.of());
    store
        .runs()
        .commit(
            new RunCommit(
                workflow.uid(),
                Samples.json("{}"),
                false,
                Map.of(node, new NodeRow(Samples.json("{}"), Samples.json("{}"))),
                List.of(),
                summary))
        .join();
  }

  @Test
  void aReplacedWorkflowKeepsTheNodesOfItsRun() {
    KubeObject workflow = Samples.workflow("wf");
    ObjectKey key = Samples.key(ResourceTypes.WORKFLOW, "wf");
    objects.create(key, workflow).join();
    store
        .runs()
        .commit(
            new RunCommit(
                workflow.uid(),
                Samples.json("{}"),
                false,
                Map.of("n1", new NodeRow(Samples.json("{'phase':'Running'}"), Samples.json("{}"))),
                List.of(),
                null))
        .join();
    KubeObject read = objects.find(key, View.WHOLE).orElseThrow();
    KubeObject edited =
        read.with(
            tree -> tree.withObjectProperty("status").withObjectProperty("nodes").removeAll());
    objects.replace(key, version(read), edited).join();
    assertThat(
            objects
                .find(key, View.WHOLE)
                .orElseThrow()
                .status()
                .path("nodes")
                .path("n1")
                .path("phase")
                .asString())
        .isEqualTo("Running");

    objects.delete(key, objects.version()).join();
    assertThat(store.runs().find(workflow.uid())).isEmpty();
  }

  @Test
  void secretsAreNotReadableInTheFile() throws Exception {
    String word = "correct-horse-battery";
    KubeObject secret = Samples.object(ResourceTypes.SECRET, "s", "{'p':'" + word + "'}");
    KubeObject created = objects.create(Samples.key(ResourceTypes.SECRET, "s"), secret).join();
    assertThat(objects.find(created.uid(), View.WHOLE)).contains(created);
    objects.delete(Samples.key(ResourceTypes.SECRET, "s"), version(created)).join();
    store.close();

    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain(word);
      }
    }
    assertThat(Files.getPosixFilePermissions(folder.resolve("store.db.key"))).hasSize(2);
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  private KubeObject create(String name, String spec) {
    return objects
        .create(Samples.key(CONFIG_MAP, name), Samples.object(CONFIG_MAP, name, spec))
        .join();
  }

  private static long version(KubeObject object) {
    return Long.parseLong(object.resourceVersion());
  }

  private static String next(ObjectFeed feed) throws InterruptedException {
    ObjectChange change = feed.next(SOON).orElseThrow();
    return change.kind() + " " + change.object().name();
  }

  private static void assertConflict(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .hasCauseInstanceOf(ObjectConflictException.class)
        .hasRootCauseMessage(message);
  }
}
