package dev.understack.workflows.cron;

import dev.understack.model.KubeObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The status of a cron workflow. Immutable.
 *
 * @param active references of children that have not ended
 * @param lastScheduled the scheduled time of the last child
 * @param stopped whether the stop strategy has ended it
 * @param succeeded how many children have succeeded
 * @param failed how many have failed or could not be submitted
 * @param conditions what is wrong, by type
 */
record CronStatus(
    List<JsonNode> active,
    Optional<Instant> lastScheduled,
    boolean stopped,
    long succeeded,
    long failed,
    Map<String, String> conditions) {
  static final String SPEC_ERROR = "SpecError";
  static final String SUBMISSION_ERROR = "SubmissionError";

  CronStatus {
    active = List.copyOf(active);
    conditions = Map.copyOf(conditions);
  }

  static CronStatus of(KubeObject cron) {
    JsonNode status = cron.status();
    List<JsonNode> active = new ArrayList<>();
    status.path("active").forEach(active::add);
    String last = status.path("lastScheduledTime").asString("");
    Map<String, String> conditions = new LinkedHashMap<>();
    for (JsonNode condition : status.path("conditions")) {
      conditions.put(condition.path("type").asString(""), condition.path("message").asString(""));
    }
    return new CronStatus(
        active,
        last.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(last)),
        status.path("phase").asString("").equals("Stopped"),
        status.path("succeeded").asLong(0),
        status.path("failed").asLong(0),
        conditions);
  }

  CronStatus withCondition(String type, String message) {
    Map<String, String> all = new LinkedHashMap<>(conditions);
    all.put(type, message);
    return new CronStatus(active, lastScheduled, stopped, succeeded, failed, all);
  }

  CronStatus withoutCondition(String type) {
    Map<String, String> all = new LinkedHashMap<>(conditions);
    all.remove(type);
    return new CronStatus(active, lastScheduled, stopped, succeeded, failed, all);
  }

  CronStatus submitted(KubeObject child, Instant scheduled) {
    List<JsonNode> all = new ArrayList<>(active);
    all.removeIf(known -> known.path("uid").asString("").equals(child.uid()));
    ObjectNode reference = JsonNodeFactory.instance.objectNode();
    reference.put("kind", child.kind()).put("apiVersion", child.apiVersion());
    reference.put("name", child.name()).put("namespace", child.namespace());
    reference.put("uid", child.uid()).put("resourceVersion", child.resourceVersion());
    all.add(reference);
    return new CronStatus(all, Optional.of(scheduled), stopped, succeeded, failed, conditions);
  }

  /** A child is no longer active; its phase is empty when it was deleted before it ended. */
  CronStatus ended(String uid, String phase) {
    List<JsonNode> rest = new ArrayList<>(active);
    rest.removeIf(known -> known.path("uid").asString("").equals(uid));
    boolean bad = phase.equals("Failed") || phase.equals("Error");
    return new CronStatus(
        rest,
        lastScheduled,
        stopped,
        succeeded + (phase.equals("Succeeded") ? 1 : 0),
        failed + (bad ? 1 : 0),
        conditions);
  }

  CronStatus failedToSubmit(String message) {
    return new CronStatus(active, lastScheduled, stopped, succeeded, failed + 1, conditions)
        .withCondition(SUBMISSION_ERROR, message);
  }

  CronStatus stop() {
    return new CronStatus(active, lastScheduled, true, succeeded, failed, conditions);
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode references = json.putArray("active");
    active.forEach(references::add);
    lastScheduled.ifPresent(
        time -> json.put("lastScheduledTime", time.truncatedTo(ChronoUnit.SECONDS).toString()));
    json.put("phase", stopped ? "Stopped" : "Active");
    json.put("succeeded", succeeded).put("failed", failed);
    ArrayNode list = json.putArray("conditions");
    conditions.forEach((type, message) ->
        list.addObject().put("type", type).put("status", "True").put("message", message));
    return json;
  }
}
