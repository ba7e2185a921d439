package dev.understack.executors.pod;

import dev.understack.model.ObjectKey;

/** A pod needs an object or a key that is not there yet. */
public final class MissingReferenceException extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient ObjectKey object;

  /**
   * @param message as the kubelet words it
   * @param object the object that has to appear or to change
   */
  public MissingReferenceException(String message, ObjectKey object) {
    super(message);
    this.object = object;
  }

  public ObjectKey object() {
    return object;
  }
}
