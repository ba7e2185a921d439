package dev.understack.sensors.trigger;

import dev.understack.model.events.TriggerKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/** The kinds of triggers that this build can run. Immutable. */
public final class TriggerTypes {
  private final Map<TriggerKind, TriggerType> types = new EnumMap<>(TriggerKind.class);

  private TriggerTypes(Iterable<TriggerType> types) {
    types.forEach(type -> this.types.put(type.kind(), type));
  }

  /** Those that the class path offers. */
  public static TriggerTypes load() {
    return new TriggerTypes(ServiceLoader.load(TriggerType.class));
  }

  /** The type of a kind, if this build has it. */
  public Optional<TriggerType> find(TriggerKind kind) {
    return Optional.ofNullable(types.get(kind));
  }
}
