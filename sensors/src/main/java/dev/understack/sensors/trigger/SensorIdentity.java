package dev.understack.sensors.trigger;

import dev.understack.cluster.Identity;
import java.util.Map;

/**
 * Which sensor acts, and as whom.
 *
 * @param serviceAccount name of the service account in the sensor's namespace
 * @param annotations of the sensor object
 */
public record SensorIdentity(
    String namespace, String name, String serviceAccount, Map<String, String> annotations) {
  private static final String ORDERED = "understack.dev/ordered";

  public SensorIdentity {
    annotations = Map.copyOf(annotations);
  }

  /** {@code namespace/name}. */
  public String key() {
    return namespace + "/" + name;
  }

  /** Whom its triggers act as. */
  public Identity account() {
    return Identity.serviceAccount(namespace, serviceAccount);
  }

  /** Whether its actions run one after the other, in the order of the events. */
  public boolean ordered() {
    return annotations.getOrDefault(ORDERED, "").equals("true");
  }
}
