package dev.understack.cli.kustomize;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Follows the new names of generated objects into the objects that use them.
 *
 * <p>Kustomize knows the referring fields per kind; here a field counts by its name and parent,
 * wherever it stands, which covers pod specs inside templates as well.
 */
final class NameReferences {
  private static final Set<String> SECRET_PARENTS =
      Set.of("secretKeyRef", "secretRef", "imagePullSecrets", "authSecret", "passwordSecret");
  private static final Set<String> CONFIG_MAP_PARENTS =
      Set.of("configMapKeyRef", "configMapRef", "configMap");

  private final Map<String, String> secrets;
  private final Map<String, String> configMaps;

  /**
   * @param secrets given to final name
   * @param configMaps given to final name
   */
  NameReferences(Map<String, String> secrets, Map<String, String> configMaps) {
    this.secrets = Map.copyOf(secrets);
    this.configMaps = Map.copyOf(configMaps);
  }

  /** Renames references inside {@code node}, which is changed. */
  void rename(JsonNode node) {
    rename("", node);
  }

  private void rename(String parent, JsonNode node) {
    if (node instanceof ObjectNode object) {
      if (object.has("secretName")) {
        replace(object, "secretName", secrets);
      }
      if (SECRET_PARENTS.contains(parent)
          || parent.endsWith("Secret")
          || (parent.equals("secret") && object.has("items"))) {
        replace(object, "name", secrets);
      } else if (CONFIG_MAP_PARENTS.contains(parent)) {
        replace(object, "name", configMaps);
      }
      object.properties().forEach(field -> rename(field.getKey(), field.getValue()));
    } else {
      node.forEach(item -> rename(parent, item));
    }
  }

  private static void replace(ObjectNode object, String field, Map<String, String> names) {
    String renamed = names.get(object.path(field).asString(""));
    if (renamed != null) {
      object.put(field, renamed);
    }
  }
}
