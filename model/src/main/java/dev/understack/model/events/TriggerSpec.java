package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sensor does when its conditions are met.
 *
 * @param name unique in the sensor
 * @param conditions boolean text over dependency names; empty for all of them
 * @param resets when half-met conditions are forgotten
 * @param kind what is done; empty when the template names nothing that Argo Events knows
 * @param template the template as written; read only
 * @param parameters how events rewrite the template
 * @param retry attempts, when the manifest says so
 * @param rateLimit how often it may run at most
 * @param atLeastOnce as written; every action here runs at least once
 * @param policy how success is judged, as written; read only
 * @param deadLetterTrigger what runs when all attempts failed
 * @param path where it stands in the manifest
 */
public record TriggerSpec(
    String name,
    String conditions,
    List<ConditionsReset> resets,
    Optional<TriggerKind> kind,
    ObjectNode template,
    List<TriggerParameter> parameters,
    Optional<Backoff> retry,
    Optional<RateLimit> rateLimit,
    boolean atLeastOnce,
    ObjectNode policy,
    Optional<TriggerSpec> deadLetterTrigger,
    String path) {

  public TriggerSpec {
    resets = List.copyOf(resets);
    parameters = List.copyOf(parameters);
  }

  /** The settings of its kind, as written; empty when it has none. */
  public ObjectNode settings() {
    return kind.isPresent() && template.get(kind.get().field()) instanceof ObjectNode found
        ? found
        : JsonNodeFactory.instance.objectNode();
  }

  static TriggerSpec read(Fields f, UnknownFields unknown) {
    if (!f.has("template")) {
      f.fault("template", "trigger template can't be nil");
    }
    Fields template = f.objectOrEmpty("template");
    Rules.text(template, "name", "trigger must define a name");
    Optional<TriggerKind> kind = Optional.empty();
    for (TriggerKind candidate : TriggerKind.values()) {
      Optional<Fields> settings = template.object(candidate.field());
      if (settings.isPresent()) {
        kind = kind.isPresent() ? kind : Optional.of(candidate);
        candidate.check(settings.get(), unknown);
      }
    }
    Fields policy = f.objectOrEmpty("policy");
    kind.ifPresent(k -> TriggerKindRules.policy(k, policy));
    TriggerSpec result =
        new TriggerSpec(
            template.text("name"),
            template.text("conditions"),
            template.list("conditionsReset", ConditionsReset::read),
            kind,
            template.tree(),
            TriggerParameter.list(f, "parameters", unknown),
            f.object("retryStrategy").map(Backoff::read),
            f.object("rateLimit").map(RateLimit::read),
            f.bool("atLeastOnce", false),
            policy.tree(),
            deadLetterTrigger(f, unknown),
            f.path());
    unknown.check(template);
    unknown.check(f);
    return result;
  }

  private static Optional<TriggerSpec> deadLetterTrigger(Fields f, UnknownFields unknown) {
    Optional<Fields> given = f.object("dlqTrigger");
    if (given.isPresent()) {
      if (!f.bool("atLeastOnce", false)) {
        f.fault("atLeastOnce", "to use dlqTrigger, trigger.atLeastOnce must be set to true");
      }
      if (!given.get().bool("atLeastOnce", false)) {
        f.fault("dlqTrigger", "atLeastOnce must be set to true within the dlqTrigger");
      }
    }
    return given.map(dlq -> read(dlq, unknown));
  }
}
