package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException.Cause;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Defaults and rules of the core kinds that manifests rely on. */
final class KindRules {
  private static final Pattern DATA_KEY = Pattern.compile("[-._a-zA-Z0-9]+");
  private static final String DATA_KEY_RULE =
      "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g."
          + " 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is"
          + " '[-._a-zA-Z0-9]+')";

  private KindRules() {}

  /** The object with the defaults of its kind. */
  static KubeObject defaulted(ResourceType type, KubeObject object) {
    if (type.equals(ResourceTypes.SECRET)) {
      return secret(object);
    }
    if (type.equals(ResourceTypes.NAMESPACE) && object.status().isEmpty()) {
      return object.with(tree -> tree.withObjectProperty("status").put("phase", "Active"));
    }
    return object;
  }

  /** What is wrong for this kind. */
  static List<Cause> faults(ResourceType type, KubeObject object, Optional<KubeObject> before) {
    List<Cause> faults = new ArrayList<>();
    if (type.equals(ResourceTypes.SECRET) || type.equals(ResourceTypes.CONFIG_MAP)) {
      keys(object, "data", faults);
      keys(object, "binaryData", faults);
      before.ifPresent(old -> immutable(type, object, old, faults));
    }
    if (type.equals(ResourceTypes.SECRET)) {
      base64(object, faults);
    }
    if (type.equals(ResourceTypes.ROLE_BINDING)
        || type.equals(ResourceTypes.CLUSTER_ROLE_BINDING)) {
      binding(object, before, faults);
    }
    return faults;
  }

  /** {@code stringData} becomes {@code data}; the type is Opaque unless given. */
  private static KubeObject secret(KubeObject object) {
    boolean typed = !object.tree().path("type").asString("").isEmpty();
    if (typed && !object.tree().has("stringData")) {
      return object;
    }
    return object.with(tree -> {
      JsonNode texts = tree.remove("stringData");
      if (texts != null && !texts.isEmpty()) {
        ObjectNode data = tree.withObjectProperty("data");
        texts
            .properties()
            .forEach(text -> data.put(text.getKey(), encoded(text.getValue().asString(""))));
      }
      if (!typed) {
        tree.put("type", "Opaque");
      }
    });
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void keys(KubeObject object, String field, List<Cause> faults) {
    object.tree().path(field).properties().stream()
        .filter(entry -> !DATA_KEY.matcher(entry.getKey()).matches())
        .forEach(entry ->
            faults.add(
                new Cause(
                    field + "[" + entry.getKey() + "]",
                    "Invalid value: \"" + entry.getKey() + "\": " + DATA_KEY_RULE)));
  }

  private static void base64(KubeObject object, List<Cause> faults) {
    object.tree().path("data").properties().stream()
        .filter(entry -> !isBase64(entry.getValue()))
        .forEach(entry ->
            faults.add(
                new Cause(
                    "data[" + entry.getKey() + "]",
                    "Invalid value: illegal base64 data; plain text belongs in stringData")));
  }

  private static boolean isBase64(JsonNode value) {
    if (value.isNull()) {
      return true;
    }
    try {
      Base64.getMimeDecoder().decode(value.asString("?"));
      return value.isString();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private static void immutable(
      ResourceType type, KubeObject object, KubeObject before, List<Cause> faults) {
    if (before.tree().path("immutable").asBoolean(false)) {
      for (String field : List.of("immutable", "data", "binaryData")) {
        if (!object.tree().path(field).equals(before.tree().path(field))) {
          faults.add(new Cause(field, "Forbidden: field is immutable when `immutable` is set"));
        }
      }
    }
    if (type.equals(ResourceTypes.SECRET)
        && !object.tree().path("type").equals(before.tree().path("type"))) {
      faults.add(
          new Cause(
              "type",
              "Invalid value: \"%s\": field is immutable"
                  .formatted(object.tree().path("type").asString(""))));
    }
  }

  private static void binding(KubeObject object, Optional<KubeObject> before, List<Cause> faults) {
    if (object.tree().path("roleRef").path("name").asString("").isEmpty()) {
      faults.add(new Cause("roleRef.name", "Required value"));
    }
    if (before.isPresent()
        && !before.get().tree().path("roleRef").equals(object.tree().path("roleRef"))) {
      faults.add(new Cause("roleRef", "Invalid value: cannot change roleRef"));
    }
  }
}
