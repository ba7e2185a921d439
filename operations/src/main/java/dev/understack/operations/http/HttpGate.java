package dev.understack.operations.http;

import dev.understack.operations.Change;
import dev.understack.operations.Change.Action;
import dev.understack.operations.OperationContext;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.json.Trees;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one way out of a run. Reading passes through; a request that changes something is reported as
 * a {@link Change} once it succeeded, or is printed and not sent in a dry run.
 */
public final class HttpGate {
  /** The id of an object that a dry run did not create. */
  public static final String IMAGINED = "dry-run";

  private final Transport transport;
  private final OperationContext context;
  private final OperationLog log;

  public HttpGate(Transport transport, OperationContext context, OperationLog log) {
    this.transport = transport;
    this.context = context;
    this.log = log;
  }

  /** The answer; throws {@link RequestFailedException} for a status of 400 and above. */
  public HttpAnswer send(HttpCall call) {
    HttpAnswer answer = sendForAnyStatus(call);
    if (answer.status() >= 400) {
      throw RequestFailedException.refused(call, answer);
    }
    return answer;
  }

  /** The answer, refusals included. */
  public HttpAnswer sendForAnyStatus(HttpCall call) {
    Subject subject = call.subject();
    if (subject == null) {
      return transport.exchange(call);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new StoppedException();
    }
    if (context.dryRun()) {
      return printed(call, subject);
    }
    HttpAnswer answer = transport.exchange(call);
    if (answer.status() < 400) {
      report(subject, action(call.method()), summary(call, answer.status()), answer.json());
    }
    return answer;
  }

  /** Reports that an object was found as wanted. */
  public void unchanged(Subject subject) {
    report(subject, Action.UNCHANGED, "already as wanted", Trees.object());
  }

  private HttpAnswer printed(HttpCall call, Subject subject) {
    JsonNode body = call.body() == null ? Trees.object() : call.body();
    log.print("dry run: " + call.title() + (call.body() == null ? "" : " " + Trees.write(body)));
    JsonNode echo = body;
    if (body instanceof ObjectNode fields && !fields.has("id") && !fields.has("uuid")) {
      String id = subject.id() == null ? IMAGINED : subject.id();
      echo = fields.deepCopy().put("id", id).put("uuid", id);
    }
    int status = call.method() == HttpMethod.DELETE ? 204 : 200;
    return new HttpAnswer(status, Map.of(), Trees.write(echo));
  }

  private void report(Subject subject, Action action, String summary, JsonNode answer) {
    String id = subject.id() == null ? idOf(answer) : subject.id();
    context
        .changes()
        .add(
            new Change(
                subject.system(),
                subject.kind(),
                id == null ? "?" : id,
                action,
                log.redacted(summary),
                context.clock().instant()));
  }

  private static @Nullable String idOf(JsonNode answer) {
    return Trees.text(answer, "id").or(() -> Trees.text(answer, "uuid")).orElse(null);
  }

  private static Action action(HttpMethod method) {
    return switch (method) {
      case POST -> Action.CREATED;
      case DELETE -> Action.DELETED;
      case GET, PUT, PATCH -> Action.CHANGED;
    };
  }

  private static String summary(HttpCall call, int status) {
    String line = call.method() + " " + call.uri().getPath() + " -> " + status;
    return call.body() instanceof ObjectNode body && !body.isEmpty()
        ? line + ": " + written(body)
        : line;
  }

  /** The fields that were written; of their values the name alone, for the others may be secret. */
  private static String written(ObjectNode body) {
    return body.properties().stream()
        .filter(field -> !field.getKey().equals("id"))
        .map(field ->
            field.getKey().equals("name")
                ? "name \"" + field.getValue().asString("") + "\""
                : field.getKey())
        .collect(Collectors.joining(", "));
  }
}
