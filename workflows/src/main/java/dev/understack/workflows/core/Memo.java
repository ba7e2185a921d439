package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.workflow.Memoize;
import dev.understack.model.workflow.TemplateSpec;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reuse of outputs: looks for those of an earlier run, and asks to keep those of this one. */
final class Memo {
  private static final Pattern KEY = Pattern.compile("^[a-zA-Z0-9][-a-zA-Z0-9]*$");
  private static final String LABEL = "workflows.argoproj.io/configmap-type";
  private final RunCore core;

  Memo(RunCore core) {
    this.core = core;
  }

  /**
   * What is known before a node is made.
   *
   * @param status for NodeStatus; null when the template keeps nothing
   * @param hit the outputs of an earlier run; null when there are none
   */
  record Lookup(@Nullable ObjectNode status, @Nullable ObjectNode hit) {}

  /**
   * Looks for kept outputs.
   *
   * @throws CallException when the key, the age or the ConfigMap is not valid
   */
  Lookup look(TemplateSpec template) {
    Memoize memoize = template.memoize();
    if (memoize == null) {
      return new Lookup(null, null);
    }
    if (!KEY.matcher(memoize.key()).matches()) {
      throw new CallException("invalid cache key: " + memoize.key());
    }
    ObjectNode hit = entry(memoize).filter(entry -> isFresh(entry, memoize)).orElse(null);
    ObjectNode status = core.emptyObject();
    status.put("hit", hit != null).put("key", memoize.key()).put("cacheName", memoize.cache());
    return new Lookup(
        status,
        hit == null
            ? null
            : hit.get("outputs") instanceof ObjectNode outputs ? outputs : core.emptyObject());
  }

  /** Asks to keep the outputs of a node that has succeeded, when its template wants that. */
  void keep(Node node) {
    JsonNode status = node.memoization;
    if (status != null && !status.path("hit").asBoolean(false)) {
      core.run()
          .command(
              new RunCommand.Memorize(
                  status.path("cacheName").asString(""),
                  status.path("key").asString(""),
                  node.id,
                  node.outputs == null ? core.emptyObject() : node.outputs));
    }
  }

  private Optional<ObjectNode> entry(Memoize memoize) {
    Optional<KubeObject> map = core.outside().configMap(core.namespace(), memoize.cache());
    if (map.isEmpty()) {
      return Optional.empty();
    }
    if (!map.get().labels().containsKey(LABEL)) {
      throw new CallException(
          "memoization configmap doesn't have " + LABEL + " label, refusing to use it");
    }
    String text = map.get().tree().path("data").path(memoize.key()).asString("");
    try {
      return !text.isEmpty()
              && Json.read(text) instanceof ObjectNode entry
              && !entry.path("nodeID").asString("").isEmpty()
          ? Optional.of(entry)
          : Optional.empty();
    } catch (JacksonException unreadable) {
      return Optional.empty();
    }
  }

  private boolean isFresh(ObjectNode entry, Memoize memoize) {
    if (memoize.maxAge().isEmpty()) {
      return true;
    }
    Instant created = Instant.parse(entry.path("creationTimestamp").asString(""));
    try {
      return !core.run().now.isAfter(created.plus(Durations.parseGo(memoize.maxAge())));
    } catch (CallException e) {
      throw new CallException("invalid maxAge: " + e.getMessage());
    }
  }
}
