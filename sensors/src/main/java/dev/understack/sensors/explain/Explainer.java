package dev.understack.sensors.explain;

import dev.understack.sensors.explain.EventExplanation.ActionStep;
import dev.understack.sensors.explain.EventExplanation.NodeStep;
import dev.understack.sensors.explain.EventExplanation.WorkflowStep;
import dev.understack.store.ActionTable;
import dev.understack.store.ChangeTable;
import dev.understack.store.ChangeTable.RecordedChange;
import dev.understack.store.DecisionTable;
import dev.understack.store.EventTable;
import dev.understack.store.RunTable;
import dev.understack.store.RunTable.NodeRow;
import dev.understack.store.RunTable.StoredRun;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Explains events and outside objects from what is stored: nothing is decided again. Safe for
 * several threads.
 */
public final class Explainer {
  private static final String NETWORK = "$network/";

  private final EventTable events;
  private final DecisionTable decisions;
  private final ActionTable actions;
  private final RunTable runs;
  private final ChangeTable changes;

  public Explainer(
      EventTable events,
      DecisionTable decisions,
      ActionTable actions,
      RunTable runs,
      ChangeTable changes) {
    this.events = events;
    this.decisions = decisions;
    this.actions = actions;
    this.runs = runs;
    this.changes = changes;
  }

  /** What became of the event with this CloudEvent id. */
  public Optional<EventExplanation> event(String id) {
    return events.find(id).map(this::explain);
  }

  /** Where the state of an outside object comes from, newest change first. */
  public Lineage object(String kind, String id, int limit) {
    List<Lineage.Origin> origins = new ArrayList<>();
    for (RecordedChange change : changes.ofObject(kind, id, limit)) {
      origins.add(origin(change));
    }
    return new Lineage(kind, id, origins);
  }

  private EventExplanation explain(StoredEvent event) {
    Optional<JsonNode> record = decisions.find(event.bus(), event.sequence());
    VerdictReader reader = new VerdictReader();
    record.ifPresent(found -> {
      add(reader, event, found);
      found.path("later").forEach(later -> add(reader, event, later));
    });
    return new EventExplanation(
        event.id(),
        event.bus(),
        event.source(),
        event.subject(),
        event.type(),
        event.time(),
        record.isPresent(),
        reader.verdicts(),
        actions.ofEvent(event.id()).stream().map(action -> step(event, action)).toList(),
        record.map(found -> found.path("error").asString("")).orElse(""));
  }

  private void add(VerdictReader reader, StoredEvent event, JsonNode record) {
    JsonNode network =
        decisions
            .states(event.bus())
            .getOrDefault(
                NETWORK + record.path("net").asString(""), JsonNodeFactory.instance.nullNode());
    reader.add(record, network.path(event.source() + "/" + event.subject()));
  }

  private ActionStep step(StoredEvent event, StoredAction action) {
    JsonNode result = action.result().orElse(JsonNodeFactory.instance.nullNode());
    return new ActionStep(
        action.key(),
        action.sensor(),
        action.trigger(),
        action.state().name().toLowerCase(Locale.ROOT),
        action.attempts(),
        action.lastError(),
        action.finished().map(end -> Duration.between(event.time(), end)),
        target(result),
        runs.find(result.path("uid").asString("")).map(this::workflow));
  }

  private static String target(JsonNode result) {
    String kind = result.path("kind").asString("").toLowerCase(Locale.ROOT);
    return kind.isEmpty()
        ? result.path("done").asString("")
        : kind
            + " "
            + result.path("namespace").asString("")
            + "/"
            + result.path("name").asString("");
  }

  private WorkflowStep workflow(StoredRun run) {
    List<RecordedChange> made = changes.ofWorkflow(run.workflowUid());
    List<NodeStep> nodes = new ArrayList<>();
    String phase = run.finished() ? "Finished" : "Running";
    for (var entry : run.nodes().entrySet()) {
      NodeRow row = entry.getValue();
      if (row.status()
          .path("displayName")
          .asString("")
          .equals(row.status().path("name").asString(""))) {
        phase = row.status().path("phase").asString(phase);
      }
      nodes.add(node(entry.getKey(), row, made));
    }
    nodes.sort(Comparator.comparing(NodeStep::name));
    return new WorkflowStep(run.workflowUid(), phase, nodes);
  }

  private static NodeStep node(String id, NodeRow row, List<RecordedChange> made) {
    JsonNode status = row.status();
    List<String> lines =
        made.stream().filter(c -> c.nodeId().equals(id)).map(Explainer::line).toList();
    return new NodeStep(
        id,
        status.path("displayName").asString(status.path("name").asString(id)),
        status.path("phase").asString(""),
        status.path("message").asString(""),
        duration(status),
        lines);
  }

  private static String line(RecordedChange recorded) {
    ChangeTable.ExternalChange change = recorded.change();
    return change.action()
        + " "
        + change.system()
        + " "
        + change.kind()
        + "/"
        + change.id()
        + ": "
        + change.summary();
  }

  private static Optional<Duration> duration(JsonNode status) {
    String started = status.path("startedAt").asString("");
    String finished = status.path("finishedAt").asString("");
    try {
      return started.isEmpty() || finished.isEmpty()
          ? Optional.empty()
          : Optional.of(Duration.between(Instant.parse(started), Instant.parse(finished)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Lineage.Origin origin(RecordedChange change) {
    String uid = change.workflowUid();
    String node =
        runs.find(uid)
            .map(run -> run.nodes().get(change.nodeId()))
            .map(row -> row.status().path("displayName").asString(change.nodeId()))
            .orElse(change.nodeId());
    Set<String> ids = new LinkedHashSet<>();
    String action = "";
    String workflow = "";
    for (StoredAction candidate : actions.newest(StoredAction.State.DONE, Lineage.SEARCHED)) {
      JsonNode result = candidate.result().orElse(JsonNodeFactory.instance.nullNode());
      if (result.path("uid").asString("").equals(uid)) {
        action = candidate.key();
        workflow = target(result);
        ids.addAll(candidate.eventIds());
        break;
      }
    }
    List<EventExplanation> causes = ids.stream().flatMap(id -> event(id).stream()).toList();
    return new Lineage.Origin(
        change.change().at(), line(change), node, uid, workflow, action, causes);
  }
}
