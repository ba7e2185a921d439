package dev.understack.operations.vectors;

import static java.util.Map.entry;

import dev.understack.operations.baremetal.DeviceVectors;
import dev.understack.operations.baremetal.InterfaceVectors;
import dev.understack.operations.baremetal.PortVectors;
import dev.understack.operations.baremetal.ProvisionVectors;
import dev.understack.operations.bmc.BmcVectors;
import dev.understack.operations.dispatch.DispatchVectors;
import dev.understack.operations.enroll.NetdevVectors;
import dev.understack.operations.enroll.ServerVectors;
import dev.understack.operations.keystone.KeystoneVectors;
import dev.understack.operations.netapp.NetappVectors;
import dev.understack.operations.netapp.StorageVectors;
import dev.understack.operations.network.NetworkVectors;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who runs the vectors of which operation. */
final class Runners {
  /** {@code SensorVectorsTest} of the module acceptance plays these to the sensors. */
  static final Set<String> ELSEWHERE = Set.of("sensor");

  private static final Map<String, VectorRunner> RUNNERS =
      Map.ofEntries(
          entry("bios-settings", BmcVectors::bios),
          entry("bmc-credentials", BmcVectors::credentials),
          entry("bmc-password", BmcVectors::password),
          entry("chassis-info", BmcVectors::chassis),
          entry("cinder-volume-type", StorageVectors::volumeType),
          entry("device-delete", DeviceVectors::delete),
          entry("device-sync", DeviceVectors::sync),
          entry("disk", ServerVectors::disk),
          entry("enroll-fw", NetdevVectors::firewall),
          entry("enroll-netdev", NetdevVectors::netdev),
          entry("enroll-server", ServerVectors::server),
          entry("envelope", DispatchVectors::envelope),
          entry("interface-sync", InterfaceVectors::sync),
          entry("ironic-port", PortVectors::port),
          entry("ironic-portgroup", PortVectors::portgroup),
          entry("ironic-provision-end", ProvisionVectors::end),
          entry("keystone-project-handler", StorageVectors::project),
          entry("lldp", BmcVectors::neighbours),
          entry("nautobot-webhook", DispatchVectors::signature),
          entry("netapp-aggregate", NetappVectors::aggregate),
          entry("netapp-cleanup-project", NetappVectors::cleanup),
          entry("netapp-config", NetappVectors::config),
          entry("netapp-configure-interfaces", NetappVectors::interfaces),
          entry("netapp-lif", NetappVectors::home),
          entry("netapp-svm", NetappVectors::create),
          entry("netapp-volume", NetappVectors::names),
          entry("neutron-network", NetworkVectors::event),
          entry("neutron-subnet", NetworkVectors::event),
          entry("openstack-oslo-event", DispatchVectors::dispatcher),
          entry("options", DispatchVectors::options),
          entry("provision-state-map", ProvisionVectors::state),
          entry("raid-config", ServerVectors::raid),
          entry("resync-ironic", DeviceVectors::resync),
          entry("resync-keystone", KeystoneVectors::resync),
          entry("sync-keystone", KeystoneVectors::sync),
          entry("sync-network-segment-range", NetworkVectors::range),
          entry("undersync-switch", NetworkVectors::undersync));

  private Runners() {}

  static Optional<VectorRunner> of(String operation) {
    return Optional.ofNullable(RUNNERS.get(operation));
  }
}
