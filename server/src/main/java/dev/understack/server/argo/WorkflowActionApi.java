package dev.understack.server.argo;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.server.http.Endpoint;
import dev.understack.workflows.SubmitOptions;
import dev.understack.workflows.WorkflowOperations;
import dev.understack.workflows.core.RunRetry;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * {@code PUT /api/v1/workflows/NAMESPACE/NAME/ACTION} with action retry, resubmit, suspend, resume,
 * stop or terminate, as the Argo Server has it; the answer is the Workflow. Done as the caller.
 */
public final class WorkflowActionApi {
  private final Endpoint endpoint;
  private final WorkflowOperations operations;

  public WorkflowActionApi(Endpoint endpoint, WorkflowOperations operations) {
    this.endpoint = endpoint;
    this.operations = operations;
  }

  /** Adds the paths to a server. */
  public void register(HttpRouting.Builder routing) {
    routing.put("/api/v1/workflows/{namespace}/{name}/{action}", endpoint.authenticated(this::act));
  }

  private void act(Identity who, ServerRequest request, ServerResponse response) {
    String namespace = request.path().pathParameters().get("namespace");
    String name = request.path().pathParameters().get("name");
    JsonNode body = RequestBody.of(request);
    String selector = body.path("nodeFieldSelector").asString("");
    KubeObject answer =
        switch (request.path().pathParameters().get("action")) {
          case "suspend" -> operations.suspend(who, namespace, name);
          case "resume" -> operations.resume(who, namespace, name, selector);
          case "stop" ->
              operations.stop(who, namespace, name, selector, body.path("message").asString(""));
          case "terminate" -> operations.terminate(who, namespace, name);
          case "retry" ->
              operations.retry(
                  who,
                  namespace,
                  name,
                  new RunRetry.Options(
                      body.path("restartSuccessful").asBoolean(false), selector, parameters(body)));
          case "resubmit" ->
              operations.resubmit(who, namespace, name, SubmitOptions.parameters(parameters(body)));
          case String other ->
              throw new ApiException(Reason.NOT_FOUND, "no action \"" + other + "\"");
        };
    response.header("Content-Type", "application/json").send(Json.bytes(answer.tree()));
  }

  /** Parameters in the form {@code name=value}. */
  private static Map<String, String> parameters(JsonNode body) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (JsonNode parameter : body.path("parameters")) {
      String text = parameter.asString("");
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new ApiException(
            Reason.BAD_REQUEST, "parameters: expected name=value, found \"" + text + "\"");
      }
      parameters.put(text.substring(0, equals), text.substring(equals + 1));
    }
    return parameters;
  }
}
