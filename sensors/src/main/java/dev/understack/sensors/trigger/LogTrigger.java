package dev.understack.sensors.trigger;

import dev.understack.model.events.TriggerKind;
import dev.understack.sensors.event.EventContext;
import dev.understack.sensors.event.SensorEvent;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes one line to the log for each event. */
public final class LogTrigger implements TriggerType {
  private static final Logger LOG = LoggerFactory.getLogger(LogTrigger.class);
  private static final String LINES = "lines";

  @Override
  public TriggerKind kind() {
    return TriggerKind.LOG;
  }

  @Override
  public Plan plan(ObjectNode settings) {
    return (request, events) -> {
      ArrayNode lines = request.putArray(LINES);
      events.forEach((name, event) -> lines.add(name + ": " + text(event)));
    };
  }

  @Override
  public JsonNode run(ActionRun run) {
    JsonNode lines = run.request().path(LINES);
    lines.forEach(line ->
        LOG.info("sensor {}, trigger {}: {}", run.sensor(), run.trigger(), line.asString()));
    return JsonNodeFactory.instance.objectNode().put("done", "logged").put("lines", lines.size());
  }

  /** The data as text; data of a type that is not text in base64. */
  public static String text(SensorEvent event) {
    String type = event.context().dataContentType();
    return type.isEmpty() || type.equals(EventContext.JSON) || type.startsWith("text/")
        ? event.text()
        : Base64.getEncoder().encodeToString(event.text().getBytes(StandardCharsets.UTF_8));
  }
}
