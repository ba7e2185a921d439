package dev.understack.sensors.trigger;

import dev.understack.model.Json;
import dev.understack.model.events.Backoff;
import dev.understack.model.events.TriggerKind;
import dev.understack.model.events.TriggerSpec;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.parameter.ParameterException;
import dev.understack.sensors.parameter.Parameters;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How a trigger makes the request of an action out of events. Pure: the same events give the same
 * request, so that a decision can be repeated, compared and tested. Safe for several threads.
 *
 * <p>A request that lacks a value is made all the same, with its error: the action then waits among
 * the dead letters instead of being lost.
 */
public final class ActionPlan {
  private final SensorIdentity sensor;
  private final TriggerSpec trigger;
  private final Parameters templateParameters;
  private final Optional<TriggerType> type;
  private final TriggerType.Plan plan;
  private final Optional<ActionPlan> deadLetter;

  private ActionPlan(SensorIdentity sensor, TriggerSpec trigger, TriggerTypes types) {
    this.sensor = sensor;
    this.trigger = trigger;
    this.templateParameters = Parameters.compile(trigger.parameters());
    this.type = trigger.kind().flatMap(types::find);
    this.plan =
        templateParameters.isEmpty() && type.isPresent()
            ? type.get().plan(trigger.settings())
            : this::rewritten;
    this.deadLetter = trigger.deadLetterTrigger().map(dead -> new ActionPlan(sensor, dead, types));
  }

  /** Compiles a trigger; throws what the languages of its parameters throw. */
  public static ActionPlan compile(SensorIdentity sensor, TriggerSpec trigger, TriggerTypes types) {
    return new ActionPlan(sensor, trigger, types);
  }

  /** The plan of the dead-letter trigger, if there is one. */
  public Optional<ActionPlan> deadLetter() {
    return deadLetter;
  }

  /** The name of the trigger. */
  public String triggerName() {
    return trigger.name();
  }

  /**
   * The request for these events.
   *
   * @param events by dependency name
   */
  public ObjectNode request(Map<String, SensorEvent> events) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put(ActionRequest.KIND, trigger.kind().map(TriggerKind::field).orElse(""));
    request.put(ActionRequest.ACCOUNT, sensor.serviceAccount());
    ObjectNode ids = request.putObject(ActionRequest.EVENTS);
    new TreeMap<>(events).forEach((name, event) -> ids.put(name, event.context().id()));
    trigger.retry().ifPresent(retry -> request.set(ActionRequest.RETRY, json(retry)));
    trigger
        .rateLimit()
        .filter(limit -> !limit.interval().isZero())
        .ifPresent(limit -> request.put(ActionRequest.INTERVAL, limit.interval().toNanos()));
    if (sensor.ordered()) {
      request.put(ActionRequest.ORDERED, true);
    }
    if (deadLetter.isPresent()) {
      request.put(ActionRequest.DEAD_LETTER, true);
    }
    if (!trigger.policy().isEmpty()) {
      request.set(ActionRequest.POLICY, trigger.policy());
    }
    try {
      plan.prepare(request, events);
    } catch (ParameterException e) {
      request.put(ActionRequest.ERROR, e.getMessage());
    }
    return request;
  }

  /** Plans anew for each event, because parameters rewrite the template, or there is no type. */
  private void rewritten(ObjectNode request, Map<String, SensorEvent> events) {
    if (trigger.kind().isEmpty()) {
      throw new ParameterException(
          "invalid trigger " + trigger.name() + ", could not find an implementation");
    }
    String field = trigger.kind().get().field();
    if (type.isEmpty()) {
      throw new ParameterException("trigger kind " + field + " is not available in this build");
    }
    String template = templateParameters.apply(Json.write(trigger.template()), events);
    JsonNode settings = parsed(template).path(field);
    if (!(settings instanceof ObjectNode object)) {
      throw new ParameterException("the parameters leave no object at " + field);
    }
    type.get().plan(object).prepare(request, events);
  }

  private static JsonNode parsed(String template) {
    try {
      return Json.read(template);
    } catch (JacksonException e) {
      throw new ParameterException("the parameters make a template that is not JSON");
    }
  }

  private static ObjectNode json(Backoff backoff) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("duration", backoff.initial().toNanos());
    json.put("factor", backoff.factor());
    json.put("jitter", backoff.jitter());
    return json.put("steps", backoff.steps());
  }
}
