package dev.understack.workflows.cron;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.model.workflow.CronSpec;
import dev.understack.workflows.Submission;
import dev.understack.workflows.core.CallException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One cron workflow. Its owner's lock is held during every call. */
final class CronEntry {
  private static final String LAST_USED = "cronworkflows.argoproj.io/last-used-schedule";
  private static final String COMPLETED = "cronworkflows.argoproj.io/completed";
  private static final String LABEL = "workflows.argoproj.io/cron-workflow";
  private final ObjectApi objects;
  private KubeObject cron;
  private CronSpec spec;
  private CronStatus status;
  private @Nullable CronTimes times;
  private String schedules = "";
  private @Nullable Instant next;

  CronEntry(ObjectApi objects, KubeObject cron) {
    this.objects = objects;
    this.cron = cron;
    this.spec = read(cron);
    this.status = CronStatus.of(cron);
  }

  private static CronSpec read(KubeObject cron) {
    return CronSpec.read(new Fields(cron.spec(), "spec", Faults.of(cron)));
  }

  Optional<Instant> next() {
    return Optional.ofNullable(next);
  }

  boolean isParentOf(KubeObject child) {
    return child.namespace().equals(cron.namespace())
        && cron.name().equals(child.labels().get(LABEL));
  }

  /** Takes in the object as it is now. */
  void update(KubeObject changed, Instant now) {
    cron = changed;
    spec = read(changed);
    status = CronStatus.of(changed);
    String text = CronTimes.text(spec);
    if (text.equals(schedules)) {
      return;
    }
    boolean first = schedules.isEmpty();
    schedules = text;
    try {
      CronTimes read = CronTimes.of(spec);
      times = read;
      next = read.next(now).orElse(null);
      store(status.withoutCondition(CronStatus.SPEC_ERROR));
      String used = changed.annotations().get(LAST_USED);
      if (first && (used == null || used.equals(text))) {
        reconcile();
        makeUp(read, now);
      }
      if (!text.equals(used)) {
        noteSchedule(text);
      }
    } catch (CallException e) {
      times = null;
      next = null;
      store(status.withCondition(CronStatus.SPEC_ERROR, String.valueOf(e.getMessage())));
    }
  }

  private void makeUp(CronTimes read, Instant now) {
    Long deadline = spec.startingDeadlineSeconds();
    if (deadline != null && status.lastScheduled().isPresent()) {
      read.missed(status.lastScheduled().get(), deadline, now).ifPresent(this::fire);
    }
  }

