package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.store.ObjectConflictException;
import dev.understack.store.ObjectTable;
import dev.understack.store.StoreUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Where writes end: the table, or, for a dry run, nowhere. Every method throws {@link
 * ObjectConflictException} as the table does and returns once the write is durable.
 */
sealed interface StoredObjects {

  KubeObject create(ObjectKey key, KubeObject object);

  KubeObject replace(ObjectKey key, KubeObject before, KubeObject after);

  void delete(ObjectKey key, KubeObject before);

  /** Whether something is really written. */
  boolean isDurable();

  /** Writes to the table. */
  record Durable(ObjectTable table) implements StoredObjects {
    @Override
    public KubeObject create(ObjectKey key, KubeObject object) {
      return join(table.create(key, object));
    }

    @Override
    public KubeObject replace(ObjectKey key, KubeObject before, KubeObject after) {
      return join(table.replace(key, version(before), after));
    }

    @Override
    public void delete(ObjectKey key, KubeObject before) {
      join(table.delete(key, version(before)));
    }

    @Override
    public boolean isDurable() {
      return true;
    }

    private static long version(KubeObject object) {
      return Long.parseLong(object.resourceVersion());
    }

    private static <T> T join(CompletableFuture<T> future) {
      try {
        return future.join();
      } catch (CompletionException e) {
        throw switch (e.getCause()) {
          case ObjectConflictException conflict -> conflict;
          case StoreUnavailableException unavailable -> {
            ApiException refused =
                new ApiException(Reason.UNAVAILABLE, String.valueOf(unavailable.getMessage()));
            refused.initCause(unavailable);
            yield refused;
          }
          case null, default -> e;
        };
      }
    }
  }

  /** Keeps nothing. */
  record DryRun(ObjectTable table) implements StoredObjects {
    @Override
    public KubeObject create(ObjectKey key, KubeObject object) {
      if (table.find(key, ObjectTable.View.WITHOUT_NODES).isPresent()) {
        throw new ObjectConflictException(key, ObjectConflictException.Found.EXISTING);
      }
      return object;
    }

    @Override
    public KubeObject replace(ObjectKey key, KubeObject before, KubeObject after) {
      return after;
    }

    @Override
    public void delete(ObjectKey key, KubeObject before) {
      // A dry run deletes nothing.
    }

    @Override
    public boolean isDurable() {
      return false;
    }
  }
}
