package dev.understack.operations.openstack;

import dev.understack.operations.OperationRun;
import java.util.Optional;

/**
 * The services of one cloud for one run. Settings are read when it is made; Keystone is asked for a
 * token only when a service is used.
 */
public final class OpenStack {
  private final Cloud cloud;
  private final OperationRun run;

  private OpenStack(OperationRun run, Cloud cloud) {
    this.run = run;
    this.cloud = cloud;
  }

  /** Throws {@link dev.understack.operations.OperationFailedException} for unusable settings. */
  public static OpenStack open(OperationRun run, Optional<String> cloudName) {
    return new OpenStack(run, Cloud.open(run, cloudName));
  }

  public KeystoneClient keystone() {
    return new KeystoneClient(cloud);
  }

  public IronicClient ironic() {
    return new IronicClient(run, cloud);
  }

  public NeutronClient neutron() {
    return new NeutronClient(cloud);
  }

  public NovaClient nova() {
    return new NovaClient(cloud);
  }

  public CinderClient cinder() {
    return new CinderClient(cloud);
  }

  public Cloud cloud() {
    return cloud;
  }
}
