package dev.understack.workflows;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Deletes finished workflows when their {@code ttlStrategy} says so. Safe for several threads. */
final class Expiry {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
  private final ObjectApi objects;
  private final Timers timers;
  private final Clock clock;

  /** Uids of workflows whose end is planned. */
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  Expiry(ObjectApi objects, Timers timers, Clock clock) {
    this.objects = objects;
    this.timers = timers;
    this.clock = clock;
  }

  /** Plans the deletion of a finished workflow, if it has a limit. */
  void plan(KubeObject workflow) {
    Optional<Instant> end = end(workflow);
    if (end.isPresent() && planned.add(workflow.uid())) {
      Duration wait = Duration.between(clock.instant(), end.get());
      timers.after(wait.isNegative() ? Duration.ZERO : wait, () -> expire(workflow));
    }
  }

  private void expire(KubeObject workflow) {
    planned.remove(workflow.uid());
    ObjectKey key = new ObjectKey(ResourceTypes.WORKFLOW, workflow.namespace(), workflow.name());
    try {
      Optional<KubeObject> now =
          objects.find(key).filter(found -> found.uid().equals(workflow.uid()));
      Optional<Instant> end = now.flatMap(Expiry::end);
      if (end.isPresent() && !end.get().isAfter(clock.instant())) {
        objects.delete(
            key,
            new DeleteOptions(DeleteOptions.Propagation.BACKGROUND, Optional.of(workflow.uid())));
      } else {
        now.ifPresent(this::plan);
      }
    } catch (ApiException e) {
      LOG.warn("{}: cannot be deleted after its time", workflow.describe(), e);
    }
  }

  /** When a finished workflow may go; empty when it stays or has not finished. */
  static Optional<Instant> end(KubeObject workflow) {
    JsonNode status = workflow.status();
    String finished = status.path("finishedAt").asString("");
    JsonNode own = workflow.spec().path("ttlStrategy");
    JsonNode ttl =
        own.isObject() ? own : status.path("storedWorkflowTemplateSpec").path("ttlStrategy");
    if (finished.isEmpty() || !ttl.isObject()) {
      return Optional.empty();
    }
    String special =
        switch (status.path("phase").asString("")) {
          case "Failed" -> "secondsAfterFailure";
          case "Succeeded" -> "secondsAfterSuccess";
          default -> "";
        };
    JsonNode seconds = ttl.has(special) ? ttl.get(special) : ttl.get("secondsAfterCompletion");
    return seconds == null
        ? Optional.empty()
        : Optional.of(Instant.parse(finished).plusSeconds(seconds.asLong(0) + 1));
  }
}
