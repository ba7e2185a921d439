package dev.understack.store;

import dev.understack.model.ObjectKey;

/** A write to an object that is not in the state that the writer took for granted. */
public final class ObjectConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Found found;

  public ObjectConflictException(ObjectKey key, Found found) {
    super(key + " " + found.words);
    this.found = found;
  }

  public Found found() {
    return found;
  }

  /** What was found instead. */
  public enum Found {
    EXISTING("exists already"),
    NOTHING("does not exist"),
    OTHER_VERSION("was changed in the meantime");

    private final String words;

    Found(String words) {
      this.words = words;
    }
  }
}
