package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A project that may use a volume type has a volume for it in its storage machine. */
public final class VolumeTypeStorage {
  private static final String DEFAULT_SIZE = "514GB";

  private VolumeTypeStorage() {}

  public static int added(NotificationScene scene) {
    return whenEvent(scene, "volume_type_project.access.add", () -> add(scene));
  }

  public static int removed(NotificationScene scene) {
    return whenEvent(scene, "volume_type_project.access.remove", () -> remove(scene));
  }

  private static int whenEvent(NotificationScene scene, String type, Supplier<Integer> body) {
    if (!scene.eventType().equals(type)) {
      scene.run().log().error("Received event that is not " + type);
      return 1;
    }
    return scene.run().connections().locks().holding("svm/" + scene.need("project_id"), body);
  }

  private static int add(NotificationScene scene) {
    OperationRun run = scene.run();
    String project = scene.need("project_id");
    String volume = ProjectSvm.volumeName(scene.need("volume_type_id"));
    JsonNode specs = scene.openstack().cinder().extraSpecs(scene.need("volume_type_id"));
    Optional<ProjectSvm> svm = ProjectStorage.find(run, project);
    if (svm.isEmpty()) {
      run.log().error("project " + project + " has no SVM on any backend");
      run.output("volume_created", "False");
      return 1;
    }
    if (svm.get().findVolume(volume).isPresent()) {
      run.log().info("volume " + volume + " exists already");
    } else {
      String aggregate =
          Trees.text(specs, "netapp:aggregate_name")
              .orElseGet(() -> Aggregates.select(svm.get().ontap()));
      String size = Trees.text(specs, "netapp:flexvol_size").orElse(DEFAULT_SIZE);
      svm.get().createVolume(volume, aggregate, size);
    }
    run.output("volume_created", "True");
    run.output("volume_name", volume);
    return 0;
  }

  private static int remove(NotificationScene scene) {
    OperationRun run = scene.run();
    String volume = ProjectSvm.volumeName(scene.need("volume_type_id"));
    boolean gone = isGone(run, scene.need("project_id"), volume);
    run.output("volume_deleted", gone ? "True" : "False");
    return gone ? 0 : 1;
  }

  private static boolean isGone(OperationRun run, String project, String volume) {
    try {
      Optional<ProjectSvm> svm = ProjectStorage.find(run, project);
      svm.flatMap(machine -> machine.findVolume(volume))
          .ifPresent(found -> svm.get().deleteVolume(found, false));
      return true;
    } catch (RequestFailedException | OperationFailedException e) {
      if (e instanceof RequestFailedException refusal && refusal.isTemporary()) {
        throw refusal;
      }
      run.log().error("cannot delete volume " + volume + ": " + OperationLog.reason(e));
      return false;
    }
  }
}
