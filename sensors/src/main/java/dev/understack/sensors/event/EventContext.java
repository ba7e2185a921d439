package dev.understack.sensors.event;

import dev.understack.model.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CloudEvent attributes of an event. An absent one is empty.
 *
 * @param subject name of the event in its EventSource
 * @param source name of the EventSource
 */
public record EventContext(
    String id,
    String source,
    String specVersion,
    String type,
    String dataContentType,
    String subject,
    Instant time) {
  /** The only content type of our own sources. */
  public static final String JSON = "application/json";

  /** The content type of YAML. */
  public static final String YAML = "application/yaml";

  /** As parameters see it: in this order, with the time to the second. */
  public ObjectNode tree() {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", id);
    tree.put("source", source);
    tree.put("specversion", specVersion);
    tree.put("type", type);
    tree.put("datacontenttype", dataContentType);
    tree.put("subject", subject);
    tree.put("time", time.truncatedTo(ChronoUnit.SECONDS).toString());
    return tree;
  }

  /** {@link #tree} as text. */
  public String json() {
    return Json.write(tree());
  }
}
