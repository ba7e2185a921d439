package dev.understack.workflows.core;

import dev.understack.model.workflow.StepSpec;

/**
 * A step, or one item of a looped step, that is about to happen.
 *
 * @param nodeName name of its node
 * @param step the step, resolved as far as it runs
 * @param outcome what its condition says
 * @param message why it does not run; empty when it runs
 */
record PlannedStep(String nodeName, StepSpec step, Outcome outcome, String message) {

  /** What becomes of it. */
  enum Outcome {
    RUN,
    SKIP,
    ERROR
  }
}
