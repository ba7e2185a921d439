package dev.understack.secrets.external;

import dev.understack.model.KubeObject;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Which ExternalSecrets make a Secret or read it through a store of this cluster. */
record SecretUse(SecretStores stores, KubeObject secret) implements Predicate<KubeObject> {
  @Override
  public boolean test(KubeObject externalSecret) {
    boolean target =
        externalSecret.namespace().equals(secret.namespace())
            && TargetSecret.name(externalSecret).equals(secret.name());
    return target
        || StoreUse.references(externalSecret).stream()
            .anyMatch(reference -> reads(externalSecret.namespace(), reference));
  }

  private boolean reads(String namespace, JsonNode reference) {
    return stores
        .find(namespace, reference)
        .map(store -> store.spec().path("provider").path("kubernetes"))
        .filter(JsonNode::isObject)
        .filter(settings ->
            settings.path("remoteNamespace").asString("default").equals(secret.namespace()))
        .isPresent();
  }
}
