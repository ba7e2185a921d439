package dev.understack.sources.calendar;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.sources.spi.SourceContext;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last event of a calendar in a ConfigMap, as Argo Events keeps it: the key is {@code
 * source.event}, the value the event's data. Read and written as the source's service account.
 */
final class LastFire {
  private static final DateTimeFormatter GO_TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern(" xx")
          .toFormatter(Locale.ROOT);

  private final SourceContext context;
  private final CalendarOptions.Persistence persistence;

  LastFire(SourceContext context, CalendarOptions.Persistence persistence) {
    this.context = context;
    this.persistence = persistence;
  }

  /** When it fired last, if that is known; throws {@link ApiException} when it cannot be read. */
  Optional<Instant> read() {
    return objects()
        .find(key())
        .map(map -> map.tree().path("data").path(entry()).asString(""))
        .filter(text -> !text.isEmpty())
        .flatMap(LastFire::time);
  }

  /** Remembers an event; throws {@link ApiException} when it cannot be written. */
  void write(JsonNode data) {
    Optional<KubeObject> present = objects().find(key());
    if (present.isPresent()) {
      KubeObject _ = objects().update(present.get().with(tree -> put(tree, data)));
    } else if (persistence.create()) {
      ObjectNode tree = JsonNodeFactory.instance.objectNode();
      tree.put("apiVersion", "v1").put("kind", "ConfigMap");
      tree.putObject("metadata")
          .put("name", persistence.configMap())
          .put("namespace", context.owner().namespace());
      put(tree, data);
      KubeObject _ = objects().create(KubeObject.of(tree));
    } else {
      context.health().warn("configmap " + persistence.configMap() + " does not exist");
    }
  }

  private void put(ObjectNode tree, JsonNode data) {
    tree.withObjectProperty("data").put(entry(), Json.write(data));
  }

  private String entry() {
    return context.owner().name() + "." + context.event().name();
  }

  private ObjectKey key() {
    return new ObjectKey(
        ResourceTypes.CONFIG_MAP, context.owner().namespace(), persistence.configMap());
  }

  private ObjectApi objects() {
    return context.cluster().as(context.identity());
  }

  /** The event time in stored data: Go's text, with or without what follows the offset. */
  private static Optional<Instant> time(String data) {
    try {
      String[] parts = Json.read(data).path("eventTime").asString("").split(" ", -1);
      return parts.length < 3
          ? Optional.empty()
          : Optional.of(
              OffsetDateTime.parse(parts[0] + " " + parts[1] + " " + parts[2], GO_TIME)
                  .toInstant());
    } catch (JacksonException | DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
