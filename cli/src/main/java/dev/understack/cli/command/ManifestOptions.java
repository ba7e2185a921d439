package dev.understack.cli.command;

import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.RejectedManifestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Options that name manifests: {@code -f} for files, folders and standard input, {@code -k}. */
public final class ManifestOptions {
  @Option(
      names = {"-f", "--filename"},
      paramLabel = "PATH",
      description = "A file, a folder of *.yaml, *.yml and *.json files, or - for standard input.")
  List<String> files = new ArrayList<>();

  @Option(
      names = {"-R", "--recursive"},
      description = "Read the folders inside a folder given with -f as well.")
  boolean recursive;

  @Option(
      names = {"-k", "--kustomize"},
      paramLabel = "FOLDER",
      description = "A folder with a kustomization.yaml.")
  List<Path> kustomizations = new ArrayList<>();

  boolean isEmpty() {
    return files.isEmpty() && kustomizations.isEmpty();
  }

  /**
   * Reads everything named, in the order given, kustomizations last.
   *
   * @throws RejectedManifestException with the faults of all texts together
   */
  List<Manifest> read() {
    List<Manifest> manifests = new ArrayList<>();
    var faults = new ArrayList<dev.understack.model.Fault>();
    for (String file : files) {
      collect(() -> readPath(file), manifests, faults);
    }
    for (Path folder : kustomizations) {
      collect(() -> KustomizeBuild.of(folder), manifests, faults);
    }
    if (!faults.isEmpty()) {
      throw new RejectedManifestException(faults);
    }
    return manifests;
  }

  private List<Manifest> readPath(String path) {
    if (path.equals("-")) {
      try {
        return ManifestReader.read(
            "standard input", new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    List<Manifest> manifests = new ArrayList<>();
    var faults = new ArrayList<dev.understack.model.Fault>();
    for (Path file : filesBelow(Path.of(path))) {
      collect(() -> ManifestReader.read(file), manifests, faults);
    }
    if (!faults.isEmpty()) {
      throw new RejectedManifestException(faults);
    }
    return manifests;
  }

  private List<Path> filesBelow(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> tree = Files.walk(path, recursive ? Integer.MAX_VALUE : 1)) {
      return tree.filter(Files::isRegularFile)
          .filter(ManifestOptions::isManifest)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isManifest(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"))
        && !name.startsWith("kustomization.");
  }

  private static void collect(
      java.util.function.Supplier<List<Manifest>> read,
      List<Manifest> manifests,
      List<dev.understack.model.Fault> faults) {
    try {
      manifests.addAll(read.get());
    } catch (RejectedManifestException e) {
      faults.addAll(e.faults());
    } catch (UncheckedIOException e) {
      String reason =
          e.getCause() instanceof NoSuchFileException missing
              ? missing.getFile() + " does not exist"
              : String.valueOf(e.getCause());
      faults.add(
          new dev.understack.model.Fault(
              reason, dev.understack.model.Position.START, "", "", "cannot be read"));
    }
  }
}
