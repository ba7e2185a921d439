package dev.understack.operations.openstack;

import java.util.List;

/** The OpenStack services that operations talk to. */
public enum CloudService {
  IDENTITY("keystone"),
  NETWORK("neutron"),
  COMPUTE("nova"),
  BAREMETAL("ironic"),
  BLOCK_STORAGE("cinder");

  private final String system;

  CloudService(String system) {
    this.system = system;
  }

  /** Its name in change reports. */
  public String system() {
    return system;
  }

  /** The types it goes by in the catalogue, the usual one first. */
  List<String> types() {
    return switch (this) {
      case IDENTITY -> List.of("identity");
      case NETWORK -> List.of("network");
      case COMPUTE -> List.of("compute");
      case BAREMETAL -> List.of("baremetal");
      case BLOCK_STORAGE -> List.of("block-storage", "volumev3", "volume", "block-store");
    };
  }
}
