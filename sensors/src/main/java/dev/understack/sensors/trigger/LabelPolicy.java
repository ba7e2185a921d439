package dev.understack.sensors.trigger;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.events.Backoff;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code policy.k8s} of a trigger: it has succeeded once the object has these labels.
 *
 * @param failOnTimeout whether labels that do not come are a failure
 */
public record LabelPolicy(Map<String, String> labels, Backoff backoff, boolean failOnTimeout) {

  static Optional<LabelPolicy> of(ActionRun run) {
    ObjectNode policy = ActionRequest.object(run.request(), ActionRequest.POLICY);
    return policy.get("k8s") instanceof ObjectNode k8s ? Optional.of(read(k8s)) : Optional.empty();
  }

  /** Reads {@code policy.k8s}. */
  public static LabelPolicy read(ObjectNode policy) {
    Fields fields = new Fields(policy, "policy.k8s", Faults.of(KubeObject.of(policy)));
    return new LabelPolicy(
        fields.textMap("labels"),
        fields.object("backoff").map(Backoff::read).orElse(Backoff.DEFAULT),
        fields.bool("errorOnBackoffTimeout", false));
  }

  void await(ActionRun run, ObjectKey key) {
    await(() -> run.objects().get(key).labels(), String.valueOf(key));
  }

  /**
   * Looks at the labels until they are there.
   *
   * @throws ActionException when they do not come and that is a failure
   */
  public void await(Supplier<Map<String, String>> current, String object) {
    for (int attempt = 1; ; attempt++) {
      if (current.get().entrySet().containsAll(labels.entrySet())) {
        return;
      }
      if (!backoff.allowsAfter(attempt)) {
        break;
      }
      try {
        Thread.sleep(backoff.pauseAfter(attempt, ThreadLocalRandom.current().nextDouble()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw ActionException.retryable("interrupted while waiting for labels of " + object);
      }
    }
    if (failOnTimeout) {
      throw ActionException.retryable(object + " did not get the labels " + labels);
    }
  }
}
