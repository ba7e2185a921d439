package dev.understack.sources.resource;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.language.kube.LabelSelector;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.sources.SourceStartException;
import dev.understack.sources.spi.EventSink.RawMessage;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import dev.understack.sources.spi.SureDelivery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A watch on objects that makes events of their changes. An object's uid, version and kind of
 * change are the event's identity: when a restart shows present objects again, unchanged ones make
 * no second event.
 */
final class ObjectWatch implements RunningSource {
  private static final String SECRET_VALUES = "understack.dev/secret-values";
  private static final StringNode HIDDEN = JsonNodeFactory.instance.stringNode("***");

  private final SourceContext context;
  private final ResourceOptions options;
  private final LabelSelector labels;
  private final Instant started;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final SureDelivery delivery;
  private ObjectApi.@Nullable Watch watch;

  /** The objects as last seen; belongs to the watch's thread. */
  private final Map<String, KubeObject> known = new HashMap<>();

  private ObjectWatch(SourceContext context, ResourceOptions options) {
    this.context = context;
    this.options = options;
    this.labels = ObjectSelector.labels(options.filter().labels());
    this.started = context.clock().instant();
    this.delivery = new SureDelivery(context, closed);
  }

  static ObjectWatch start(SourceContext context, ResourceOptions options) {
    ResourceType type =
        ResourceTypes.findPlural(options.group(), options.resource())
            .orElseThrow(() ->
                new SourceStartException(
                    "there is no resource " + options.group() + "/" + options.resource(), null));
    ObjectWatch started = new ObjectWatch(context, options);
    try {
      ObjectApi api = context.cluster().as(context.identity());
      started.watch = api.watch(type, options.namespace(), Selection.ALL, "", started::changed);
      context.health().running("watching " + type.qualifiedPlural());
      return started;
    } catch (ApiException e) {
      throw new SourceStartException(String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    if (watch != null) {
      watch.close();
    }
  }

  private void changed(WatchEvent event) {
    KubeObject object = event.object();
    KubeObject before =
        switch (event.type()) {
          case ADDED, MODIFIED -> known.put(object.uid(), object);
          case DELETED -> known.remove(object.uid());
          case BOOKMARK -> null;
        };
    String type =
        switch (event.type()) {
          case ADDED -> "ADD";
          case MODIFIED -> "UPDATE";
          case DELETED -> "DELETE";
          case BOOKMARK -> "";
        };
    boolean same =
        type.equals("UPDATE")
            && before != null
            && before.resourceVersion().equals(object.resourceVersion());
    if (!same && options.eventTypes().contains(type) && passes(type, object)) {
      deliver(type, object, before);
    }
  }

  private boolean passes(String type, KubeObject object) {
    ResourceOptions.Filter filter = options.filter();
    return object.name().startsWith(filter.prefix())
        && labels.matches(object.labels())
        && filter.fields().stream().allMatch(field -> field.matchesField(object.tree()))
        && filter
            .createdBy()
            .map(latest -> object.creationTimestamp().map(c -> !c.isAfter(latest)).orElse(true))
            .orElse(true)
        && (!filter.afterStart() || !time(type, object).isBefore(started));
  }

  private Instant time(String type, KubeObject object) {
    Instant created = object.creationTimestamp().orElse(Instant.EPOCH);
    return type.equals("ADD") ? created : context.clock().instant();
  }

  private void deliver(String type, KubeObject object, @Nullable KubeObject before) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("type", type);
    data.set("body", shown(object));
    if (type.equals("UPDATE") && before != null) {
      data.set("oldBody", shown(before));
    } else {
      data.putNull("oldBody");
    }
    data.put("group", options.group());
    data.put("version", options.version());
    data.put("resource", options.resource());
    if (!options.metadata().isEmpty()) {
      ObjectNode metadata = data.putObject("metadata");
      options.metadata().forEach(metadata::put);
    }
    String identity = type + " " + object.uid() + " " + object.resourceVersion();
    RawMessage raw =
        new RawMessage(Json.bytes(shown(object)), Map.of("change", type, "name", object.name()));
    try {
      boolean _ = delivery.deliver(data, identity, raw);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Events are stored as they are, so the values of a Secret are hidden unless asked for. */
  private ObjectNode shown(KubeObject object) {
    if (!object.kind().equals("Secret")
        || context.annotations().getOrDefault(SECRET_VALUES, "").equals("true")) {
      return object.tree();
    }
    ObjectNode copy = object.tree().deepCopy();
    for (String field : List.of("data", "stringData")) {
      if (copy.get(field) instanceof ObjectNode values) {
        values.properties().forEach(value -> value.setValue(HIDDEN));
      }
    }
    return copy;
  }
}
