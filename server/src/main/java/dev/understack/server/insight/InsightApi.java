package dev.understack.server.insight;

import dev.understack.bus.RejectedRows;
import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import dev.understack.sensors.explain.EventExplanation;
import dev.understack.sensors.explain.Explainer;
import dev.understack.sensors.explain.ExplanationJson;
import dev.understack.sensors.explain.ExplanationText;
import dev.understack.sensors.explain.Lineage;
import dev.understack.sensors.runner.ActionRunner;
import dev.understack.server.http.Endpoint;
import dev.understack.sources.SourceController;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredEvent;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Paths below {@code /understack/v1}: {@code events}, {@code events/ID}, {@code lineage/KIND/ID},
 * {@code dead-letters} (one of them with {@code ?key=KEY}) and {@code
 * dead-letters/resubmit?key=KEY}. Answers come from stored records; as JSON, or as text for people
 * when {@code text/plain} is asked for. For administrators.
 */
public final class InsightApi {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MOST = 1_000;

  /** How many events are looked at for one whose id starts with a text. */
  private static final int RECENT = 200;

  private final Endpoint endpoint;
  private final SqliteStore store;
  private final Explainer explainer;
  private final DeadLetterList deadLetters;

  public InsightApi(
      Endpoint endpoint, SqliteStore store, ActionRunner actions, SourceController sources) {
    this.endpoint = endpoint;
    this.store = store;
    this.explainer = new Explainer(store);
    this.deadLetters = new DeadLetterList(store, actions, sources);
  }

  /** Adds the paths to a server. */
  public void register(HttpRouting.Builder routing) {
    String base = "/understack/v1";
    routing
        .get(base + "/events", endpoint.forAdministrators(this::events))
        .get(base + "/events/{id}", endpoint.forAdministrators(this::event))
        .get(base + "/lineage/{kind}/{id}", endpoint.forAdministrators(this::lineage))
        .get(base + "/dead-letters", endpoint.forAdministrators(this::deadLetters))
        .post(base + "/dead-letters/resubmit", endpoint.forAdministrators(this::resubmit));
  }

  private void events(ServerRequest request, ServerResponse response) {
    String source = request.query().first("source").orElse("");
    ArrayNode items = JsonNodeFactory.instance.arrayNode();
    for (StoredEvent event :
        store.events().newest(new EventFilter("", source, ""), limit(request))) {
      ObjectNode item = items.addObject();
      item.put("id", event.id()).put("time", event.time().toString());
      item.put("bus", RejectedRows.holds(event) ? RejectedRows.busOf(event) : event.bus());
      item.put("source", event.source()).put("subject", event.subject());
      item.put("outcome", explainer.event(event.id()).map(Outcome::of).orElse(""));
    }
    send(response, items);
  }

  private void event(ServerRequest request, ServerResponse response) {
    EventExplanation found = find(request.path().pathParameters().get("id"));
    if (wantsText(request)) {
      sendText(response, ExplanationText.of(found));
    } else {
      send(response, ExplanationJson.of(found));
    }
  }

  /** The event with this id, or the only one of the newest whose id starts with it. */
  private EventExplanation find(String id) {
    Optional<EventExplanation> exact = explainer.event(id);
    if (exact.isPresent()) {
      return exact.get();
    }
    List<String> starting =
        store.events().newest(new EventFilter("", "", ""), RECENT).stream()
            .map(StoredEvent::id)
            .filter(candidate -> candidate.startsWith(id))
            .toList();
    if (starting.size() > 1) {
      throw new ApiException(
          Reason.BAD_REQUEST, starting.size() + " events have an id that starts with " + id);
    }
    return starting.stream()
        .findFirst()
        .flatMap(explainer::event)
        .orElseThrow(() -> notFound("event \"" + id + "\""));
  }

  private void lineage(ServerRequest request, ServerResponse response) {
    Lineage found =
        explainer.object(
            request.path().pathParameters().get("kind"),
            request.path().pathParameters().get("id"),
            limit(request));
    if (wantsText(request)) {
      sendText(response, ExplanationText.of(found));
    } else {
      send(response, ExplanationJson.of(found));
    }
  }

  private void deadLetters(ServerRequest request, ServerResponse response) {
    Optional<String> key = request.query().first("key").asOptional();
    if (key.isPresent()) {
      send(response, deadLetters.get(key.get()));
    } else {
      send(response, deadLetters.list(limit(request)));
    }
  }

  private void resubmit(ServerRequest request, ServerResponse response) {
    deadLetters.resubmit(request.query().first("key").orElse(""));
    send(response, JsonNodeFactory.instance.objectNode());
  }

  private static int limit(ServerRequest request) {
    String text = request.query().first("limit").orElse("");
    try {
      return text.isEmpty() ? DEFAULT_LIMIT : Math.clamp(Integer.parseInt(text), 1, MOST);
    } catch (NumberFormatException e) {
      throw new ApiException(
          Reason.BAD_REQUEST, "limit: expected a whole number, found \"" + text + "\"");
    }
  }

  private static boolean wantsText(ServerRequest request) {
    return request.headers().first(HeaderNames.ACCEPT).orElse("").startsWith("text/plain");
  }

  private static ApiException notFound(String what) {
    return new ApiException(Reason.NOT_FOUND, what + " not found");
  }

  private static void send(ServerResponse response, ArrayNode items) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("items", items);
    send(response, body);
  }

  private static void send(ServerResponse response, ObjectNode body) {
    response.header("Content-Type", "application/json").send(Json.bytes(body));
  }

  private static void sendText(ServerResponse response, String text) {
    response.header("Content-Type", "text/plain; charset=utf-8").send(text);
  }

  /** What became of an event, in a few words. */
  private static final class Outcome {
    private Outcome() {}

    static String of(EventExplanation event) {
      if (!event.error().isEmpty()) {
        return event.error();
      }
      if (!event.decided()) {
        return "not decided yet";
      }
      if (event.actions().isEmpty()) {
        return event.sensors().isEmpty() ? "no sensor listens" : "no trigger fired";
      }
      List<String> parts =
          event.actions().stream()
              .map(action ->
                  action
                      .workflow()
                      .map(run -> action.target() + " " + run.phase())
                      .orElseGet(() -> action.trigger() + " " + action.state()))
              .toList();
      return String.join(", ", parts);
    }
  }
}
