package dev.understack.sources.resource;

import dev.understack.language.LanguageException;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.events.SourceKind;
import dev.understack.sources.spi.EventSourceKind;
import dev.understack.sources.spi.RunningSource;
import dev.understack.sources.spi.SourceContext;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/** Events from changes of cluster objects, watched as the source's service account. */
public final class ResourceSource implements EventSourceKind {
  private static final Set<String> TYPES = Set.of("ADD", "UPDATE", "DELETE");

  @Override
  public SourceKind kind() {
    return SourceKind.RESOURCE;
  }

  @Override
  public void check(Fields config) {
    ResourceOptions options = ResourceOptions.read(config);
    for (String type : options.eventTypes()) {
      if (!TYPES.contains(type)) {
        config.fault("eventTypes", "expected ADD, UPDATE or DELETE, found " + type);
      }
    }
    try {
      ObjectSelector.labels(options.filter().labels());
    } catch (LanguageException e) {
      config.objectOrEmpty("filter").fault("labels", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public RunningSource start(SourceContext context) {
    Faults faults = Faults.of(KubeObject.of(JsonNodeFactory.instance.objectNode()));
    ResourceOptions options = ResourceOptions.read(context.event().fields(faults));
    faults.throwIfAny();
    return ObjectWatch.start(context, options);
  }
}
