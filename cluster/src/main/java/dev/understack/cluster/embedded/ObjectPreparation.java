package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Fills in the metadata that the server owns, whatever the caller wrote there. */
final class ObjectPreparation {
  private static final List<String> SERVER_OWNED =
      List.of(
          "uid",
          "creationTimestamp",
          "generation",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "generateName",
          "resourceVersion");
  private static final Set<String> WITHOUT_GENERATION = Set.of("", ResourceTypes.ROLE.group());

  private final Clock clock;

  ObjectPreparation(Clock clock) {
    this.clock = clock;
  }

  /** The time as metadata holds it. */
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** The kind of an object, or {@link ApiException} when it is not served. */
  static ResourceType type(KubeObject object) {
    return ResourceTypes.of(object)
        .orElseThrow(() ->
            new ApiException(
                Reason.NOT_FOUND,
                "no matches for kind \"%s\" in version \"%s\""
                    .formatted(object.kind(), object.apiVersion())));
  }

  /** Where an object is or would be stored. */
  static ObjectKey key(ResourceType type, KubeObject object) {
    return new ObjectKey(type, namespace(type, object), object.name());
  }

  /** The namespace that counts: {@code default} when none is given, none for cluster kinds. */
  static String namespace(ResourceType type, KubeObject object) {
    if (!type.namespaced()) {
      return "";
    }
    return object.namespace().isEmpty() ? "default" : object.namespace();
  }

  KubeObject toCreate(ResourceType type, KubeObject given) {
    if (!given.resourceVersion().isEmpty()) {
      throw new ApiException(
          Reason.BAD_REQUEST, "resourceVersion should not be set on objects to be created");
    }
    KubeObject object =
        given.with(tree -> {
          tree.put("apiVersion", type.apiVersion());
          if (type.statusSubresource()) {
            tree.remove("status");
          }
          ObjectNode metadata = tree.withObjectProperty("metadata");
          if (given.name().isEmpty() && !given.generateName().isEmpty()) {
            metadata.put(
                "name", GeneratedNames.complete(given.generateName(), ThreadLocalRandom.current()));
          }
          namespace(type, given, metadata);
          metadata.remove(List.of("deletionTimestamp", "deletionGracePeriodSeconds", "generation"));
          metadata.put("uid", UUID.randomUUID().toString());
          metadata.put("creationTimestamp", now().toString());
          if (hasGeneration(type)) {
            metadata.put("generation", 1);
          }
        });
    return KindRules.defaulted(type, object);
  }

  KubeObject toUpdate(ResourceType type, KubeObject given, KubeObject before) {
    KubeObject object =
        given.with(tree -> {
          tree.put("apiVersion", type.apiVersion());
          ObjectNode metadata = tree.withObjectProperty("metadata");
          namespace(type, before, metadata);
          SERVER_OWNED.forEach(field -> copy(field, before.metadata(), metadata));
          if (type.statusSubresource() || !tree.has("status")) {
            copy("status", before.tree(), tree);
          }
        });
    KubeObject defaulted = KindRules.defaulted(type, object);
    return hasGeneration(type) && !SameJson.same(content(type, defaulted), content(type, before))
        ? defaulted.withMetadata(m -> m.put("generation", before.generation() + 1))
        : defaulted;
  }

  private static void namespace(ResourceType type, KubeObject object, ObjectNode metadata) {
    if (type.namespaced()) {
      metadata.put("namespace", namespace(type, object));
    } else {
      metadata.remove("namespace");
    }
  }

  private static boolean hasGeneration(ResourceType type) {
    return !WITHOUT_GENERATION.contains(type.group());
  }

  /** What counts for the generation: all but metadata and, where it is written apart, status. */
  private static ObjectNode content(ResourceType type, KubeObject object) {
    ObjectNode content = object.tree().objectNode();
    object.tree().properties().stream()
        .filter(field -> !field.getKey().equals("metadata"))
        .filter(field -> !(type.statusSubresource() && field.getKey().equals("status")))
        .forEach(field -> content.set(field.getKey(), field.getValue()));
    return content;
  }

  private static void copy(String field, ObjectNode from, ObjectNode to) {
    JsonNode value = from.get(field);
    if (value == null) {
      to.remove(field);
    } else {
      to.set(field, value);
    }
  }
}