  private void noteSchedule(String text) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("metadata").putObject("annotations").put(LAST_USED, text);
    patch(body, "");
  }

  /** Starts the child whose time has come. */
  void fireIfDue(Instant now) {
    CronTimes read = times;
    Instant scheduled = next;
    if (read == null || scheduled == null || scheduled.isAfter(now)) {
      return;
    }
    next = read.next(now).orElse(null);
    fire(scheduled);
  }

  private void fire(Instant scheduled) {
    try {
      if (stopIfWanted() || spec.suspend() || status.stopped()) {
        return;
      }
    } catch (CallException e) {
      store(status.withCondition(CronStatus.SPEC_ERROR, String.valueOf(e.getMessage())));
      return;
    }
    try {
      if (CronConditions.holds(spec.when(), cron, status) && mayRunBesideOthers()) {
        submit(scheduled);
      }
    } catch (CallException e) {
      store(status.failedToSubmit(String.valueOf(e.getMessage())));
    }
  }

  private boolean stopIfWanted() {
    if (!status.stopped() && CronConditions.stops(spec.stopExpression(), cron, status)) {
      ObjectNode body = JsonNodeFactory.instance.objectNode();
      body.putObject("metadata").putObject("labels").put(COMPLETED, "true");
      patch(body, "");
      store(status.stop());
    }
    return status.stopped();
  }

  private boolean mayRunBesideOthers() {
    return switch (spec.concurrencyPolicy()) {
      case "Forbid" -> status.active().isEmpty();
      case "Replace" -> {
        status.active().forEach(this::terminate);
        yield true;
      }
      case "", "Allow" -> true;
      default ->
          throw new CallException(
              "'" + spec.concurrencyPolicy() + "' is not a valid concurrencyPolicy");
    };
  }

  private void terminate(JsonNode reference) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putObject("spec").put("shutdown", "Terminate");
    try {
      objects.patch(
          child(reference.path("name").asString("")), new Patch(Patch.Kind.MERGE, body, ""));
    } catch (ApiException e) {
      if (e.reason() != ApiException.Reason.NOT_FOUND) {
        throw e;
      }
    }
  }

  private ObjectKey child(String name) {
    return new ObjectKey(ResourceTypes.WORKFLOW, cron.namespace(), name);
  }

  private void submit(Instant scheduled) {
    String name = cron.name() + "-" + scheduled.getEpochSecond();
    ObjectNode tree = Submission.fromCron(cron, scheduled);
    ObjectNode metadata = tree.withObjectProperty("metadata");
    metadata.put("name", name);
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", cron.apiVersion())
        .put("kind", cron.kind())
        .put("name", cron.name())
        .put("uid", cron.uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
    KubeObject made;
    try {
      made = objects.create(KubeObject.of(tree));
    } catch (ApiException e) {
      if (e.reason() != ApiException.Reason.ALREADY_EXISTS) {
        store(status.failedToSubmit("Failed to submit Workflow: " + e.getMessage()));
        return;
      }
      made = objects.get(child(name)); // this run was started before
    }
    store(status.submitted(made, scheduled).withoutCondition(CronStatus.SUBMISSION_ERROR));
  }

  /** Counts children that have ended, and deletes those that are too old. */
  void reconcile() {
    List<KubeObject> children =
        objects
            .list(
                ResourceTypes.WORKFLOW,
                cron.namespace(),
                Selection.labels(LABEL + "=" + cron.name()).withoutNodes())
            .items();
    CronStatus now = status;
    for (JsonNode reference : status.active()) {
      String uid = reference.path("uid").asString("");
      Optional<KubeObject> child =
          children.stream().filter(known -> known.uid().equals(uid)).findFirst();
      if (child.isEmpty() || !finishedAt(child.get()).isEmpty()) {
        now = now.ended(uid, child.map(CronEntry::phase).orElse(""));
      }
    }
    for (KubeObject running : children) {
      boolean known =
          now.active().stream().anyMatch(r -> r.path("uid").asString("").equals(running.uid()));
      if (!known && finishedAt(running).isEmpty()) {
        now = now.submitted(running, now.lastScheduled().orElse(Instant.EPOCH));
      }
    }
    store(now);
    stopIfWanted();
    forget(children, true, spec.successfulJobsHistoryLimit());
    forget(children, false, spec.failedJobsHistoryLimit());
  }

  private void forget(List<KubeObject> children, boolean succeeded, long limit) {
    children.stream()
        .filter(child -> !finishedAt(child).isEmpty())
        .filter(child -> phase(child).equals("Succeeded") == succeeded)
        .sorted(Comparator.comparing(CronEntry::finishedAt).reversed())
        .skip(limit)
        .forEach(old -> objects.delete(child(old.name()), DeleteOptions.BACKGROUND));
  }

  private static String phase(KubeObject workflow) {
    return workflow.status().path("phase").asString("");
  }

  private static String finishedAt(KubeObject workflow) {
    return workflow.status().path("finishedAt").asString("");
  }

  private void store(CronStatus changed) {
    if (changed.equals(status)) {
      return;
    }
    status = changed;
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("status", changed.json());
    patch(body, ResourceTypes.CRON_WORKFLOW.statusSubresource() ? "status" : "");
  }

  private void patch(ObjectNode body, String subresource) {
    cron =
        objects.patch(
            new ObjectKey(ResourceTypes.CRON_WORKFLOW, cron.namespace(), cron.name()),
            new Patch(Patch.Kind.MERGE, body, subresource));
  }

  @Override
  public String toString() {
    return cron.describe();
  }
}
