package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.ProjectTags;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Reactions to Keystone projects: a tagged project has a storage machine, others have none. */
public final class ProjectStorage {
  private static final String NONE = "not_returned";

  private ProjectStorage() {}

  public static int created(NotificationScene scene) {
    return whenEvent(scene, "identity.project.created", () -> reconcile(scene, "nonexistent"));
  }

  public static int updated(NotificationScene scene) {
    return whenEvent(scene, "identity.project.updated", () -> reconcile(scene, "unknown"));
  }

  public static int deleted(NotificationScene scene) {
    return whenEvent(scene, "identity.project.deleted", () -> remove(scene, projectId(scene)));
  }

  private static int whenEvent(NotificationScene scene, String type, Supplier<Integer> body) {
    if (!scene.eventType().equals(type)) {
      scene.run().log().error("Received event that is not " + type);
      return 1;
    }
    return scene.run().connections().locks().holding("svm/" + projectId(scene), body);
  }

  /** {@code absent} is the state to report when there is no machine and none is wanted. */
  private static int reconcile(NotificationScene scene, String absent) {
    OperationRun run = scene.run();
    String project = projectId(scene);
    if (scene.openstack().keystone().findProject(project).isEmpty()) {
      run.log().warn("project " + project + " no longer exists in Keystone");
      return remove(scene, project);
    }
    boolean wanted = ProjectTags.of(scene, project).wantsStorage();
    run.output("svm_enabled", wanted ? "True" : "False");
    if (!wanted) {
      run.log().info("project " + project + " is not tagged, not creating SVM");
    }
    String name = NONE;
    String state = "unknown";
    try {
      Optional<ProjectSvm> existing =
          wanted || hasBackends(run) ? find(run, project) : Optional.empty();
      if (wanted && existing.isPresent()) {
        existing.get().sizeRootVolume();
        run.output("svm_created", "False");
        name = existing.get().name();
        state = "present";
      } else if (wanted) {
        name = create(run, project);
        run.output("svm_created", "True");
        state = "created";
      } else if (existing.isPresent()) {
        state = withdraw(run, existing.get());
      } else {
        state = absent;
      }
      return state.equals("present") && !wanted ? 1 : 0;
    } finally {
      run.output("svm_name", name);
      run.output("svm_state", state);
    }
  }

  private static boolean hasBackends(OperationRun run) {
    return run.text(BackendsFile.PATH).isPresent();
  }

  /** The project lost its tag: its machine goes, unless it still holds data. */
  private static String withdraw(OperationRun run, ProjectSvm svm) {
    List<JsonNode> volumes = svm.dataVolumes();
    if (!volumes.isEmpty()) {
      run.log()
          .error(
              svm.name()
                  + " is no longer wanted but holds "
                  + volumes.size()
                  + " volumes; revoke the access to their volume types first");
      return "present";
    }
    run.log().warn(svm.name() + " is present although the tag is gone, cleaning it up");
    return svm.deleteWithVolumes() ? "removed" : "present";
  }

  /** Makes it on the first storage system that takes it; its name. */
  static String create(OperationRun run, String project) {
    List<Backend> backends = BackendsFile.read(run, BackendsFile.PATH);
    for (Backend backend : backends) {
      try {
        ProjectSvm svm = on(run, backend, project);
        svm.create(Aggregates.select(svm.ontap()));
        return svm.name();
      } catch (RequestFailedException | OperationFailedException e) {
        if (backend.equals(backends.getLast())) {
          throw e;
        }
        run.log().warn(backend + " cannot take the SVM: " + OperationLog.reason(e));
      }
    }
    throw new OperationFailedException("no NetApp backend is configured");
  }

  private static int remove(NotificationScene scene, String project) {
    OperationRun run = scene.run();
    try {
      Optional<ProjectSvm> svm = hasBackends(run) ? find(run, project) : Optional.empty();
      if (svm.isEmpty()) {
        run.log().info("SVM of project " + project + " did not exist on any backend");
        run.output("svm_state", "nonexistent");
        return 0;
      }
      boolean removed = svm.get().deleteWithVolumes();
      run.output("svm_state", removed ? "removed" : "unknown");
      return removed ? 0 : 1;
    } catch (RequestFailedException | OperationFailedException e) {
      run.log().error("cannot look for the SVM of " + project + ": " + OperationLog.reason(e));
      run.output("svm_state", "unknown");
      if (e instanceof RequestFailedException refusal && refusal.isTemporary()) {
        throw refusal;
      }
      return 1;
    }
  }

  /** The project's machine on the first storage system that has it. */
  static Optional<ProjectSvm> find(OperationRun run, String project) {
    for (Backend backend : BackendsFile.read(run, BackendsFile.PATH)) {
      run.log().info("Checking backend '" + backend.name() + "'");
      ProjectSvm svm = on(run, backend, project);
      if (svm.exists()) {
        run.log().info("SVM " + svm.name() + " found on backend " + backend.name());
        return Optional.of(svm);
      }
    }
    return Optional.empty();
  }

  private static ProjectSvm on(OperationRun run, Backend backend, String project) {
    return new ProjectSvm(run, new OntapClient(run, backend), project);
  }

  /** CADF names the project in {@code target}, the basic format only in {@code resource_info}. */
  private static String projectId(NotificationScene scene) {
    JsonNode payload = scene.payload();
    return Trees.text(payload, "target", "id")
        .or(() -> Trees.text(payload, "resource_info"))
        .orElseThrow(() ->
            new OperationFailedException(
                payload.has("target")
                    ? "no project_id found in payload"
                    : "no target information in payload"));
  }
}
