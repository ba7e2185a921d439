package dev.understack.cli.command;

import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.model.Manifest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lint}: all faults of manifests with their places, without a running system. */
@Command(name = "lint", description = "Check manifests; needs no running system.")
final class LintCommand implements Callable<Integer> {
  @Mixin ManifestOptions manifests = new ManifestOptions();

  @Parameters(arity = "0..*", paramLabel = "PATH", description = "Files, folders, kustomizations.")
  List<Path> paths = List.of();

  @Override
  public Integer call() {
    for (Path path : paths) {
      if (Files.isDirectory(path) && KustomizeBuild.isKustomization(path)) {
        manifests.kustomizations.add(path);
      } else {
        manifests.files.add(path.toString());
      }
    }
    if (manifests.isEmpty()) {
      throw new CommandFailedException("name files, folders or kustomizations to check", 2);
    }
    List<Manifest> all = manifests.read();
    ManifestLint lint = ManifestLint.check(all);
    lint.warnings().forEach(warning -> System.err.println("warning: " + warning));
    lint.faults().forEach(System.err::println);
    System.out.printf(
        "%d manifests checked: %d faults, %d warnings%n",
        all.size(), lint.faults().size(), lint.warnings().size());
    return lint.faults().isEmpty() ? 0 : 4;
  }
}
