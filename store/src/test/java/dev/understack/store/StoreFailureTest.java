package dev.understack.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.testing.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class StoreFailureTest {
  @TempDir Path folder;

  @Test
  void aFullDiskRefusesWritesAndTheyGoOnOnceThereIsSpace() throws Exception {
    try (SmallDisk disk = smallDisk()) {
      Path file = disk.path().resolve("store.db");
      Path ballast = disk.path().resolve("ballast");
      Files.write(ballast, new byte[2 << 20]);
      try (SqliteStore store = SqliteStore.open(file)) {
        List<String> stored = new ArrayList<>();
        Throwable refusal = fill(store, stored);

        assertThat(refusal)
            .isInstanceOf(StoreUnavailableException.class)
            .hasMessage(
                "store "
                    + file
                    + " cannot be written, the disk is full: free some space and writing goes on by"
                    + " itself");
        assertThat(ids(store)).isEqualTo(stored);

        Files.delete(ballast);
        store.events().append(Samples.event("a/b", "later")).join();
        stored.add("later");
        assertThat(ids(store)).isEqualTo(stored);
      }
      try (SqliteStore store = SqliteStore.open(file)) {
        assertThat(store.events().find("later")).isPresent();
      }
    }
  }

  @Test
  void aReadOnlyDiskIsToldAtTheStart() throws Exception {
    try (SmallDisk disk = smallDisk()) {
      Path file = disk.path().resolve("store.db");
      SqliteStore.open(file).close();
      disk.makeReadOnly();
      assertThatThrownBy(() -> SqliteStore.open(file))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessageStartingWith("store " + file + " cannot be opened, its lock file ");
    }
  }

  @Test
  void aSecondOwnerIsToldWhoHasTheStore() {
    Path file = folder.resolve("store.db");
    try (SqliteStore store = SqliteStore.open(file)) {
      assertThatThrownBy(() -> SqliteStore.open(file))
          .isInstanceOf(StoreUnavailableException.class)
          .hasMessage(
              "store %s is in use by process %d: stop that process or use another folder"
                  .formatted(file, ProcessHandle.current().pid()));
      assertThat(store.events().last("a/b")).isZero();
    }
    SqliteStore.open(file).close();
  }

  @Test
  void aDamagedFileIsToldAtTheStart() throws Exception {
    Path file = folder.resolve("store.db");
    Files.writeString(
        file, "this is no database, but long enough to be looked at closely".repeat(99));
    assertThatThrownBy(() -> SqliteStore.open(file))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessage(
            "store "
                + file
                + " is damaged or not a store: put a copy in its place, or move it away to start"
                + " empty");
  }

  @Test
  void aMissingFolderIsToldAtTheStart() {
    assertThatThrownBy(() -> SqliteStore.open(folder.resolve("none/store.db")))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void aNewerFileIsNotTouched() throws Exception {
    Path file = folder.resolve("store.db");
    SqliteStore.open(file).close();
    Sql sql = new StoreFile(file).openWriter();
    sql.execute("PRAGMA user_version=99");
    sql.close();
    assertThatThrownBy(() -> SqliteStore.open(file))
        .hasMessage(
            "store %s has version 99, this program knows versions up to 1: use a newer program"
                .formatted(file));
  }

  @Test
  void aLostOrForeignKeyIsToldAtTheStart() throws Exception {
    Path file = folder.resolve("store.db");
    Path key = folder.resolve("store.db.key");
    SqliteStore.open(file).close();
    SqliteStore.open(folder.resolve("other.db")).close();

    Files.copy(folder.resolve("other.db.key"), key, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> SqliteStore.open(file))
        .hasMessageContaining("does not belong to store");

    Files.delete(key);
    assertThatThrownBy(() -> SqliteStore.open(file)).hasMessageContaining("cannot be used");
    assertThat(key).doesNotExist();
  }

  @Test
  void aClosedStoreSaysSo() {
    SqliteStore store = SqliteStore.open(folder.resolve("store.db"));
    store.close();
    assertThatThrownBy(() -> store.events().append(Samples.event("a/b", "x")).join())
        .hasCauseInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.events().last("a/b"))
        .isInstanceOf(StoreUnavailableException.class);
  }

  /** The test is skipped, and says so, where mounting is not permitted. */
  private SmallDisk smallDisk() throws Exception {
    return SmallDisk.mount(folder.resolve("disk"), "8m")
        .orElseThrow(() -> new TestAbortedException("mounting a tmpfs is not permitted here"));
  }

  /** Appends until the store refuses; returns why, with the ids of what it took. */
  private static Throwable fill(SqliteStore store, List<String> stored) {
    for (int batch = 0; ; batch++) {
      List<CompletableFuture<?>> appended = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        appended.add(store.events().append(large(batch + "-" + i)));
      }
      Throwable refusal = null;
      for (int i = 0; i < 50; i++) {
        try {
          appended.get(i).join();
          stored.add(batch + "-" + i);
        } catch (CompletionException e) {
          refusal = e.getCause();
        }
      }
      if (refusal != null) {
        return refusal;
      }
    }
  }

  private static NewEvent large(String id) {
    return new NewEvent(
        "a/b", id, "s", "t", "amqp", Samples.NOON, null, "\"" + "x".repeat(8_000) + "\"");
  }

  private static List<String> ids(SqliteStore store) throws IOException {
    return new ArrayList<>(
        store.events().after("a/b", 0, 100_000).stream().map(StoredEvent::id).toList());
  }
}
