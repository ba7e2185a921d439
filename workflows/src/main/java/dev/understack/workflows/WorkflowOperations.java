package dev.understack.workflows;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.Cluster;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.RunTable.RunCommit;
import dev.understack.store.RunTable.StoredRun;
import dev.understack.store.RunTable.Summary;
import dev.understack.workflows.core.CallException;
import dev.understack.workflows.core.RunEvent;
import dev.understack.workflows.core.RunRetry;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do to workflows: submit, suspend, resume, set, stop, terminate, retry, resubmit. Each
 * is done as the one who asks: RBAC decides. Refusals are {@link ApiException}s with Argo's words.
 * Safe for several threads.
 */
public final class WorkflowOperations {
  private static final String PREFIX = "workflows.argoproj.io/";
  private final Cluster cluster;
  private final WorkflowEngine engine;

  public WorkflowOperations(Cluster cluster, WorkflowEngine engine) {
    this.cluster = cluster;
    this.engine = engine;
  }

  /** Submits a workflow from a WorkflowTemplate, ClusterWorkflowTemplate or CronWorkflow. */
  public KubeObject submit(Identity who, ObjectKey from, String namespace, SubmitOptions options) {
    ObjectApi objects = cluster.as(who);
    KubeObject template = objects.get(from);
    KubeObject workflow =
        from.type().equals(ResourceTypes.CRON_WORKFLOW)
            ? Submission.fromCron(template, engine.parts().clock().instant(), options)
            : Submission.fromTemplate(template, namespace, options);
    return objects.create(workflow);
  }

  /** Starts nothing new until {@link #resume}. */
  public KubeObject suspend(Identity who, String namespace, String name) {
    if (isFinished(get(who, namespace, name))) {
      throw new ApiException(Reason.BAD_REQUEST, "cannot suspend completed workflows");
    }
    return patch(who, namespace, name, "Suspend", spec -> spec.put("suspend", true));
  }

  /**
   * Goes on: the workflow itself and its suspended nodes, or only the nodes that are selected.
   *
   * @param nodeFieldSelector for example {@code displayName=approve}; empty for all
   */
  public KubeObject resume(Identity who, String namespace, String name, String nodeFieldSelector) {
    KubeObject workflow = get(who, namespace, name);
    requireRunning(workflow, "resume");
    KubeObject patched =
        patch(
            who,
            namespace,
            name,
            "Resume",
            spec -> {
              if (nodeFieldSelector.isEmpty()) {
                spec.putNull("suspend");
              }
            });
    ask(workflow, new RunEvent.Resume(nodeFieldSelector, who.user()));
    return again(who, patched);
  }

