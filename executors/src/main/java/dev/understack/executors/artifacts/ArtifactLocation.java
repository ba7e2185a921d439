package dev.understack.executors.artifacts;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where an artifact is, as its manifest says. */
sealed interface ArtifactLocation {
  /** Stores that a bare key refers to; the local store stands for each of them. */
  List<String> KEYED = List.of("s3", "gcs", "azure", "oss", "hdfs", "artifactory");

  /** Literal content. */
  record Raw(String data) implements ArtifactLocation {}

  /** A key of the local store. */
  record Key(String key) implements ArtifactLocation {}

  /** A web address. */
  record Http(String url, JsonNode options) implements ArtifactLocation {}

  /** No location: the default key of the run. */
  record Unset() implements ArtifactLocation {}

  static ArtifactLocation of(JsonNode artifact) throws ArtifactException {
    if (artifact.has("raw")) {
      return new Raw(artifact.path("raw").path("data").asString(""));
    }
    if (artifact.has("http")) {
      return new Http(artifact.path("http").path("url").asString(""), artifact.path("http"));
    }
    Optional<String> store = KEYED.stream().filter(artifact::has).findFirst();
    if (store.isPresent()) {
      return keyed(store.get(), artifact);
    }
    for (String other : List.of("git", "plugin")) {
      if (artifact.has(other)) {
        throw unsupported(artifact, other + " artifacts are not supported by the local executor");
      }
    }
    return new Unset();
  }

  private static ArtifactLocation keyed(String store, JsonNode artifact) throws ArtifactException {
    JsonNode location = artifact.path(store);
    for (String elsewhere : List.of("bucket", "endpoint", "addresses", "url")) {
      if (!location.path(elsewhere).asString("").isEmpty()) {
        throw unsupported(
            artifact,
            store
                + " artifacts with their own "
                + elsewhere
                + " are not supported by the local executor; give only a key to use the local"
                + " artifact folder");
      }
    }
    String field =
        switch (store) {
          case "azure" -> "blob";
          case "hdfs" -> "path";
          default -> "key";
        };
    String key = location.path(field).asString("");
    return key.isEmpty() ? new Unset() : new Key(key);
  }

  static ArtifactException unsupported(JsonNode artifact, String why) {
    return new ArtifactException("artifact " + artifact.path("name").asString("") + ": " + why);
  }
}
