package dev.understack.model.events;

import dev.understack.model.Fields;

/** What to do about fields that Argo Events does not know: it ignores them without a word. */
public enum UnknownFields {
  /** Accept them, as Argo Events does. */
  IGNORE,
  /** Report each as a fault, with the nearest known name. */
  REJECT;

  /** Ends the reading of one object: {@code known} are fields that nobody had to read. */
  public void check(Fields fields, String... known) {
    fields.known(known);
    if (this == REJECT) {
      fields.rejectUnknown();
    }
  }
}
