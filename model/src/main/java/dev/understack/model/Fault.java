package dev.understack.model;

/**
 * One thing that is wrong in a manifest.
 *
 * @param source file name or other origin of the text
 * @param position where in that text
 * @param object what the fault is in, for example {@code sensor openstack/keystone}; empty when the
 *     text could not be read that far
 * @param path JSON path inside the object, for example {@code spec.triggers[0].template.name};
 *     empty for the whole object
 * @param message a whole sentence without a full stop: what was expected and what was found
 */
public record Fault(String source, Position position, String object, String path, String message) {

  /** The place inside the object, and the message. */
  public String inObject() {
    return path.isEmpty() ? message : path + ": " + message;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(source).append(':').append(position).append(": ");
    if (!object.isEmpty()) {
      text.append(object).append(": ");
    }
    return text.append(inObject()).toString();
  }
}
