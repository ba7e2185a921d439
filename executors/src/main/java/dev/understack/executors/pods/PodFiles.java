package dev.understack.executors.pods;

import dev.understack.executors.pod.PodSpec.PodName;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Pods that have ended, one small file each. Safe for several threads. */
final class PodFiles {
  private static final String SUFFIX = ".json";
  private final Path root;

  PodFiles(Path root) {
    this.root = root;
  }

  void write(PodName pod, KubeObject object) {
    Path file = file(pod);
    try {
      Files.createDirectories(file.getParent());
      Path temporary = file.resolveSibling(file.getFileName() + ".new");
      Files.write(temporary, Json.bytes(object.tree()));
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot record pod " + pod, e);
    }
  }

  Optional<KubeObject> read(PodName pod) {
    return read(file(pod));
  }

  /**
   * Pods of a namespace, or of all when it is empty.
   *
   * @param prefix what their names begin with
   */
  List<KubeObject> list(String namespace, String prefix) {
    List<KubeObject> found = new ArrayList<>();
    List<Path> folders =
        namespace.isEmpty() ? children(root) : List.of(root.resolve(segment(namespace)));
    for (Path folder : folders) {
      for (Path file : children(folder)) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.endsWith(SUFFIX)) {
          read(file).ifPresent(found::add);
        }
      }
    }
    return found;
  }

  void delete(PodName pod) {
    try {
      Files.deleteIfExists(file(pod));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove pod " + pod, e);
    }
  }

  private Path file(PodName pod) {
    return root.resolve(segment(pod.namespace())).resolve(segment(pod.pod()) + SUFFIX);
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the pods in " + folder, e);
    }
  }

  private static Optional<KubeObject> read(Path file) {
    try {
      return Json.read(Files.readAllBytes(file)) instanceof ObjectNode tree
          ? Optional.of(KubeObject.of(tree))
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException | JacksonException e) {
      throw new IllegalStateException("cannot read the pod in " + file, e);
    }
  }

  private static String segment(String name) {
    if (name.isEmpty() || name.startsWith(".") || name.indexOf('/') >= 0) {
      throw new IllegalArgumentException("\"" + name + "\" cannot name a pod");
    }
    return name;
  }
}
