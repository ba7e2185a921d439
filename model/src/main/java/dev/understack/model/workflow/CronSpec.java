package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The spec of a CronWorkflow.
 *
 * @param schedules cron expressions; one in the older singular field counts too
 * @param timezone IANA zone; empty for the machine's
 * @param suspend whether nothing is started
 * @param concurrencyPolicy {@code Allow}, {@code Forbid}, {@code Replace} or empty for Allow
 * @param startingDeadlineSeconds how late a missed run may start; null when missed runs are dropped
 * @param successfulJobsHistoryLimit how many succeeded children are kept
 * @param failedJobsHistoryLimit how many failed children are kept
 * @param when condition of a run; may be empty
 * @param stopExpression ends the schedule for good when true; may be empty
 * @param workflowSpec the spec of the children
 * @param workflowMetadata labels, annotations and finalizers of the children; may be empty
 */
public record CronSpec(
    List<String> schedules,
    String timezone,
    boolean suspend,
    String concurrencyPolicy,
    @Nullable Long startingDeadlineSeconds,
    long successfulJobsHistoryLimit,
    long failedJobsHistoryLimit,
    String when,
    String stopExpression,
    WorkflowSpec workflowSpec,
    ObjectNode workflowMetadata) {

  /** Reads a spec; faults are noted, unknown fields too. */
  public static CronSpec read(Fields fields) {
    List<String> schedules = new ArrayList<>(fields.texts("schedules"));
    if (!fields.text("schedule").isEmpty()) {
      schedules.add(fields.text("schedule"));
    }
    Fields stop = fields.objectOrEmpty("stopStrategy");
    CronSpec cron =
        new CronSpec(
            List.copyOf(schedules),
            fields.text("timezone"),
            fields.bool("suspend", false),
            fields.text("concurrencyPolicy"),
            fields.has("startingDeadlineSeconds")
                ? fields.integer("startingDeadlineSeconds", 0)
                : null,
            fields.integer("successfulJobsHistoryLimit", 3),
            fields.integer("failedJobsHistoryLimit", 1),
            fields.text("when"),
            stop.text("expression", stop.text("condition")),
            WorkflowSpec.read(fields.objectOrEmpty("workflowSpec")),
            fields.objectOrEmpty("workflowMetadata").tree());
    stop.rejectUnknown();
    fields.rejectUnknown();
    return cron;
  }
}
