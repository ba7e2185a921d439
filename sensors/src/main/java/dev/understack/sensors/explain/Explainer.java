package dev.understack.sensors.explain;

import dev.understack.bus.RejectedMessage;
import dev.understack.bus.RejectedRows;
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
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import dev.understack.store.StoredEvent;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
  private final DeafSensors deaf;

  /** Explains what this store holds. */
  public Explainer(SqliteStore store) {
    this.events = store.events();
    this.decisions = store.decisions();
    this.actions = store.actions();
    this.runs = store.runs();
    this.changes = store.changes();
    this.deaf = new DeafSensors(store.objects());
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
    if (RejectedRows.holds(event)) {
      return rejected(event);
    }
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
        event.data().length(),
        record.isPresent(),
        reader.verdicts(),
        actions.ofEvent(event.id()).stream().map(action -> step(event, action)).toList(),
        deaf.in(event.bus().substring(0, event.bus().indexOf('/'))),
        record.map(found -> found.path("error").asString("")).orElse(""));
  }

  private static EventExplanation rejected(StoredEvent row) {
    RejectedMessage message = RejectedRows.message(row);
    return new EventExplanation(
        row.id(),
        RejectedRows.busOf(row),
        row.source(),
        row.subject(),
        row.type(),
        row.time(),
        message.raw().length,
        false,
        List.of(),
        List.of(),
        List.of(),
        message.reason() + "; the message is kept among the dead letters");
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
        action.state() == State.PENDING && action.attempts() > 0
            ? Optional.of(action.due())
            : Optional.empty(),
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
    List<NodeStep> nodes =
        run.nodes().entrySet().stream()
            .sorted(
                Comparator.comparing((Map.Entry<String, NodeRow> entry) ->
                        exact(entry.getValue().detail(), NodeRow.STARTED).orElse(Instant.MAX))
                    .thenComparingLong(entry -> entry.getValue().detail().path("order").asLong(0)))
            .map(entry -> node(entry.getKey(), entry.getValue(), made))
            .toList();
    String phase = run.run().path("phase").asString("");
    return new WorkflowStep(
        run.workflowUid(),
        phase.isEmpty() ? (run.finished() ? "Finished" : "Running") : phase,
        run.run().path("message").asString(""),
        between(run.run(), "startedAt", "finishedAt"),
        nodes);
  }

  private static NodeStep node(String id, NodeRow row, List<RecordedChange> made) {
    JsonNode status = row.status();
    List<String> lines =
        made.stream().filter(c -> c.nodeId().equals(id)).map(Explainer::line).toList();
    return new NodeStep(
        id,
        status.path("displayName").asString(status.path("name").asString(id)),
        status.path("type").asString(""),
        status.path("phase").asString(""),
        status.path("message").asString(""),
        between(row.detail(), NodeRow.STARTED, NodeRow.FINISHED),
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

  private static Optional<Duration> between(JsonNode times, String from, String to) {
    return exact(times, from)
        .flatMap(start -> exact(times, to).map(end -> Duration.between(start, end)));
  }

  /** A time as the engine keeps it, to the nanosecond; Argo's own fields have whole seconds. */
  private static Optional<Instant> exact(JsonNode times, String field) {
    try {
      return Optional.of(Instant.parse(times.path(field).asString("")));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private Lineage.Origin origin(RecordedChange change) {
    String uid = change.workflowUid();
    Optional<NodeStep> node =
        runs.find(uid)
            .flatMap(run -> Optional.ofNullable(run.nodes().get(change.nodeId())))
            .map(row -> node(change.nodeId(), row, List.of()));
    Optional<StoredAction> action =
        actions.newest(State.DONE, Lineage.SEARCHED).stream()
            .filter(a -> a.result().map(r -> r.path("uid").asString("")).orElse("").equals(uid))
            .findFirst();
    List<EventExplanation> causes =
        action.map(StoredAction::eventIds).orElse(List.of()).stream()
            .flatMap(id -> event(id).stream())
            .toList();
    return new Lineage.Origin(
        change.change().at(),
        line(change),
        node.map(NodeStep::name).orElse(change.nodeId()),
        node.flatMap(NodeStep::duration),
        uid,
        action.flatMap(StoredAction::result).map(Explainer::target).orElse(""),
        action.map(StoredAction::key).orElse(""),
        causes);
  }
}
