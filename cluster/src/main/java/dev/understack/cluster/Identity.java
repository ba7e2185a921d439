package dev.understack.cluster;

import java.util.List;

/**
 * Who makes a request.
 *
 * @param user for example {@code system:serviceaccount:openstack:sensor-submit-workflow}
 * @param groups for example {@code system:serviceaccounts:openstack}; {@code system:masters} may do
 *     everything
 */
public record Identity(String user, List<String> groups) {
  /** Our own controllers. */
  public static final Identity SYSTEM =
      new Identity("system:understack", List.of("system:masters"));

  public Identity {
    groups = List.copyOf(groups);
  }

  /** A service account with the groups that Kubernetes gives it. */
  public static Identity serviceAccount(String namespace, String name) {
    return new Identity(
        "system:serviceaccount:" + namespace + ":" + name,
        List.of(
            "system:serviceaccounts",
            "system:serviceaccounts:" + namespace,
            "system:authenticated"));
  }
}
