package dev.understack.sensors.vectors;

import dev.understack.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One recorded case of Argo Events: input and what it made of it. */
record Vector(String area, String name, JsonNode input, JsonNode expected) {
  private static final String VARIABLE = "ARGO_EVENTS_VECTORS";
  private static final String FILE = "shared/conformance/argo-events-vectors.json";

  /** The file that the environment names, else the one in a folder above; empty when neither. */
  static Optional<Path> file() {
    String named = System.getenv(VARIABLE);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(FILE))) {
        return Optional.of(folder.resolve(FILE));
      }
    }
    return Optional.empty();
  }

  static List<Vector> read(Path file) {
    try {
      List<Vector> vectors = new ArrayList<>();
      for (JsonNode node : Json.read(Files.readString(file))) {
        vectors.add(
            new Vector(
                node.path("area").asString(),
                node.path("name").asString(),
                node.path("input"),
                node.path("expected")));
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean expectsError() {
    return expected.path("error").asBoolean(false);
  }
}
