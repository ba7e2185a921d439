package dev.understack.sensors.trigger;

import dev.understack.model.Json;
import dev.understack.model.ManifestReader;
import dev.understack.model.RejectedManifestException;
import dev.understack.sensors.parameter.ParameterException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code source} of a k8s or argoWorkflow trigger: where its object comes from. When several
 * are given, the first one in Argo's order counts.
 */
final class ResourceSource {
  private static final List<String> ORDER =
      List.of("s3", "inline", "file", "url", "git", "configmap", "resource");

  private final String kind;
  private final JsonNode value;

  private ResourceSource(String kind, JsonNode value) {
    this.kind = kind;
    this.value = value;
  }

  /** The source of a trigger's settings; throws {@link ParameterException} when there is none. */
  static ResourceSource of(ObjectNode settings) {
    JsonNode source = settings.path("source");
    for (String kind : ORDER) {
      if (source.has(kind) && !source.path(kind).isNull()) {
        return new ResourceSource(kind, source.path(kind));
      }
    }
    throw new ParameterException("the trigger's source names no resource");
  }

  /** The object as JSON text when the manifest holds it; empty when it has to be fetched. */
  Optional<String> written() {
    return switch (kind) {
      case "resource" -> Optional.of(Json.write(value));
      case "inline" -> Optional.of(parse(value.asString("")));
      default -> Optional.empty();
    };
  }

  /** Which kind of source this is. */
  String kind() {
    return kind;
  }

  /** Its settings. */
  JsonNode value() {
    return value;
  }

  /** The one object of a YAML or JSON text, as JSON text. */
  static String parse(String text) {
    try {
      for (ManifestReader.Document document : ManifestReader.documents("source", text)) {
        if (document.tree().isObject()) {
          return Json.write(document.tree());
        }
      }
    } catch (RejectedManifestException e) {
      throw new ParameterException("the trigger's source is not YAML: " + e.getMessage());
    }
    throw new ParameterException("the trigger's source holds no object");
  }
}
