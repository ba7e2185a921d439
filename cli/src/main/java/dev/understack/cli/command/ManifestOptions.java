package dev.understack.cli.command;

import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.model.Fault;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.Position;
import dev.understack.model.RejectedManifestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
    List<Fault> faults = new ArrayList<>();
    List<Manifest> manifests = read(faults::add);
    if (!faults.isEmpty()) {
      throw new RejectedManifestException(faults);
    }
    return manifests;
  }

  /**
   * Reads everything named, in the same order, without the texts that have faults.
   *
   * @param faults hears of those
   * @throws RejectedManifestException when something that is named is not there
   */
  List<Manifest> read(Consumer<Fault> faults) {
    List<Manifest> manifests = new ArrayList<>();
    for (String file : files) {
      if (file.equals("-")) {
        collect(file, ManifestOptions::standardInput, manifests, faults);
      } else {
        for (Path path : filesBelow(Path.of(file))) {
          collect(path.toString(), () -> ManifestReader.read(path), manifests, faults);
        }
      }
    }
    for (Path folder : kustomizations) {
      manifests.addAll(KustomizeBuild.of(folder, faults));
    }
    return manifests;
  }

  private static List<Manifest> standardInput() {
    try {
      return ManifestReader.read(
          "standard input", new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      String source,
      Supplier<List<Manifest>> read,
      List<Manifest> manifests,
      Consumer<Fault> faults) {
    try {
      manifests.addAll(read.get());
    } catch (RejectedManifestException e) {
      e.faults().forEach(faults);
    } catch (UncheckedIOException e) {
      boolean missing = e.getCause() instanceof NoSuchFileException;
      String reason = missing ? "there is no such file" : "cannot be read: " + e.getCause();
      throw new RejectedManifestException(
          List.of(new Fault(source, Position.START, "", "", reason)));
    }
  }
}
