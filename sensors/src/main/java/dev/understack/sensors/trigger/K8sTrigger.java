package dev.understack.sensors.trigger;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.language.kube.MergePatch;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.events.TriggerKind;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Creates, updates, patches or deletes an object as the sensor's service account. */
public final class K8sTrigger implements TriggerType {

  @Override
  public TriggerKind kind() {
    return TriggerKind.K8S;
  }

  @Override
  public Plan plan(ObjectNode settings) {
    return new ObjectPlan(settings);
  }

  @Override
  public JsonNode run(ActionRun run) {
    KubeObject object = ObjectTarget.object(FetchedObject.of(run), run.namespace());
    String operation = run.settings().path("operation").asString("");
    try {
      return switch (operation) {
        case "", "create" -> created(object, run);
        case "update" -> update(object, run);
        case "patch" -> patch(object, run);
        case "delete" -> delete(object, run);
        default -> throw ActionException.terminal("unknown operation type " + operation);
      };
    } catch (ApiException e) {
      throw ApiFailures.failed(e);
    }
  }

  private static JsonNode created(KubeObject object, ActionRun run) {
    KubeObject created = ObjectCreation.create(object, run);
    LabelPolicy.of(run).ifPresent(policy -> policy.await(run, ObjectTarget.key(created)));
    return ObjectTarget.result("created", created);
  }

  private static JsonNode update(KubeObject object, ActionRun run) {
    Optional<KubeObject> present = run.objects().find(ObjectTarget.key(object));
    if (present.isEmpty()) {
      return created(object, run);
    }
    JsonNode merged = MergePatch.apply(present.get().tree(), object.tree());
    KubeObject updated = run.objects().update(KubeObject.of((ObjectNode) merged));
    LabelPolicy.of(run).ifPresent(policy -> policy.await(run, ObjectTarget.key(updated)));
    return ObjectTarget.result("updated", updated);
  }

  private static JsonNode patch(KubeObject object, ActionRun run) {
    ObjectKey key = ObjectTarget.key(object);
    if (run.objects().find(key).isEmpty()) {
      return created(object, run);
    }
    String strategy = run.settings().path("patchStrategy").asString("");
    Patch.Kind kind =
        switch (strategy) {
          case "", "application/merge-patch+json" -> Patch.Kind.MERGE;
          case "application/strategic-merge-patch+json" -> Patch.Kind.STRATEGIC;
          case "application/json-patch+json" -> Patch.Kind.JSON;
          case "application/apply-patch+yaml" -> Patch.Kind.APPLY;
          default -> throw ActionException.terminal("unknown patch strategy " + strategy);
        };
    KubeObject patched = run.objects().patch(key, new Patch(kind, object.tree(), ""));
    LabelPolicy.of(run).ifPresent(policy -> policy.await(run, key));
    return ObjectTarget.result("patched", patched);
  }

  private static JsonNode delete(KubeObject object, ActionRun run) {
    ObjectKey key = ObjectTarget.key(object);
    if (run.objects().find(key).isPresent()) {
      run.objects().delete(key, DeleteOptions.BACKGROUND);
    }
    return ObjectTarget.result("deleted", object);
  }
}
