package dev.understack.operations.netapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about what projects and volume types mean for storage. */
public final class StorageVectors {
  private static final JsonNode FALSE = Trees.read("false");

  private StorageVectors() {}

  public static void project(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String id = input.path("event").path("payload").path("target").path("id").asString("");
    StorageScene scene = new StorageScene(site, input);
    if (!vector.in("function").equals("deleted") && !id.isEmpty()) {
      ObjectNode project = Trees.object().put("id", id).put("name", "p");
      if (!input.path("tags").isNull()) {
        project.set("tags", input.has("tags") ? input.path("tags") : Trees.array());
      }
      site.keystone.seedProject(project);
    }
    if (input.path("svm_exists").asBoolean(false)) {
      scene.seedSvm(id);
    }
    site.check(vector, handle(vector, site));
    checkNotCalled(vector, site, scene);
    checkSteps(vector, site);
  }

  private static void checkSteps(Vector vector, VectorSite site) {
    String svms = site.ontap.all("svm/svms").toString();
    for (JsonNode step : vector.wanted("netapp")) {
      String text = step.asString("");
      if (text.startsWith("create svm ")) {
        assertThat(svms).contains(text.substring("create svm ".length()));
      } else if (text.startsWith("cleanup project")) {
        assertThat(site.ontap.all("svm/svms")).isEmpty();
      }
    }
  }

  public static void volumeType(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode payload = input.path("event").path("payload");
    String project = payload.path("project_id").asString("");
    String type = payload.path("volume_type_id").asString("");
    StorageScene scene = new StorageScene(site, input);
    JsonNode specs =
        input.path("extra_specs").isObject() ? input.path("extra_specs") : Trees.object();
    site.nova.seedVolumeType(type, Trees.object().set("extra_specs", specs).toString());
    if (input.path("svm_exists").asBoolean(false)) {
      scene.seedSvm(project);
    }
    String volume = ProjectSvm.volumeName(type);
    boolean refused = input.path("delete").isString() || input.path("delete").equals(FALSE);
    if (input.has("delete") || input.path("volume_exists").asBoolean(false)) {
      scene.seedVolume(volume, project);
    }
    if (refused || input.path("create_volume").isString()) {
      site.ontap.refuseWrites("storage/volumes");
    }
    site.check(vector, handle(vector, site));
    checkNotCalled(vector, site, scene);
    JsonNode step = vector.wanted("netapp").path(0);
    if (step.has("create volume")) {
      assertThat(scene.requests())
          .anyMatch(request ->
              step.path("create volume").properties().stream()
                  .allMatch(e -> request.body().contains(e.getValue().asString())));
    }
    if (step.has("delete volume") && !refused) {
      assertThat(site.ontap.all("storage/volumes").toString()).doesNotContain(volume);
    }
  }

  /** The dispatcher would not call a handler for a type that is not its own. */
  private static int handle(Vector vector, VectorSite site) {
    JsonNode event = vector.input().path("event");
    String type = event.path("event_type").asString();
    String function = vector.input().path("function").asString(type.replaceAll(".*\\.", ""));
    if (type.endsWith(function)) {
      return site.dispatch(event);
    }
    NotificationScene scene =
        new NotificationScene(
            site.run(),
            OpenStack.open(site.run(), Optional.empty()),
            site.nautobotClient(),
            event,
            false);
    return switch (function) {
      case "created" -> ProjectStorage.created(scene);
      case "updated" -> ProjectStorage.updated(scene);
      case "deleted" -> ProjectStorage.deleted(scene);
      case "add" -> VolumeTypeStorage.added(scene);
      default -> VolumeTypeStorage.removed(scene);
    };
  }

  private static void checkNotCalled(Vector vector, VectorSite site, StorageScene scene) {
    List<Request> requests = scene.requests();
    List<String> writes =
        requests.stream().map(request -> request.method() + " " + request.path()).toList();
    for (JsonNode word : vector.wanted("not_called")) {
      switch (word.asString()) {
        case "create svm" -> assertThat(writes).doesNotContain("POST /api/svm/svms");
        case "create volume" -> assertThat(writes).doesNotContain("POST /api/storage/volumes");
        case "cleanup project", "delete volume" ->
            assertThat(writes).noneMatch(w -> w.startsWith("DELETE"));
        case "select aggregate" ->
            assertThat(site.ontap.http().calls())
                .noneMatch(call -> call.path().endsWith("/storage/aggregates"));
        default -> CallCheck.notCalled(Trees.array().add(word), requests);
      }
    }
  }
}
