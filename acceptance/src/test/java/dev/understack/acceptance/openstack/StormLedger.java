package dev.understack.acceptance.openstack;

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
 * What a store says happened to Ironic's notifications.
 *
 * @param events stored, ascending
 * @param position of the last one that was decided
 * @param done actions that are done
 * @param unfinished actions that wait, for their time or for a person
 * @param workflows that the actions made
 */
record StormLedger(
    List<StoredEvent> events,
    long position,
    List<StoredAction> done,
    List<StoredAction> unfinished,
    List<KubeObject> workflows) {
  private static final int ALL = Integer.MAX_VALUE;

  /** Reads the store of a system that has stopped. */
  static StormLedger read(Path file) {
    try (SqliteStore store = SqliteStore.open(file)) {
      List<StoredAction> waiting = new ArrayList<>();
      waiting.addAll(store.actions().newest(StoredAction.State.PENDING, ALL));
      waiting.addAll(store.actions().newest(StoredAction.State.DEAD, ALL));
      return new StormLedger(
          store
              .events()
              .newest(new EventFilter("openstack/default", "openstack-ironic", ""), ALL)
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

  static String phase(KubeObject workflow) {
    return workflow.status().path("phase").asString("none");
  }
}
