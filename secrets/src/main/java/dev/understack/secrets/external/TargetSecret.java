package dev.understack.secrets.external;

import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.SecretObject;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Secret that an ExternalSecret makes, by its creation policy. For one reconciliation. */
final class TargetSecret {
  private static final String MANAGED_LABEL = "reconcile.external-secrets.io/managed";
  private static final String DATA_HASH = "reconcile.external-secrets.io/data-hash";
  private static final String SOURCE_HASH = "understack.dev/source-hash";

  private static final String PROVIDED_BY = "understack.dev/provided-by";

  private final ObjectApi api;
  private final KubeObject owner;
  private final ObjectKey key;
  private final Optional<KubeObject> present;

  TargetSecret(ObjectApi api, KubeObject owner) {
    this.api = api;
    this.owner = owner;
    this.key = new ObjectKey(ResourceTypes.SECRET, owner.namespace(), name(owner));
    this.present = api.find(key);
  }

  static String name(KubeObject owner) {
    return owner.spec().path("target").path("name").asString(owner.name());
  }

  private String policy() {
    return owner.spec().path("target").path("creationPolicy").asString("Owner");
  }

  /** Whether the configuration of this installation provides it; then it is left alone. */
  boolean isProvided() {
    return present.filter(secret -> secret.annotations().containsKey(PROVIDED_BY)).isPresent();
  }

  /** Whether it is there and as it was written. */
  boolean isIntact() {
    return switch (policy()) {
      case "None" -> true;
      case "Merge" -> present.isPresent();
      default ->
          present
              .filter(secret ->
                  Digest.of(secret.tree().path("data")).equals(secret.annotations().get(DATA_HASH)))
              .isPresent();
    };
  }

  /** Whether it was made from this very source. */
  boolean isMadeFrom(NavigableMap<String, byte[]> source) {
    return present
        .filter(secret ->
            Digest.of(SecretObject.encode(source)).equals(secret.annotations().get(SOURCE_HASH)))
        .isPresent();
  }

  /** Writes it; true when something changed. */
  boolean write(SecretTemplate template, NavigableMap<String, byte[]> source) {
    return switch (policy()) {
      case "None" -> false;
      case "Merge" -> merge(template.data());
      case "Orphan" -> replace(template, source, false);
      default -> replace(template, source, true);
    };
  }

  private boolean merge(NavigableMap<String, byte[]> data) {
    KubeObject secret =
        present.orElseThrow(
            () -> new ProviderException("secrets \"" + key.name() + "\" not found"));
    KubeObject merged =
        secret.with(tree -> tree.withObjectProperty("data").setAll(SecretObject.encode(data)));
    return update(merged);
  }

  private boolean replace(
      SecretTemplate template, NavigableMap<String, byte[]> source, boolean owned) {
    checkOwner(owned);
    if (present.isPresent() && present.get().tree().path("immutable").asBoolean(false)) {
      return false;
    }
    KubeObject base =
        present.orElseGet(() -> SecretObject.create(key.namespace(), key.name(), Map.of()));
    ObjectNode data = SecretObject.encode(template.data());
    KubeObject written =
        base.with(tree -> {
          tree.set("data", data);
          tree.put("type", template.type());
          if (owner.spec().path("target").path("immutable").asBoolean(false)) {
            tree.put("immutable", true);
          }
          ObjectNode metadata = tree.withObjectProperty("metadata");
          ObjectNode labels = metadata.withObjectProperty("labels");
          template.labels().forEach(labels::put);
          labels.put(MANAGED_LABEL, "true");
          ObjectNode annotations = metadata.withObjectProperty("annotations");
          template.annotations().forEach(annotations::put);
          annotations.put(DATA_HASH, Digest.of(data));
          annotations.put(SOURCE_HASH, Digest.of(SecretObject.encode(source)));
        });
    return update(owned ? SecretObject.ownedBy(written, owner) : written);
  }

  private void checkOwner(boolean owned) {
    JsonNode owners =
        present
            .<JsonNode>map(secret -> secret.metadata().path("ownerReferences"))
            .orElseGet(JsonNodeFactory.instance::arrayNode);
    for (JsonNode other : owners) {
      if (owned
          && other.path("kind").asString("").equals("ExternalSecret")
          && !other.path("uid").asString("").equals(owner.uid())) {
        throw new ProviderException(
            "target is owned by another ExternalSecret: " + other.path("name").asString(""));
      }
    }
  }

  private boolean update(KubeObject wanted) {
    if (present.isEmpty()) {
      api.create(wanted);
      return true;
    }
    if (wanted.equals(present.get())) {
      return false;
    }
    api.update(wanted);
    return true;
  }

  /** Removes it, when this ExternalSecret owns it. */
  void delete() {
    if (present.isPresent() && !policy().equals("Merge") && !policy().equals("None")) {
      api.delete(key, DeleteOptions.BACKGROUND);
    }
  }
}
