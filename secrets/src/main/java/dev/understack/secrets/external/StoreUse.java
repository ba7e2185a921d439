package dev.understack.secrets.external;

import dev.understack.model.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Which ExternalSecrets name a store. */
record StoreUse(KubeObject store) implements Predicate<KubeObject> {
  @Override
  public boolean test(KubeObject externalSecret) {
    boolean reachable =
        store.namespace().isEmpty() || store.namespace().equals(externalSecret.namespace());
    return reachable && references(externalSecret).stream().anyMatch(this::isNamedBy);
  }

  /** Every reference of an ExternalSecret to a store. */
  static List<JsonNode> references(KubeObject externalSecret) {
    List<JsonNode> all = new ArrayList<>(List.of(externalSecret.spec().path("secretStoreRef")));
    for (String field : List.of("data", "dataFrom")) {
      for (JsonNode from : externalSecret.spec().path(field)) {
        all.add(from.path("sourceRef").path("storeRef"));
      }
    }
    return all.stream().filter(JsonNode::isObject).toList();
  }

  private boolean isNamedBy(JsonNode reference) {
    return reference.path("name").asString("").equals(store.name())
        && reference.path("kind").asString("SecretStore").equals(store.kind());
  }
}
