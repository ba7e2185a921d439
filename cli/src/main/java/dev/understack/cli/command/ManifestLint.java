package dev.understack.cli.command;

import dev.understack.model.Fault;
import dev.understack.model.Manifest;
import dev.understack.model.ResourceTypes;
import dev.understack.model.events.UnknownFields;
import dev.understack.sensors.lint.LintReport;
import dev.understack.sensors.lint.SensorLint;
import dev.understack.sources.SourceLint;
import dev.understack.workflows.lint.TemplateSource;
import dev.understack.workflows.lint.WorkflowLint;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is wrong with manifests that can be read.
 *
 * @param faults what does not work or is ignored, by place
 * @param warnings what works, but hardly as meant
 */
record ManifestLint(List<Fault> faults, List<Fault> warnings) {

  static ManifestLint check(List<Manifest> manifests) {
    LintReport sensors = SensorLint.check(manifests, UnknownFields.REJECT);
    List<Fault> faults = new ArrayList<>(sensors.faults());
    TemplateSource templates = new GivenTemplates(manifests);
    for (Manifest manifest : manifests) {
      if (WorkflowLint.knows(manifest.object())) {
        faults.addAll(WorkflowLint.lint(manifest, templates));
      } else if (manifest.object().kind().equals("EventSource")) {
        faults.addAll(SourceLint.check(manifest, UnknownFields.REJECT));
      } else if (ResourceTypes.of(manifest.object()).isEmpty()) {
        faults.add(unknownKind(manifest));
      }
    }
    faults.sort(
        Comparator.comparing(Fault::source)
            .thenComparingInt(fault -> fault.position().line())
            .thenComparingInt(fault -> fault.position().column()));
    return new ManifestLint(faults, sensors.warnings());
  }

  /** Fields that nobody knows: the object is taken without them. */
  List<Fault> ignored() {
    return faults.stream().filter(fault -> fault.message().startsWith("unknown field")).toList();
  }

  private static Fault unknownKind(Manifest manifest) {
    return new Fault(
        manifest.source(),
        manifest.position("kind"),
        manifest.object().describe(),
        "kind",
        "no kind \"" + manifest.object().kind() + "\" in " + manifest.object().apiVersion());
  }
}
