package dev.understack.sensors.event;

import dev.understack.bus.BusEvent;
import dev.understack.language.GoJson;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.model.Json;
import dev.understack.model.ManifestReader;
import dev.understack.model.RejectedManifestException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event as dependencies, filters and parameters see it: its attributes and its data, as text and
 * as tree, each made when first asked for. What a path finds is remembered, so that many sensors
 * that look at the same place look once. For one thread.
 */
public final class SensorEvent {
  private final EventContext context;
  private @Nullable String text;
  private @Nullable JsonNode tree;
  private boolean parsed;
  private final Map<String, GjsonResult> found = new HashMap<>();

  private SensorEvent(EventContext context, @Nullable String text, @Nullable JsonNode tree) {
    this.context = context;
    this.text = text;
    this.tree = tree;
    this.parsed = tree != null;
  }

  /** An event from a bus. */
  public static SensorEvent of(BusEvent event) {
    EventContext context =
        new EventContext(
            event.id(),
            event.source(),
            "1.0",
            event.type(),
            EventContext.JSON,
            event.subject(),
            event.time());
    return new SensorEvent(context, event.dataText(), event.data());
  }

  /** An event whose data may be absent or anything. */
  public static SensorEvent of(EventContext context, @Nullable String data) {
    return new SensorEvent(context, data, null);
  }

  /** The same event with other data. */
  public SensorEvent withData(JsonNode data) {
    return new SensorEvent(context, null, data);
  }

  public EventContext context() {
    return context;
  }

  /** Whether it has data at all. */
  public boolean hasData() {
    return text != null || tree != null;
  }

  /** Its data as a tree; null when it has none or it is not JSON. Read only. */
  public @Nullable JsonNode tree() {
    if (!parsed && text != null) {
      parsed = true;
      try {
        tree = Json.read(text);
      } catch (JacksonException e) {
        tree = null;
      }
    }
    return tree;
  }

  /** Whether its data is one JSON value. */
  public boolean isJson() {
    JsonNode known = tree();
    return known != null && !known.isMissingNode();
  }

  /** Its data as text; transformed data has its keys in order, as Go writes it. */
  public String text() {
    String known = text;
    if (known == null) {
      known = tree == null ? "" : GoJson.writeSorted(tree);
      text = known;
    }
    return known;
  }

  /**
   * Its data as a JSON document, as its content type says; empty when it is not of that type or the
   * type is neither JSON nor YAML.
   */
  public Optional<String> document() {
    return switch (context.dataContentType()) {
      case EventContext.JSON -> isJson() ? Optional.of(text()) : Optional.empty();
      case EventContext.YAML -> yaml();
      default -> Optional.empty();
    };
  }

  private Optional<String> yaml() {
    try {
      return ManifestReader.documents("event", text()).stream()
          .findFirst()
          .map(document -> GoJson.writeSorted(document.tree()))
          .or(() -> Optional.of("null"));
    } catch (RejectedManifestException e) {
      return Optional.empty();
    }
  }

  /** What a path finds in the data, in the data's own text where it has one. */
  public GjsonResult get(GjsonPath path) {
    String known = text;
    return found.computeIfAbsent(
        path.text(),
        _ -> {
          JsonNode transformed = known == null ? tree : null;
          return transformed == null ? path.get(text()) : path.get(transformed);
        });
  }

  /** The whole event: attributes, and the data in base64. */
  public String json() {
    ObjectNode whole = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
    whole.set("context", context.tree());
    whole.put(
        "data",
        java.util.Base64.getEncoder()
            .encodeToString(text().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    return Json.write(whole);
  }
}
