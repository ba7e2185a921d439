package dev.understack.workflows.core;

import dev.understack.model.Json;
import dev.understack.model.workflow.Artifact;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replaces {@code from} and {@code fromExpression} of an artifact by the place that they name. */
final class ArtifactReferences {
  private static final Pattern TAG = Pattern.compile("^\\s*\\{\\{\\s*([^=}][^}]*?)\\s*\\}\\}\\s*$");
  private final Languages languages;

  ArtifactReferences(Languages languages) {
    this.languages = languages;
  }

  /**
   * The artifact with its place, or empty when it names an optional one that is not there.
   *
   * @throws CallException when it names one that is not there and is not optional
   */
  Optional<ObjectNode> resolve(Artifact artifact, Scope scope) {
    if (artifact.from().isEmpty() && artifact.fromExpression().isEmpty()) {
      return Optional.of(artifact.tree());
    }
    Optional<ObjectNode> placed = resolveIfThere(artifact, scope);
    if (placed.isEmpty() && !artifact.optional()) {
      String reference = artifact.from().isEmpty() ? artifact.fromExpression() : artifact.from();
      throw new CallException("Unable to resolve: " + reference);
    }
    return placed;
  }

  /** The artifact with its place, or empty when it names one that is not there. */
  Optional<ObjectNode> resolveIfThere(Artifact artifact, Scope scope) {
    if (artifact.from().isEmpty() && artifact.fromExpression().isEmpty()) {
      return Optional.of(artifact.tree());
    }
    ObjectNode found = find(artifact, scope);
    if (found == null) {
      return Optional.empty();
    }
    ObjectNode resolved = artifact.tree().deepCopy();
    resolved.remove(java.util.List.of("from", "fromExpression", "subPath"));
    for (var field : found.properties()) {
      boolean place = Artifact.LOCATIONS.contains(field.getKey());
      if (place || (field.getKey().equals("archive") && !resolved.has("archive"))) {
        resolved.set(field.getKey(), field.getValue().deepCopy());
      }
    }
    if (!artifact.subPath().isEmpty()) {
      descend(resolved, Substitution.lenient(scope, languages).text(artifact.subPath()));
    }
    return Optional.of(resolved);
  }

  private @Nullable ObjectNode find(Artifact artifact, Scope scope) {
    if (!artifact.from().isEmpty()) {
      Matcher tag = TAG.matcher(artifact.from());
      return tag.matches() && scope.find(tag.group(1)) instanceof ObjectNode found ? found : null;
    }
    String expression = artifact.fromExpression();
    String bare =
        expression.startsWith("{{=") && expression.endsWith("}}")
            ? expression.substring(3, expression.length() - 2)
            : expression;
    Object value = languages.expression(bare, Environment.of(scope, bare));
    return value instanceof java.util.Map<?, ?> map
            && Json.read(languages.json(map)) instanceof ObjectNode found
        ? found
        : null;
  }

  private static void descend(ObjectNode artifact, String subPath) {
    for (String location : Artifact.LOCATIONS) {
      JsonNode place = artifact.get(location);
      if (place instanceof ObjectNode object && object.has("key")) {
        String key = object.path("key").asString("");
        object.put("key", key.endsWith("/") ? key + subPath : key + "/" + subPath);
      }
    }
  }
}
