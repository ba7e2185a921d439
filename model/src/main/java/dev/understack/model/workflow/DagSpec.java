package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.List;

/**
 * Tasks with dependencies.
 *
 * @param tasks the tasks as written
 * @param target names of the tasks to reach, separated by spaces; empty for all
 * @param failFast whether the first failed target decides
 */
public record DagSpec(List<StepSpec> tasks, String target, boolean failFast) {

  static DagSpec read(Fields fields) {
    DagSpec dag =
        new DagSpec(
            fields.list("tasks", StepSpec::readTask),
            fields.text("target"),
            fields.bool("failFast", true));
    fields.rejectUnknown();
    return dag;
  }
}
