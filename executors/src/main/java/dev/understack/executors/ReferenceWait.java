package dev.understack.executors;

import dev.understack.cluster.ObjectApi;
import dev.understack.executors.pod.MissingReferenceException;
import dev.understack.model.ObjectKey;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * Waits for the Secrets and ConfigMaps of a pod, as a pod does that is held up by a missing one:
 * watching, until they are there.
 */
final class ReferenceWait {
  private final ObjectApi api;

  ReferenceWait(ObjectApi api) {
    this.api = api;
  }

  /**
   * The result of {@code attempt}, as soon as it no longer misses anything.
   *
   * @param waiting hears each reason to wait, once
   */
  <T> T until(Attempt<T> attempt, Consumer<String> waiting) throws InterruptedException {
    String told = "";
    while (true) {
      ObjectKey missing;
      try {
        return attempt.run();
      } catch (MissingReferenceException e) {
        missing = e.object();
      }
      Semaphore changed = new Semaphore(0);
      try (ObjectApi.Watch _ = watch(missing, changed)) {
        // It may have appeared before the watch began.
        try {
          return attempt.run();
        } catch (MissingReferenceException still) {
          String reason = String.valueOf(still.getMessage());
          if (!reason.equals(told)) {
            waiting.accept(reason);
            told = reason;
          }
          if (still.object().equals(missing)) {
            changed.acquire();
          }
        }
      }
    }
  }

  private ObjectApi.Watch watch(ObjectKey key, Semaphore changed) {
    String version = api.list(key.type(), key.namespace(), only(key)).resourceVersion();
    return api.watch(key.type(), key.namespace(), only(key), version, event -> changed.release());
  }

  private static ObjectApi.Selection only(ObjectKey key) {
    return new ObjectApi.Selection("", "metadata.name=" + key.name());
  }

  /** Something that may miss an object. */
  @FunctionalInterface
  interface Attempt<T> {
    T run() throws MissingReferenceException;
  }
}
