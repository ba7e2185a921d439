package dev.understack.operations.baremetal;

import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.IronicClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** All interfaces of one node: ports, portgroups and the controller; others go. */
final class InterfaceSync {
  /** Ironic knows nothing of these, so people made them. */
  private static final Set<String> NOT_OURS = Set.of("virtual", "bridge");

  private final OperationRun run;
  private final NautobotClient nautobot;
  private final InterfaceWriter writer;

  InterfaceSync(OperationRun run, IronicClient ironic, NautobotClient nautobot) {
    this.run = run;
    this.nautobot = nautobot;
    this.writer = new InterfaceWriter(run, ironic, nautobot);
  }

  /** {@code isNew} says that the device was created just now, without interfaces. */
  void sync(NodeFacts node, boolean isNew) {
    List<WantedInterface> wanted = new ArrayList<>();
    Map<String, String> names = WantedInterface.namesByMac(node.inventory());
    node.portgroups().forEach(each -> wanted.add(WantedInterface.ofPortgroup(each)));
    node.ports().forEach(each -> wanted.add(WantedInterface.ofPort(each, names)));
    List<JsonNode> rows =
        isNew
            ? List.of()
            : nautobot.list(NautobotEndpoint.INTERFACES, Map.of("device_id", node.uuid()));
    wanted.forEach(each -> writer.write(each, with(rows, "id", each.id())));
    String bmc = BmcInterface.nameFor(node.manufacturer());
    Set<String> keep = wanted.stream().map(WantedInterface::id).collect(Collectors.toSet());
    new BmcInterface(run, nautobot)
        .sync(node.uuid(), node.inventory(), bmc, name -> with(rows, "name", name))
        .ifPresent(keep::add);
    removeOthers(rows, keep, bmc);
    run.log()
        .info("Synced " + wanted.size() + " interfaces for node " + node.uuid() + " to Nautobot");
  }

  private static Optional<JsonNode> with(List<JsonNode> rows, String field, String value) {
    return rows.stream().filter(row -> row.path(field).asString("").equals(value)).findFirst();
  }

  void removeOthers(List<JsonNode> rows, Set<String> keep, String bmc) {
    for (JsonNode row : rows) {
      Optional<String> type = Trees.reference(row, "type", "value");
      boolean kept =
          keep.contains(row.path("id").asString())
              || row.path("name").asString("").equals(bmc)
              || row.path("mgmt_only").asBoolean(false)
              || type.filter(NOT_OURS::contains).isPresent();
      if (!kept) {
        remove(row);
      }
    }
  }

  private void remove(JsonNode row) {
    try {
      writer.remove(row);
    } catch (RequestFailedException e) {
      if (e.isTemporary()) {
        throw e;
      }
      run.log()
          .warn("stale interface " + row.path("name").asString() + " stays: " + e.getMessage());
    }
  }
}
