package dev.understack.sensors.vectors;

import dev.understack.model.Json;
import dev.understack.testing.VectorFile;
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

  /** The file that the environment names, else the one in a folder above; empty when neither. */
  static Optional<Path> file() {
    return VectorFile.find("ARGO_EVENTS_VECTORS", "argo-events-vectors.json");
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
