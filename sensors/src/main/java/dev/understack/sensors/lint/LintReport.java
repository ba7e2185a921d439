package dev.understack.sensors.lint;

import dev.understack.model.Fault;
import java.util.List;

/**
 * What is wrong in manifests.
 *
 * @param faults what Argo Events would refuse, or what can never work
 * @param warnings what is allowed but surprising
 */
public record LintReport(List<Fault> faults, List<Fault> warnings) {
  public LintReport {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }
}
