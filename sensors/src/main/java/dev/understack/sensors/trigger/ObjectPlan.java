package dev.understack.sensors.trigger;

import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.events.TriggerParameter;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.event.SensorEvent;
import dev.understack.sensors.parameter.ParameterException;
import dev.understack.sensors.parameter.Parameters;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prepares an object: takes the one that the manifest holds and writes the parameters into it. An
 * object that has to be fetched is prepared when the action runs, so the events go along.
 */
final class ObjectPlan implements TriggerType.Plan {
  private static final String EVENT_DATA = "eventData";

  private final ObjectNode settings;
  private final Parameters parameters;
  private final Optional<String> object;
  private final ObjectNode settingsWithoutObject;

  ObjectPlan(ObjectNode settings) {
    this.settings = settings;
    this.parameters = parameters(settings);
    boolean live = settings.path("liveObject").asBoolean(false);
    this.object = live ? Optional.empty() : ResourceSource.of(settings).written();
    this.settingsWithoutObject = JsonNodeFactory.instance.objectNode();
    settings
        .properties()
        .forEach(field -> {
          if (!field.getKey().equals("source") && !field.getKey().equals("parameters")) {
            settingsWithoutObject.set(field.getKey(), field.getValue());
          }
        });
  }

  @Override
  public void prepare(ObjectNode request, Map<String, SensorEvent> events) {
    if (object.isPresent()) {
      request.set(ActionRequest.SETTINGS, settingsWithoutObject);
      request.set(ActionRequest.OBJECT, written(parameters, object.get(), events));
    } else {
      request.set(ActionRequest.SETTINGS, settings);
      ObjectNode data = request.putObject(EVENT_DATA);
      events.forEach((name, event) -> data.set(name, EventData.json(event)));
    }
  }

  /** Writes the parameters of a request into an object that was fetched. */
  static ObjectNode write(ObjectNode request, String fetched) {
    ObjectNode settings = ActionRequest.object(request, ActionRequest.SETTINGS);
    Map<String, SensorEvent> events = EventData.events(ActionRequest.object(request, EVENT_DATA));
    return written(parameters(settings), fetched, events);
  }

  private static ObjectNode written(
      Parameters parameters, String object, Map<String, SensorEvent> events) {
    try {
      if (Json.read(parameters.apply(object, events)) instanceof ObjectNode written) {
        return written;
      }
    } catch (JacksonException e) {
      throw new ParameterException("the parameters make an object that is not JSON");
    }
    throw new ParameterException("the parameters leave no object");
  }

  private static Parameters parameters(ObjectNode settings) {
    Faults faults = Faults.of(KubeObject.of(settings));
    Fields fields = new Fields(settings, "", faults);
    return Parameters.compile(TriggerParameter.list(fields, "parameters", UnknownFields.IGNORE));
  }
}