  /** Sets outputs, message or phase of suspended nodes that are selected. */
  public KubeObject set(
      Identity who,
      String namespace,
      String name,
      String nodeFieldSelector,
      String phase,
      String message,
      Map<String, String> outputParameters) {
    KubeObject workflow = get(who, namespace, name);
    if (nodeFieldSelector.isBlank()) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "'set' currently only targets suspend nodes, use a node field selector to target them");
    }
    requireRunning(workflow, "set");
    KubeObject patched = patch(who, namespace, name, "Set", _ -> {});
    ObjectNode outputs = JsonNodeFactory.instance.objectNode();
    outputParameters.forEach(outputs::put);
    ask(workflow, new RunEvent.SetNodes(nodeFieldSelector, phase, message, outputs));
    return again(who, patched);
  }

  /**
   * Ends the workflow, exit handlers run; with a selector, fails the suspended nodes it selects.
   *
   * @param message why, for selected nodes
   */
  public KubeObject stop(
      Identity who, String namespace, String name, String nodeFieldSelector, String message) {
    if (!nodeFieldSelector.isBlank()) {
      return set(who, namespace, name, nodeFieldSelector, "Failed", message, Map.of());
    }
    return shutDown(who, namespace, name, "Stop");
  }

  /** Ends the workflow at once; exit handlers do not run. */
  public KubeObject terminate(Identity who, String namespace, String name) {
    return shutDown(who, namespace, name, "Terminate");
  }

  private KubeObject shutDown(Identity who, String namespace, String name, String strategy) {
    if (isFinished(get(who, namespace, name))) {
      throw new ApiException(
          Reason.BAD_REQUEST,
          "cannot shutdown a completed workflow: workflow: \""
              + name
              + "\", namespace: \""
              + namespace
              + "\"");
    }
    return patch(who, namespace, name, strategy, spec -> spec.put("shutdown", strategy));
  }

  /** Tries the failed parts of a finished workflow again. */
  public KubeObject retry(Identity who, String namespace, String name, RunRetry.Options options) {
    KubeObject workflow = get(who, namespace, name);
    StoredRun stored =
        engine
            .parts()
            .runs()
            .find(workflow.uid())
            .orElseThrow(() ->
                new ApiException(
                    Reason.BAD_REQUEST, "workflow " + name + " has no run to try again"));
    RunRetry.Plan plan;
    try {
      plan = RunRetry.plan(name, stored, options, engine.parts().clock().instant());
    } catch (CallException e) {
      throw new ApiException(Reason.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    patch(
        who,
        namespace,
        name,
        "Retry",
        spec -> {
          spec.putNull("shutdown");
          if (workflow.spec().path("activeDeadlineSeconds").asLong(-1) == 0) {
            spec.putNull("activeDeadlineSeconds");
          }
          if (!options.parameters().isEmpty()) {
            ObjectNode changed = workflow.spec().deepCopy();
            Submission.setParameters(changed, options.parameters());
            spec.set("arguments", changed.get("arguments"));
          }
        });
    engine
        .parts()
        .runs()
        .commit(
            new RunCommit(
                workflow.uid(), plan.run(), false, plan.nodes(), plan.removed(), running(workflow)))
        .join();
    engine.begin(engine.parts().latest(workflow));
    return get(who, namespace, name);
  }

  private static Summary running(KubeObject workflow) {
    ObjectNode status = workflow.status().deepCopy();
    status.remove(java.util.List.of("nodes", "message", "finishedAt", "conditions"));
    status.put("phase", "Running").putNull("finishedAt");
    return new Summary(
        status, Map.of(PREFIX + "completed", "false", PREFIX + "phase", "Running"), Map.of());
  }

  /** Runs a workflow once more as a new one. */
  public KubeObject resubmit(Identity who, String namespace, String name, SubmitOptions options) {
    return cluster.as(who).create(Submission.again(get(who, namespace, name), options));
  }

  private KubeObject get(Identity who, String namespace, String name) {
    return cluster.as(who).get(key(namespace, name));
  }

  private KubeObject again(Identity who, KubeObject workflow) {
    return get(who, workflow.namespace(), workflow.name());
  }

  private static ObjectKey key(String namespace, String name) {
    return new ObjectKey(ResourceTypes.WORKFLOW, namespace, name);
  }

  /** Changes the spec and notes who did what; being allowed to is what being allowed to act is. */
  private KubeObject patch(
      Identity who, String namespace, String name, String action, Consumer<ObjectNode> change) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = body.putObject("metadata").putObject("labels");
    labels.put(PREFIX + "action", action).put(PREFIX + "actor", label(who.user()));
    change.accept(body.putObject("spec"));
    return cluster.as(who).patch(key(namespace, name), new Patch(Patch.Kind.MERGE, body, ""));
  }

  /** A user name as a label value: at most 63 characters, the last ones. */
  private static String label(String user) {
    String plain = user.replaceAll("[^a-zA-Z0-9_.-]", "-");
    String cut = plain.length() > 63 ? plain.substring(plain.length() - 63) : plain;
    return cut.replaceAll("^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$", "");
  }

  private void ask(KubeObject workflow, RunEvent event) {
    Optional<RunDriver> driver = engine.driver(workflow.uid());
    if (driver.isEmpty()) {
      throw new ApiException(Reason.BAD_REQUEST, "workflow " + workflow.name() + " is not running");
    }
    try {
      driver.get().ask(event).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof ApiException refused) {
        throw new ApiException(refused.reason(), String.valueOf(refused.getMessage()));
      }
      throw e;
    }
  }

  private static void requireRunning(KubeObject workflow, String what) {
    if (isFinished(workflow)) {
      throw new ApiException(
          Reason.BAD_REQUEST, "cannot " + what + " a completed workflow: " + workflow.name());
    }
  }

  private static boolean isFinished(KubeObject workflow) {
    String phase = workflow.status().path("phase").asString("");
    return phase.equals("Succeeded") || phase.equals("Failed") || phase.equals("Error");
  }
}
