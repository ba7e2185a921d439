package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Locks that a workflow or template holds while it runs. The older singular fields count too. */
public record Synchronization(List<Mutex> mutexes, List<Semaphore> semaphores) {

  public Synchronization {
    mutexes = List.copyOf(mutexes);
    semaphores = List.copyOf(semaphores);
  }

  static Synchronization read(Fields fields) {
    List<Mutex> mutexes = new ArrayList<>(fields.list("mutexes", Mutex::read));
    Mutex mutex = fields.read("mutex", Mutex::read);
    if (mutex != null) {
      mutexes.add(mutex);
    }
    List<Semaphore> semaphores = new ArrayList<>(fields.list("semaphores", Semaphore::read));
    Semaphore semaphore = fields.read("semaphore", Semaphore::read);
    if (semaphore != null) {
      semaphores.add(semaphore);
    }
    fields.rejectUnknown();
    return new Synchronization(mutexes, semaphores);
  }

  /**
   * A lock for one holder.
   *
   * @param namespace where the lock lives; empty for the workflow's
   * @param database whether it is shared through a database
   */
  public record Mutex(String name, String namespace, boolean database) {

    static Mutex read(Fields fields) {
      Mutex mutex =
          new Mutex(fields.text("name"), fields.text("namespace"), fields.bool("database", false));
      fields.rejectUnknown();
      return mutex;
    }
  }

  /**
   * A lock for several holders.
   *
   * @param configMap where the limit stands; null when it stands in a database
   * @param databaseKey key of the limit in a database; may be empty
   * @param namespace where the lock lives; empty for the workflow's
   */
  public record Semaphore(@Nullable ConfigMapKey configMap, String databaseKey, String namespace) {

    static Semaphore read(Fields fields) {
      Semaphore semaphore =
          new Semaphore(
              fields.read("configMapKeyRef", ConfigMapKey::read),
              fields.objectOrEmpty("database").text("key"),
              fields.text("namespace"));
      fields.rejectUnknown();
      return semaphore;
    }
  }
}
