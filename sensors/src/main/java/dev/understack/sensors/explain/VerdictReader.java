package dev.understack.sensors.explain;

import dev.understack.sensors.explain.EventExplanation.Check;
import dev.understack.sensors.explain.EventExplanation.DependencyVerdict;
import dev.understack.sensors.explain.EventExplanation.SensorVerdict;
import dev.understack.sensors.explain.EventExplanation.TriggerVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Expands the short record of a decision with the description of the network that decided: a
 * dependency without an entry of its own was rejected by its first comparison, or by a transform
 * that failed for its whole group. For one record.
 */
final class VerdictReader {
  private final Map<String, Map<String, DependencyVerdict>> dependencies = new TreeMap<>();
  private final Map<String, List<TriggerVerdict>> triggers = new TreeMap<>();

  /**
   * Adds one record.
   *
   * @param node the description of what listens to this event
   */
  void add(JsonNode record, JsonNode node) {
    for (int i = 0; i < node.size(); i++) {
      JsonNode group = record.path("groups").path(String.valueOf(i));
      for (JsonNode listener : node.get(i).path("listeners")) {
        put(text(listener, "s"), rejected(listener, group));
      }
    }
    for (JsonNode entry : record.path("deps")) {
      put(text(entry, "s"), asked(entry));
    }
    for (JsonNode entry : record.path("broken")) {
      put(text(entry, "s"), new DependencyVerdict("", false, "", text(entry, "error"), List.of()));
    }
    for (JsonNode entry : record.path("triggers")) {
      List<String> met = new ArrayList<>();
      entry.path("met").forEach(name -> met.add(name.asString()));
      triggers
          .computeIfAbsent(text(entry, "s"), _ -> new ArrayList<>())
          .add(
              new TriggerVerdict(
                  text(entry, "t"), entry.has("action"), text(entry, "condition"), met));
    }
  }

  List<SensorVerdict> verdicts() {
    TreeSet<String> sensors = new TreeSet<>(dependencies.keySet());
    sensors.addAll(triggers.keySet());
    return sensors.stream()
        .map(sensor ->
            new SensorVerdict(
                sensor,
                List.copyOf(dependencies.getOrDefault(sensor, Map.of()).values()),
                triggers.getOrDefault(sensor, List.of())))
        .toList();
  }

  private void put(String sensor, DependencyVerdict verdict) {
    dependencies.computeIfAbsent(sensor, _ -> new TreeMap<>()).put(verdict.name(), verdict);
  }

  /** The verdict of a dependency that was not asked: its lookup failed, or its transform did. */
  private static DependencyVerdict rejected(JsonNode listener, JsonNode group) {
    String name = text(listener, "d");
    String error = text(group, "error");
    if (!error.isEmpty()) {
      return new DependencyVerdict(name, false, "", "transform: " + error, List.of());
    }
    String path = text(listener, "path");
    if (path.isEmpty()) {
      return new DependencyVerdict(
          name, false, "", "the event is older than what the sensor reads", List.of());
    }
    JsonNode found = group.path("found").path(path);
    Check check =
        found.isString()
            ? new Check(text(listener, "filter"), found.stringValue(), false, "")
            : new Check(text(listener, "filter"), "", false, "path '" + path + "' does not exist");
    return new DependencyVerdict(name, false, text(group, "digest"), "", List.of(check));
  }

  private static DependencyVerdict asked(JsonNode entry) {
    List<Check> checks = new ArrayList<>();
    for (JsonNode check : entry.path("checks")) {
      checks.add(
          new Check(
              check.path(0).asString(""),
              check.path(1).asString(""),
              check.path(2).asBoolean(false),
              check.path(3).asString("")));
    }
    return new DependencyVerdict(
        text(entry, "d"), entry.path("ok").asBoolean(false), "", text(entry, "error"), checks);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }
}
