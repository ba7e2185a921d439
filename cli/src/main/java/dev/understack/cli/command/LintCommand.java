package dev.understack.cli.command;

import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.model.Fault;
import dev.understack.model.Manifest;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.lint.LintReport;
import dev.understack.sensors.lint.SensorLint;
import dev.understack.workflows.lint.TemplateSource;
import dev.understack.workflows.lint.WorkflowLint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
    List<Fault> faults = new ArrayList<>();
    LintReport sensors = SensorLint.check(all, UnknownFields.REJECT);
    faults.addAll(sensors.faults());
    TemplateSource templates = new GivenTemplates(all);
    for (Manifest manifest : all) {
      if (WorkflowLint.knows(manifest.object())) {
        faults.addAll(WorkflowLint.lint(manifest, templates));
      } else if (ResourceTypes.of(manifest.object()).isEmpty()) {
        faults.add(
            new Fault(
                manifest.source(),
                manifest.position("kind"),
                manifest.object().describe(),
                "kind",
                "no kind \""
                    + manifest.object().kind()
                    + "\" in "
                    + manifest.object().apiVersion()));
      }
    }
    sensors.warnings().forEach(warning -> System.err.println("warning: " + warning));
    faults.stream()
        .sorted(
            Comparator.comparing(Fault::source)
                .thenComparingInt(fault -> fault.position().line())
                .thenComparingInt(fault -> fault.position().column()))
        .forEach(System.err::println);
    System.out.printf(
        "%d manifests checked: %d faults, %d warnings%n",
        all.size(), faults.size(), sensors.warnings().size());
    return faults.isEmpty() ? 0 : 4;
  }
}
