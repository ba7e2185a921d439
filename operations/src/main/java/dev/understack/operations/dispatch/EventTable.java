package dev.understack.operations.dispatch;

import dev.understack.operations.baremetal.NodeHandlers;
import dev.understack.operations.baremetal.PortHandlers;
import dev.understack.operations.baremetal.ProvisionEnd;
import dev.understack.operations.netapp.ProjectStorage;
import dev.understack.operations.netapp.VolumeTypeStorage;
import dev.understack.operations.network.NetworkHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which handlers an event type has, in the order in which they run. */
final class EventTable {

  /** A handler with its name in the log. */
  record Named(String name, EventHandler handler) {}

  private static final Named PORT = new Named("ironic_port.sync", PortHandlers::port);
  private static final Named PORTGROUP =
      new Named("ironic_portgroup.sync", PortHandlers::portgroup);
  private static final Named NODE = new Named("nautobot_device_sync", NodeHandlers::sync);
  private static final Named NODE_DELETED =
      new Named("nautobot_device_delete", NodeHandlers::deleted);
  private static final Named PROVISION_END =
      new Named("ironic_node.provision_end", ProvisionEnd::handle);

  private static final Named NETWORK = new Named("neutron_network.sync", NetworkHandlers::network);
  private static final Named SUBNET = new Named("neutron_subnet.sync", NetworkHandlers::subnet);

  private static final Named PROJECT_CREATED =
      new Named("keystone_project.created", ProjectStorage::created);
  private static final Named PROJECT_UPDATED =
      new Named("keystone_project.updated", ProjectStorage::updated);
  private static final Named PROJECT_DELETED =
      new Named("keystone_project.deleted", ProjectStorage::deleted);
  private static final Named ACCESS_ADDED =
      new Named("cinder_volume_type.access_added", VolumeTypeStorage::added);
  private static final Named ACCESS_REMOVED =
      new Named("cinder_volume_type.access_removed", VolumeTypeStorage::removed);

  static final Set<String> TYPES =
      new TreeSet<>(
          List.of(
              "baremetal.port.create.end",
              "baremetal.port.update.end",
              "baremetal.port.delete.end",
              "baremetal.portgroup.create.end",
              "baremetal.portgroup.update.end",
              "baremetal.portgroup.delete.end",
              "baremetal.node.update.end",
              "baremetal.node.delete.end",
              "baremetal.node.provision_set.end",
              "baremetal.node.provision_set.error",
              "baremetal.node.provision_set.start",
              "baremetal.node.provision_set.success",
              "identity.project.created",
              "identity.project.deleted",
              "identity.project.updated",
              "volume_type_project.access.add",
              "volume_type_project.access.remove",
              "network.create.end",
              "network.update.end",
              "network.delete.end",
              "subnet.create.end",
              "subnet.update.end",
              "subnet.delete.end"));

  private EventTable() {}

  /** None for a type that nobody handles. */
  static List<Named> handlers(String eventType) {
    return switch (eventType) {
      case "baremetal.port.create.end", "baremetal.port.update.end", "baremetal.port.delete.end" ->
          List.of(PORT);
      case "baremetal.portgroup.create.end",
          "baremetal.portgroup.update.end",
          "baremetal.portgroup.delete.end" ->
          List.of(PORTGROUP);
      case "baremetal.node.update.end",
          "baremetal.node.provision_set.error",
          "baremetal.node.provision_set.start",
          "baremetal.node.provision_set.success" ->
          List.of(NODE);
      case "baremetal.node.delete.end" -> List.of(NODE_DELETED);
      case "baremetal.node.provision_set.end" -> List.of(PROVISION_END, NODE);
      case "network.create.end", "network.update.end", "network.delete.end" -> List.of(NETWORK);
      case "subnet.create.end", "subnet.update.end", "subnet.delete.end" -> List.of(SUBNET);
      case "identity.project.created" -> List.of(PROJECT_CREATED);
      case "identity.project.updated" -> List.of(PROJECT_UPDATED);
      case "identity.project.deleted" -> List.of(PROJECT_DELETED);
      case "volume_type_project.access.add" -> List.of(ACCESS_ADDED);
      case "volume_type_project.access.remove" -> List.of(ACCESS_REMOVED);
      default -> List.of();
    };
  }
}
