package dev.understack.workflows.cron;

import dev.understack.model.workflow.CronSpec;
import dev.understack.workflows.core.CallException;
import java.util.Set;

/** Rules for the schedule of a cron workflow. */
public final class CronRules {
  private static final Set<String> POLICIES = Set.of("", "Allow", "Forbid", "Replace");

  private CronRules() {}

  /**
   * Checks everything but the workflow inside.
   *
   * @throws CallException with the first fault, as Argo words it
   */
  public static void check(CronSpec cron) {
    CronTimes.check(cron);
    if (!POLICIES.contains(cron.concurrencyPolicy())) {
      throw new CallException(
          "'" + cron.concurrencyPolicy() + "' is not a valid concurrencyPolicy");
    }
    Long deadline = cron.startingDeadlineSeconds();
    if (deadline != null && deadline < 0) {
      throw new CallException("startingDeadlineSeconds must be positive");
    }
  }
}
