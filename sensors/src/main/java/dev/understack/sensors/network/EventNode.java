package dev.understack.sensors.network;

import dev.understack.sensors.transform.DataTransform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything that listens to one event of one source, grouped by transform. Immutable. */
final class EventNode {
  private final List<Group> groups;

  private EventNode(List<Group> groups) {
    this.groups = List.copyOf(groups);
  }

  static EventNode of(List<Listener> listeners) {
    Map<String, List<Listener>> byTransform = new LinkedHashMap<>();
    for (Listener listener : listeners) {
      byTransform
          .computeIfAbsent(listener.dependency().transform().text(), _ -> new ArrayList<>())
          .add(listener);
    }
    return new EventNode(byTransform.values().stream().map(Group::of).toList());
  }

  List<Group> groups() {
    return groups;
  }

  /** Adds what listens here to the description of the network. */
  void describe(ArrayNode description) {
    for (Group group : groups) {
      ObjectNode entry = description.addObject();
      entry.put("transform", group.transform.text());
      ArrayNode listeners = entry.putArray("listeners");
      for (Listener listener : group.listeners) {
        ObjectNode row = listeners.addObject();
        row.put("s", listener.sensor().key()).put("d", listener.dependency().name());
        listener.lookup().ifPresent(l -> row.put("path", l.path()).put("filter", l.label()));
      }
    }
  }

  /** Listeners that share a transform, so that it runs once. */
  record Group(DataTransform transform, List<Listener> listeners, LookupIndex index) {
    Group {
      listeners = List.copyOf(listeners);
    }

    static Group of(List<Listener> listeners) {
      return new Group(
          listeners.getFirst().dependency().transform(), listeners, new LookupIndex(listeners));
    }
  }
}
