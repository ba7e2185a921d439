package dev.understack.executors.pod;

import dev.understack.model.Json;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;

/** Resolves the environment of a container in the order of the kubelet: envFrom first, then env. */
final class Environment {
  private final PodSpec pod;
  private final ObjectData objects;

  Environment(PodSpec pod, ObjectData objects) {
    this.pod = pod;
    this.objects = objects;
  }

  Map<String, String> of(ContainerSpec container) throws MissingReferenceException {
    Map<String, String> resolved = new LinkedHashMap<>();
    for (EnvFrom from : container.envFrom()) {
      entries(from.source())
          .forEach((key, value) -> resolved.put(from.prefix() + key, Json.text(value)));
    }
    for (EnvVar variable : container.env()) {
      String value = value(variable.value(), container, resolved);
      if (value != null) {
        resolved.put(variable.name(), value);
      }
    }
    return Collections.unmodifiableMap(resolved);
  }

  private @org.jspecify.annotations.Nullable String value(
      EnvVar.Value value, ContainerSpec container, Map<String, String> known)
      throws MissingReferenceException {
    return switch (value) {
      case EnvVar.Literal literal -> References.expand(literal.text(), known);
      case EnvVar.PodField field -> References.field(field.path(), pod);
      case EnvVar.Resource resource ->
          Quantity.inUnitsOf(
              container.resources().getOrDefault(resource.resource(), BigDecimal.ZERO),
              Quantity.parse(resource.divisor()).orElse(BigDecimal.ONE));
      case EnvVar.Key key -> keyValue(key);
    };
  }

  private @org.jspecify.annotations.Nullable String keyValue(EnvVar.Key key)
      throws MissingReferenceException {
    byte[] found = entries(key.source()).get(key.key());
    if (found == null && !key.source().optional()) {
      throw new MissingReferenceException(
          String.format(
              "couldn't find key %s in %s %s/%s",
              key.key(), key.source().kind().title(), pod.name().namespace(), key.source().name()),
          objects.key(key.source()));
    }
    return found == null ? null : Json.text(found);
  }

  private SortedMap<String, byte[]> entries(ObjectSource source) throws MissingReferenceException {
    var found = objects.find(source);
    if (found.isEmpty() && !source.optional()) {
      throw new MissingReferenceException(
          String.format("%s \"%s\" not found", source.kind().word(), source.name()),
          objects.key(source));
    }
    return found.orElseGet(Collections::emptySortedMap);
  }
}
