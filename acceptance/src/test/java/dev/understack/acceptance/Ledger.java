package dev.understack.acceptance;

import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.ObjectTable;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a store says happened to the notifications of one event source.
 *
 * @param events stored, ascending
 * @param position of the last one that was decided
 * @param actions that are done
 * @param unfinished actions that wait, for their time or for a person
 * @param workflows that the actions made
 */
public record Ledger(
    List<StoredEvent> events,
    long position,
    List<StoredAction> actions,
    List<StoredAction> unfinished,
    List<KubeObject> workflows) {
  private static final int ALL = Integer.MAX_VALUE;

  /** Reads the store of a system that has stopped. */
  public static Ledger read(Path file, String eventSource) {
    try (SqliteStore store = SqliteStore.open(file)) {
      List<StoredAction> waiting = new ArrayList<>();
      waiting.addAll(store.actions().newest(StoredAction.State.PENDING, ALL));
      waiting.addAll(store.actions().newest(StoredAction.State.DEAD, ALL));
      return new Ledger(
          store
              .events()
              .newest(new EventFilter("openstack/default", eventSource, ""), ALL)
              .reversed(),
          store.decisions().position("openstack/default"),
          store.actions().newest(StoredAction.State.DONE, ALL),
          waiting,
          store
              .objects()
              .list(
                  ObjectTable.Query.all(
                      ResourceTypes.WORKFLOW, "argo-events", ObjectTable.View.WITHOUT_NODES))
              .items());
    }
  }

  /** Keys of the actions of a sensor. */
  List<String> actionsOf(String sensor) {
    return actions.stream()
        .filter(action -> action.sensor().equals("openstack/" + sensor))
        .map(StoredAction::key)
        .toList();
  }

  /** The projects that the workflows of a sensor are about, one entry per workflow. */
  List<String> projectsOf(String sensor) {
    return workflows.stream()
        .filter(w -> sensor.equals(w.labels().get("events.argoproj.io/sensor")))
        .map(w -> w.tree().at("/spec/arguments/parameters/1/value").asString())
        .toList();
  }

  public static String phase(KubeObject workflow) {
    return workflow.status().path("phase").asString("none");
  }

  void print(int sent) {
    System.out.println(
        "ledger: sent %d, stored %d, decided to position %d, acted %d, workflows %d"
            .formatted(sent, events.size(), position, actions.size(), workflows.size()));
  }
}
