package dev.understack.server.argo;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.embedded.EmbeddedCluster;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.server.http.Endpoint;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /api/v1/workflows/NAMESPACE[/NAME]}: workflows are created ({@code POST {"workflow":
 * ...}}), listed and read as the Argo Server lets its clients do, for example the Ironic driver of
 * Nova. Done as the caller.
 */
public final class WorkflowObjectApi {
  private static final String COLLECTION = "/api/v1/workflows/{namespace}";
  private static final String API_VERSION = "argoproj.io/v1alpha1";

  private final Endpoint endpoint;
  private final EmbeddedCluster cluster;

  public WorkflowObjectApi(Endpoint endpoint, EmbeddedCluster cluster) {
    this.endpoint = endpoint;
    this.cluster = cluster;
  }

  /** Adds the paths to a server. */
  public void register(HttpRouting.Builder routing) {
    routing.post(COLLECTION, endpoint.authenticated(this::create));
    routing.get(COLLECTION, endpoint.authenticated(this::list));
    routing.get(COLLECTION + "/{name}", endpoint.authenticated(this::read));
  }

  private void create(Identity who, ServerRequest request, ServerResponse response) {
    JsonNode body = RequestBody.of(request);
    if (!(body.path("workflow") instanceof ObjectNode workflow)) {
      throw new ApiException(Reason.BAD_REQUEST, "workflow: expected an object");
    }
    boolean tried = body.path("serverDryRun").asBoolean(false);
    ObjectApi objects = tried ? cluster.dryRun(who) : cluster.as(who);
    send(response, objects.create(complete(workflow, namespace(request))).tree());
  }

  /** What clients of the Argo Server may leave out: the type, and the namespace of the path. */
  private static KubeObject complete(ObjectNode workflow, String namespace) {
    KubeObject given = KubeObject.of(workflow);
    if (!given.namespace().isEmpty() && !given.namespace().equals(namespace)) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "workflow.metadata.namespace: expected \"%s\" as in the path, found \"%s\""
              .formatted(namespace, given.namespace()));
    }
    return given.with(tree -> {
      tree.put("apiVersion", API_VERSION).put("kind", "Workflow");
      tree.withObjectProperty("metadata").put("namespace", namespace);
    });
  }

  private void list(Identity who, ServerRequest request, ServerResponse response) {
    Selection selection =
        new Selection(
            request.query().first("listOptions.labelSelector").orElse(""),
            request.query().first("listOptions.fieldSelector").orElse(""));
    ObjectList found = cluster.as(who).list(ResourceTypes.WORKFLOW, namespace(request), selection);
    ObjectNode answer =
        JsonNodeFactory.instance
            .objectNode()
            .put("apiVersion", API_VERSION)
            .put("kind", "WorkflowList");
    answer.putObject("metadata").put("resourceVersion", found.resourceVersion());
    var items = answer.putArray("items");
    found.items().forEach(workflow -> items.add(workflow.tree()));
    send(response, answer);
  }

  private void read(Identity who, ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("name");
    ObjectKey key = new ObjectKey(ResourceTypes.WORKFLOW, namespace(request), name);
    send(response, cluster.as(who).get(key).tree());
  }

  private static String namespace(ServerRequest request) {
    return request.path().pathParameters().get("namespace");
  }

  private static void send(ServerResponse response, JsonNode answer) {
    response.header("Content-Type", "application/json").send(Json.bytes(answer));
  }
}
