package dev.understack.sensors.filter;

/**
 * What one filter made of an event.
 *
 * @param filter what was compared, for example {@code data body.event_type = created}
 * @param found the value in the event, shortened; hidden when it looks secret
 * @param passed whether it lets the event pass
 * @param error why it could not say; empty when it could
 */
public record FilterCheck(String filter, String found, boolean passed, String error) {

  static FilterCheck of(String filter, String found, boolean passed) {
    return new FilterCheck(filter, found, passed, "");
  }

  static FilterCheck failed(String filter, String error) {
    return new FilterCheck(filter, "", false, error);
  }

  boolean isError() {
    return !error.isEmpty();
  }
}
