package dev.understack.acceptance.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A container image as a file, opened and unpacked with plain tools. */
final class OciArchive {
  private final Path folder;
  private final JsonNode manifest;
  private final JsonNode configuration;

  /**
   * @param folder where the image is laid out, an empty one
   */
  OciArchive(Path archive, Path folder) throws IOException {
    this.folder = folder;
    Commands.run("tar", "-xf", archive.toString(), "-C", folder.toString());
    JsonNode index = JsonMapper.shared().readTree(folder.resolve("index.json").toFile());
    manifest = json(index.at("/manifests/0/digest").asString());
    configuration = json(manifest.at("/config/digest").asString());
  }

  JsonNode configuration() {
    return configuration;
  }

  /** Blobs whose content is not what their name says. */
  List<String> damaged() throws IOException {
    List<String> damaged = new ArrayList<>();
    try (Stream<Path> blobs = Files.list(folder.resolve("blobs/sha256"))) {
      for (Path blob : blobs.toList()) {
        if (!blob.getFileName().toString().equals(digest(Files.readAllBytes(blob)))) {
          damaged.add(blob.getFileName().toString());
        }
      }
    }
    return damaged;
  }

  int layers() {
    return manifest.path("layers").size();
  }

  /** Puts the layers on top of each other. */
  void unpack(Path root) {
    for (JsonNode layer : manifest.path("layers")) {
      Path blob = blob(layer.path("digest").asString());
      Commands.run("tar", "-xzf", blob.toString(), "-C", root.toString());
    }
  }

  private JsonNode json(String digest) {
    return JsonMapper.shared().readTree(blob(digest).toFile());
  }

  private Path blob(String digest) {
    return folder.resolve("blobs/sha256").resolve(digest.replace("sha256:", ""));
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
