package dev.understack.model.workflow;

import dev.understack.model.Fields;

/** Which bad ends of a step do not fail its parent. */
public record ContinueOn(boolean error, boolean failed) {
  public static final ContinueOn NEVER = new ContinueOn(false, false);

  static ContinueOn read(Fields fields) {
    ContinueOn read = new ContinueOn(fields.bool("error", false), fields.bool("failed", false));
    fields.rejectUnknown();
    return read;
  }
}
