package dev.understack.bus;

import dev.understack.model.Json;
import dev.understack.store.NewEvent;
import dev.understack.store.StoredEvent;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rejected messages as rows of the event table, under a bus of their own that no sensor reads. */
public final class RejectedRows {
  private static final String SUFFIX = "#rejected";

  private RejectedRows() {}

  /** Whether a row is a rejected message. */
  public static boolean holds(StoredEvent row) {
    return row.bus().endsWith(SUFFIX);
  }

  /** {@code namespace/name} of the bus that the message in a row was for. */
  public static String busOf(StoredEvent row) {
    return row.bus().substring(0, row.bus().length() - SUFFIX.length());
  }

  /** The bus under which the rejected messages of a bus stand. */
  public static String bus(String bus) {
    return bus + SUFFIX;
  }

  static NewEvent row(String bus, RejectedMessage message) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("reason", message.reason());
    data.put("raw", Base64.getEncoder().encodeToString(message.raw()));
    ObjectNode properties = data.putObject("properties");
    message.properties().forEach(properties::put);
    return new NewEvent(
        bus(bus),
        message.id(),
        message.source(),
        message.subject(),
        message.type(),
        message.time(),
        null,
        Json.write(data));
  }

  /** The message in a row that {@link #holds} one. */
  public static RejectedMessage message(StoredEvent row) {
    JsonNode data = Json.read(row.data());
    Map<String, String> properties = new LinkedHashMap<>();
    data.path("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asString()));
    return new RejectedMessage(
        row.id(),
        row.source(),
        row.subject(),
        row.type(),
        row.time(),
        data.path("reason").asString(),
        Base64.getDecoder().decode(data.path("raw").asString()),
        properties);
  }
}
