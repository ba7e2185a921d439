package dev.understack.sensors.trigger;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.TriggerKind;
import dev.understack.model.events.TriggerParameter;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.parameter.Parameters;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends an HTTP request. */
public final class HttpTrigger implements TriggerType {
  private static final String HEADERS = "dynamicHeaders";
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  @Override
  public TriggerKind kind() {
    return TriggerKind.HTTP;
  }

  @Override
  public Plan plan(ObjectNode settings) {
    Parameters own = parameters(settings, "parameters");
    Parameters payload = parameters(settings, "payload");
    List<Header> headers = new ArrayList<>();
    for (TriggerParameter header : read(settings, HEADERS)) {
      headers.add(
          new Header(
              header.dest(),
              Parameters.compile(
                  List.of(new TriggerParameter(header.source(), "", header.operation())))));
    }
    ObjectNode sent = JsonNodeFactory.instance.objectNode();
    settings.properties().stream()
        .filter(field -> !List.of("parameters", "payload", HEADERS).contains(field.getKey()))
        .forEach(field -> sent.set(field.getKey(), field.getValue()));
    return (request, events) -> {
      request.set(
          ActionRequest.SETTINGS,
          own.isEmpty() ? sent : Json.read(own.apply(Json.write(sent), events)));
      payload.payload(events).ifPresent(text -> request.put(ActionRequest.PAYLOAD, text));
      ObjectNode values = request.putObject(HEADERS);
      for (Header header : headers) {
        header.value.payload(events).ifPresent(text -> values.put(header.name, text));
      }
    };
  }

  @Override
  public JsonNode run(ActionRun run) {
    HttpRequest request = HttpCall.of(run, HEADERS);
    try {
      HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
      StatusPolicy.of(run).check(response.statusCode(), request.uri().toString());
      return JsonNodeFactory.instance
          .objectNode()
          .put("done", request.method() + " " + request.uri())
          .put("status", response.statusCode());
    } catch (IOException e) {
      throw ActionException.retryable(
          request.method()
              + " "
              + request.uri()
              + " failed: "
              + e.getClass().getSimpleName()
              + (e.getMessage() == null ? "" : " " + e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ActionException.retryable("interrupted");
    }
  }

  private record Header(String name, Parameters value) {}

  private static Parameters parameters(ObjectNode settings, String field) {
    return Parameters.compile(read(settings, field));
  }

  private static List<TriggerParameter> read(ObjectNode settings, String field) {
    Faults faults = Faults.of(KubeObject.of(settings));
    return TriggerParameter.list(new Fields(settings, "", faults), field, UnknownFields.IGNORE);
  }
}
