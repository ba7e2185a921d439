package dev.understack.sensors.trigger;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.TriggerKind;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Submits workflows and controls running ones as the sensor's service account. */
public final class ArgoWorkflowTrigger implements TriggerType {

  @Override
  public TriggerKind kind() {
    return TriggerKind.ARGO_WORKFLOW;
  }

  @Override
  public Plan plan(ObjectNode settings) {
    return new ObjectPlan(settings);
  }

  @Override
  public JsonNode run(ActionRun run) {
    KubeObject object = ObjectTarget.object(FetchedObject.of(run), run.namespace());
    String operation = run.settings().path("operation").asString("");
    List<String> args = new ArrayList<>();
    run.settings().path("args").forEach(arg -> args.add(arg.asString("")));
    try {
      return switch (operation) {
        case "", "submit" -> submit(object, args, run);
        case "submit-from" -> submit(SubmittedWorkflow.from(object, run), args, run);
        case "suspend" -> patch(operation, object, "{\"spec\":{\"suspend\":true}}", run);
        case "stop" -> patch(operation, object, "{\"spec\":{\"shutdown\":\"Stop\"}}", run);
        case "terminate" ->
            patch(operation, object, "{\"spec\":{\"shutdown\":\"Terminate\"}}", run);
        case "resume", "retry", "resubmit" -> {
          run.workflows().run(operation, object.namespace(), object.name(), args, run.account());
          yield ObjectTarget.result(operation, object);
        }
        default -> throw ActionException.terminal("unknown operation type " + operation);
      };
    } catch (ApiException e) {
      throw ApiFailures.failed(e);
    }
  }

  private static JsonNode submit(KubeObject object, List<String> args, ActionRun run) {
    if (object.name().isEmpty() && object.generateName().isEmpty()) {
      throw ActionException.terminal("the workflow has neither name nor generateName");
    }
    KubeObject created = ObjectCreation.create(SubmittedWorkflow.with(object, args), run);
    LabelPolicy.of(run).ifPresent(policy -> policy.await(run, ObjectTarget.key(created)));
    return ObjectTarget.result("submitted", created);
  }

  private static JsonNode patch(String operation, KubeObject object, String body, ActionRun run) {
    ObjectKey key = new ObjectKey(ResourceTypes.WORKFLOW, object.namespace(), object.name());
    KubeObject patched = run.objects().patch(key, new Patch(Patch.Kind.MERGE, Json.read(body), ""));
    return ObjectTarget.result(operation, patched);
  }
}
