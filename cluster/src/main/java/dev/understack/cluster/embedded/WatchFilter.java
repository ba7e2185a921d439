package dev.understack.cluster.embedded;

import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.KubeObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Turns changes of all objects into changes of the selected ones: an object that comes to match is
 * added, one that ceases to match is deleted. For one thread.
 */
final class WatchFilter {
  private final SelectionFilter filter;

  /** Changes up to here happened before the watch, while the watcher was away. */
  private final long startVersion;

  /** Uids of the matching objects that the watcher knows; unused when everything matches. */
  private final Set<String> told = new HashSet<>();

  WatchFilter(SelectionFilter filter, long startVersion) {
    this.filter = filter;
    this.startVersion = startVersion;
  }

  void alreadyTold(KubeObject object) {
    told.add(object.uid());
  }

  Optional<WatchEvent> filter(WatchEvent event) {
    if (filter.isEmpty()) {
      return Optional.of(event);
    }
    KubeObject object = event.object();
    if (event.type() == WatchEvent.Type.DELETED) {
      boolean known = told.remove(object.uid());
      return known || filter.matches(object) ? Optional.of(event) : Optional.empty();
    }
    if (filter.matches(object)) {
      boolean known = !told.add(object.uid());
      return Optional.of(known ? event : new WatchEvent(WatchEvent.Type.ADDED, object));
    }
    boolean known = told.remove(object.uid());
    boolean maybeKnown =
        event.type() == WatchEvent.Type.MODIFIED
            && Long.parseLong(object.resourceVersion()) <= startVersion;
    return known || maybeKnown
        ? Optional.of(new WatchEvent(WatchEvent.Type.DELETED, object))
        : Optional.empty();
  }
}
