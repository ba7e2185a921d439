package dev.understack.cluster.embedded;

import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/** Marks objects that are deleted but still wait for something. */
final class Deletion {
  /** The object waits until the objects that it owns are gone. */
  static final String FOREGROUND = "foregroundDeletion";

  /** The object waits until the objects that it owns no longer name it. */
  static final String ORPHAN = "orphan";

  /** A namespace waits until it is empty. */
  static final String NAMESPACE_CONTENT = "understack.dev/namespace-content";

  private Deletion() {}

  /** The object as a request for deletion leaves it; without finalizers nothing is waited for. */
  static KubeObject mark(ObjectKey key, KubeObject object, DeleteOptions options, Instant now) {
    List<String> finalizers = new ArrayList<>(object.finalizers());
    waits(key, options)
        .filter(finalizer -> object.deletionTimestamp().isEmpty())
        .ifPresent(finalizers::add);
    if (finalizers.isEmpty()) {
      return object;
    }
    return object
        .withMetadata(metadata -> {
          if (object.deletionTimestamp().isEmpty()) {
            metadata.put("deletionTimestamp", now.toString());
            metadata.put("deletionGracePeriodSeconds", 0);
          }
          ArrayNode list = metadata.putArray("finalizers");
          finalizers.forEach(list::add);
        })
        .with(tree -> {
          if (key.type().equals(ResourceTypes.NAMESPACE)) {
            tree.withObjectProperty("status").put("phase", "Terminating");
          }
        });
  }

  /** The object without a finalizer. */
  static KubeObject without(KubeObject object, String finalizer) {
    return object.withMetadata(metadata -> {
      ArrayNode list = metadata.putArray("finalizers");
      object.finalizers().stream().filter(f -> !f.equals(finalizer)).forEach(list::add);
      if (list.isEmpty()) {
        metadata.remove("finalizers");
      }
    });
  }

  private static Optional<String> waits(ObjectKey key, DeleteOptions options) {
    if (key.type().equals(ResourceTypes.NAMESPACE)) {
      return Optional.of(NAMESPACE_CONTENT);
    }
    return switch (options.propagation()) {
      case BACKGROUND -> Optional.empty();
      case FOREGROUND -> Optional.of(FOREGROUND);
      case ORPHAN -> Optional.of(ORPHAN);
    };
  }
}
