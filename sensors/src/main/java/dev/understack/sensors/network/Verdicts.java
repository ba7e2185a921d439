package dev.understack.sensors.network;

import dev.understack.sensors.filter.DependencyFilter.Outcome;
import dev.understack.sensors.filter.FilterCheck;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the record of a decision, short enough to keep one for every event.
 *
 * <p>{@code net} names the description of the network that decided (kept once among the states).
 * {@code groups} has one entry for each transform: its error, or the values that were looked up.
 * {@code deps} has the dependencies that were asked one by one; every other dependency on this
 * event was rejected by its first comparison, whose value is among the looked-up ones. {@code
 * triggers} has the triggers that fired or wait for more.
 */
final class Verdicts {
  private final ObjectNode record = JsonNodeFactory.instance.objectNode();

  Verdicts(String network) {
    record.put("net", network);
  }

  ObjectNode record() {
    return record;
  }

  /** What a group looked up. */
  void lookedUp(int group, Map<String, String> values) {
    if (!values.isEmpty()) {
      ObjectNode entry = group(group);
      ObjectNode found = entry.putObject("found");
      values.forEach(found::put);
    }
  }

  /** A transform that failed; none of the group's dependencies was asked. */
  void transformFailed(int group, String error) {
    group(group).put("error", error);
  }

  /** A transform that worked, by the digest of what it made. */
  void transformed(int group, String digest) {
    group(group).put("digest", digest);
  }

  /** What a dependency's filters made of the event. */
  void dependency(String sensor, String dependency, Outcome outcome) {
    ObjectNode entry = list("deps").addObject();
    entry.put("s", sensor).put("d", dependency).put("ok", outcome.passed());
    if (!outcome.error().isEmpty()) {
      entry.put("error", outcome.error());
    }
    ArrayNode checks = entry.putArray("checks");
    for (FilterCheck check : outcome.checks()) {
      ArrayNode row = checks.addArray().add(check.filter()).add(check.found()).add(check.passed());
      if (!check.error().isEmpty()) {
        row.add(check.error());
      }
    }
  }

  /** A trigger that fired. */
  void fired(String sensor, String trigger, String actionKey) {
    list("triggers").addObject().put("s", sensor).put("t", trigger).put("action", actionKey);
  }

  /** A trigger that has some of what it needs. */
  void waiting(String sensor, String trigger, String condition, Set<String> met) {
    ObjectNode entry = list("triggers").addObject();
    entry.put("s", sensor).put("t", trigger).put("condition", condition);
    ArrayNode have = entry.putArray("met");
    met.stream().sorted().forEach(have::add);
  }

  /** A sensor that failed in a way that nobody foresaw; it disturbs no other. */
  void broken(String sensor, String error) {
    list("broken").addObject().put("s", sensor).put("error", error);
  }

  private ObjectNode group(int index) {
    ObjectNode groups = record.withObjectProperty("groups");
    return groups.withObjectProperty(String.valueOf(index));
  }

  private ArrayNode list(String name) {
    return record.withArrayProperty(name);
  }
}
