package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ports, interfaces and routes of one storage machine; what exists is compared, not repeated. */
final class SvmNetwork {
  private static final Pattern NODE_NUMBER = Pattern.compile(".*?(\\d+)");
  private static final String PORTS = "network/ethernet/ports";
  private static final String INTERFACES = "network/ip/interfaces";
  private static final String ROUTES = "network/ip/routes";

  private final OperationRun run;
  private final OntapClient ontap;
  private final String svm;

  SvmNetwork(OperationRun run, ProjectSvm machine) {
    this.run = run;
    this.ontap = machine.ontap();
    this.svm = machine.name();
  }

  void configure(LogicalInterface wanted) {
    String node =
        homeNode(
            ontap.list("cluster/nodes", Map.of("fields", "name")).stream()
                .map(each -> each.path("name").asString(""))
                .toList(),
            wanted);
    String base = wanted.basePort(ontap.backend().nicSlotPrefix());
    String domain = broadcastDomain(node, base);
    JsonNode port = vlanPort(node, base, domain, wanted.vlan());
    writeInterface(wanted, domain, port.path("uuid").asString());
  }

  /** The node of the cluster whose name ends in the number of the interface's node. */
  static String homeNode(List<String> nodes, LogicalInterface wanted) {
    return nodes.stream()
        .filter(name -> number(name) == wanted.node())
        .findFirst()
        .orElseThrow(() ->
            new OperationFailedException(
                "HomeNodeNotFoundError: no cluster node has number " + wanted.node()));
  }

  private static int number(String name) {
    Matcher end = NODE_NUMBER.matcher(name);
    return end.matches() ? Integer.parseInt(end.group(1)) : -1;
  }

  private String broadcastDomain(String node, String port) {
    return ontap
        .find(PORTS, Map.of("name", port, "node.name", node, "fields", "broadcast_domain"))
        .flatMap(found -> Trees.text(found, "broadcast_domain", "name"))
        .orElseThrow(() ->
            new OperationFailedException(
                "port " + port + " of node " + node + " has no broadcast domain"));
  }

  private JsonNode vlanPort(String node, String base, String domain, int vlan) {
    Map<String, String> filter =
        Map.of("type", "vlan", "name", base + "-" + vlan, "node.name", node);
    return ontap
        .find(PORTS, filter)
        .orElseGet(() -> {
          ObjectNode body = Trees.object().put("type", "vlan").put("enabled", true);
          body.putObject("node").put("name", node);
          body.putObject("broadcast_domain")
              .put("name", domain)
              .putObject("ipspace")
              .put("name", "Default");
          ObjectNode tag = body.putObject("vlan").put("tag", vlan);
          tag.putObject("base_port").put("name", base).putObject("node").put("name", node);
          ontap.create(PORTS, body);
          return ontap.find(PORTS, filter).orElseGet(() -> Trees.object().put("uuid", "dry-run"));
        });
  }

  private void writeInterface(LogicalInterface wanted, String domain, String port) {
    ObjectNode ip =
        Trees.object()
            .put("address", wanted.address().address())
            .put("netmask", wanted.address().netmask());
    var existing =
        ontap.find(INTERFACES, Map.of("name", wanted.name(), "svm.name", svm, "fields", "uuid,ip"));
    if (existing.isPresent()) {
      String address = existing.get().path("ip").path("address").asString("");
      if (!address.equals(wanted.address().address())) {
        run.log().info("LIF " + wanted.name() + " gets address " + wanted.address().address());
        ObjectNode fields = Trees.object();
        fields.set("ip", ip);
        ontap.update(INTERFACES, existing.get().path("uuid").asString(), fields);
      }
      return;
    }
    run.log().info("Creating LIF " + wanted.name() + " for " + svm);
    ObjectNode body = Trees.object().put("name", wanted.name()).put("enabled", true);
    body.set("ip", ip);
    body.putObject("svm").put("name", svm);
    ObjectNode location = body.putObject("location").put("auto_revert", false);
    location.putObject("home_port").put("uuid", port);
    location.putObject("broadcast_domain").put("name", domain);
    body.putObject("service_policy").put("name", "default-data-nvme-tcp");
    ontap.create(INTERFACES, body);
  }

  /** One route per next hop. */
  void route(List<LogicalInterface> interfaces) {
    TreeSet<String> hops = new TreeSet<>();
    interfaces.forEach(each -> hops.add(each.nextHop().address()));
    for (String hop : hops) {
      Ipv4 destination = LogicalInterface.destination(Ipv4.of(hop));
      Map<String, String> filter =
          Map.of("svm.name", svm, "gateway", hop, "destination.address", destination.address());
      if (ontap.find(ROUTES, filter).isEmpty()) {
        ObjectNode body = Trees.object().put("gateway", hop);
        body.putObject("svm").put("name", svm);
        body.putObject("destination")
            .put("address", destination.address())
            .put("netmask", destination.netmask());
        ontap.create(ROUTES, body);
        run.log().info("Created route: " + destination.address() + "/17 via " + hop);
      }
    }
  }
}
