package dev.understack.executors.artifacts;

import dev.understack.executors.files.FileTree;
import dev.understack.executors.files.FileTree.Kind;
import dev.understack.executors.pod.CleanPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Artifacts in a local folder, by the keys that Argo would use in a bucket. Safe for several
 * threads; the same key again replaces what was there.
 */
public final class ArtifactStore {
  private final Path root;

  /**
   * @param root the folder, made when it is not there
   */
  public ArtifactStore(Path root) {
    this.root = root;
  }

  /**
   * Saves an output artifact.
   *
   * @param declared the artifact of the template
   * @param folder the first part of a default key: {@code WORKFLOW/POD}
   * @return the artifact with its location; empty when it is optional and was not written
   */
  public Optional<ObjectNode> save(ObjectNode declared, FileTree files, String folder)
      throws ArtifactException {
    String path = declared.path("path").asString("");
    Optional<Kind> kind = files.kind(path);
    if (kind.isEmpty()) {
      if (declared.path("optional").asBoolean(false)) {
        return Optional.empty();
      }
      throw fault(declared, "stat " + path + ": no such file or directory", null);
    }
    Packing packing = Packing.of(declared);
    ObjectNode saved = declared.deepCopy();
    String key = folder + "/" + packing.fileName(declared.path("name").asString(""), path);
    switch (ArtifactLocation.of(declared)) {
      case ArtifactLocation.Key given -> key = given.key();
      case ArtifactLocation.Unset unset -> saved.putObject("s3").put("key", key);
      case ArtifactLocation.Raw raw ->
          throw fault(declared, "raw output artifacts unsupported", null);
      case ArtifactLocation.Http http ->
          throw fault(
              declared, "http output artifacts are not supported by the local executor", null);
    }
    try {
      write(key, packing, files, path, kind.get());
    } catch (IOException e) {
      throw fault(declared, "cannot be saved: " + e.getMessage(), e);
    }
    return Optional.of(saved);
  }

  private void write(String key, Packing packing, FileTree files, String path, Kind kind)
      throws IOException {
    Path target = file(key);
    Files.createDirectories(target.getParent());
    if (packing == Packing.NONE && kind == Kind.FOLDER) {
      ArtifactFolders.copyOut(files, path, target);
      return;
    }
    Path temporary = Files.createTempFile(target.getParent(), ".saving", "");
    try {
      try (OutputStream out = Files.newOutputStream(temporary)) {
        packing.pack(files, path, out);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Loads an input artifact to its path. An optional one without content leaves nothing there. */
  public void load(ObjectNode artifact, FileTree files) throws ArtifactException {
    String path = CleanPath.absolute(artifact.path("path").asString(""));
    if (path.equals("/")) {
      throw fault(artifact, "has no path", null);
    }
    try {
      if (!load(artifact, path, files)) {
        if (!artifact.path("optional").asBoolean(false)) {
          throw fault(artifact, "was not found" + where(artifact), null);
        }
        return;
      }
      if (artifact.hasNonNull("mode")) {
        int mode = artifact.get("mode").asInt();
        files.setMode(path, mode);
        if (artifact.path("recurseMode").asBoolean(false)) {
          ArtifactFolders.setModes(files, path, mode);
        }
      }
    } catch (IOException e) {
      throw fault(artifact, "cannot be loaded: " + e.getMessage(), e);
    }
  }

  private boolean load(ObjectNode artifact, String path, FileTree files)
      throws ArtifactException, IOException {
    return switch (ArtifactLocation.of(artifact)) {
      case ArtifactLocation.Raw raw -> {
        byte[] data = raw.data().getBytes(StandardCharsets.UTF_8);
        files.write(path, new ByteArrayInputStream(data), 0644);
        yield true;
      }
      case ArtifactLocation.Key key -> loadKey(artifact, key.key(), path, files);
      case ArtifactLocation.Http http -> {
        Path downloaded = HttpArtifact.download(http);
        try {
          Packing.unpack(downloaded, artifact, files, path);
        } finally {
          Files.delete(downloaded);
        }
        yield true;
      }
      case ArtifactLocation.Unset unset -> false;
    };
  }

  private boolean loadKey(ObjectNode artifact, String key, String path, FileTree files)
      throws IOException {
    Path source = file(key);
    if (Files.isDirectory(source)) {
      ArtifactFolders.copyIn(source, files, path);
      return true;
    }
    if (!Files.exists(source)) {
      return false;
    }
    Packing.unpack(source, artifact, files, path);
    return true;
  }

  /** Content of a stored artifact as it is kept, for downloads; empty when there is none. */
  public Optional<InputStream> open(String key) throws IOException {
    Path file = file(key);
    return Files.isRegularFile(file) ? Optional.of(Files.newInputStream(file)) : Optional.empty();
  }

  /** Removes everything stored under a key or below a folder of keys. */
  public void delete(String key) throws IOException {
    Path target = file(key);
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> below = Files.walk(target)) {
      for (Path each : below.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private Path file(String key) {
    return root.resolve(CleanPath.relative(key));
  }

  private static String where(JsonNode artifact) {
    for (String store : ArtifactLocation.KEYED) {
      if (artifact.has(store)) {
        return " at key " + artifact.path(store).path("key").asString("");
      }
    }
    return ": it has no location";
  }

  private static ArtifactException fault(
      JsonNode artifact, String what, @Nullable Throwable cause) {
    String message = "artifact " + artifact.path("name").asString("") + ": " + what;
    return cause == null ? new ArtifactException(message) : new ArtifactException(message, cause);
  }
}
