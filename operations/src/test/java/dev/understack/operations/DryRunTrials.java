package dev.understack.operations;

import static dev.understack.operations.SiteFixture.NODE;
import static dev.understack.operations.SiteFixture.PORT;

import dev.understack.standins.netapp.OntapStandIn;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What each operation is asked to do in a dry run, on which site. */
final class DryRunTrials {
  private static final String PROJECT = "148f2f86b96440a1ba0934f837b2c77b";
  private static final String VOLUME_TYPE = "9a479ec0-c29b-4d37-bf9e-9957214a33ae";
  private static final String NETWORK = "5dddb3dc-b6d6-4247-a02e-8089c4374290";
  private static final String SUBNET = "eb9edeef-cc57-45ca-9caf-42be046822ff";
  private static final String DEVICE = "22222222-2222-4222-8222-222222222222";
  private static final String CONTROLLER = "10.46.96.156";
  private static final String EVENT = "/tmp/event.json";
  private static final String ALERTS = "/tmp/alerts.json";

  private DryRunTrials() {}

  /**
   * One run.
   *
   * @param prints what it says that it would do; empty when there is nothing to change
   */
  record Trial(
      String operation, String prints, Consumer<SiteFixture> preparation, List<String> arguments) {

    Trial after(Consumer<SiteFixture> first) {
      return new Trial(operation, prints, preparation.andThen(first), arguments);
    }

    @Override
    public String toString() {
      return operation + " " + prints;
    }
  }

  static Stream<Trial> all() {
    return Stream.of(events(), nodes(), enrolments(), outOfBand(), others()).flatMap(List::stream);
  }

  private static List<Trial> events() {
    return List.of(
        event("POST .*/api/dcim/devices/", "baremetal.node.update.end", ironic(NODE)),
        event("POST .*/api/dcim/cables/", "baremetal.node.update.end", ironic(NODE)),
        event("POST .*/api/dcim/interfaces/", "baremetal.port.create.end", ironic(PORT)),
        event(
            "POST .*/ucvnis/",
            "network.create.end",
            "{\"network\": {\"id\": \"" + NETWORK + "\"}}"),
        event(
            "POST .*/api/ipam/prefixes/",
            "subnet.create.end",
            "{\"subnet\": {\"id\": \"" + SUBNET + "\"}}"),
        event(
            "POST .*/storage/volumes",
            "volume_type_project.access.add",
            "{\"project_id\": \"%s\", \"volume_type_id\": \"%s\"}".formatted(PROJECT, VOLUME_TYPE)),
        event(
            "DELETE .*/svm/svms/",
            "identity.project.updated",
            "{\"target\": {\"id\": \"" + PROJECT + "\"}}"));
  }

  private static List<Trial> nodes() {
    return List.of(
        trial("inspect-server", "PUT .*/states/provision", "--node", NODE)
            .after(node("{\"provision_state\": \"available\"}")),
        trial("server-firmware-update", "PUT .*/states/provision", "--node", NODE)
            .after(
                node(
                    "{\"provision_state\": \"available\","
                        + " \"traits\": [\"CUSTOM_FIRMWARE_UPDATE_1\"]}"))
            .after(site ->
                site.ironic.seed(
                    "runbooks", "{\"uuid\": \"rb-1\", \"name\": \"CUSTOM_FIRMWARE_UPDATE_1\"}")),
        trial("reclean-server", "PUT .*/states/provision", "--node", NODE)
            .after(node("{\"provision_state\": \"clean failed\"}")),
        trial(
            "openstack",
            "PATCH .*/v1/nodes/",
            "baremetal",
            "node",
            "set",
            NODE,
            "--resource-class",
            "gp2.small"),
        trial("neutron-agent-down", "DELETE .*/v2.0/agents/agent-gone", "--file", ALERTS)
            .after(site ->
                site.run.files.put(
                    ALERTS,
                    """
                    {"alerts": [{"status": "firing", "labels": {"alertname": "NeutronAgentDown",
                      "id": "agent-gone", "hostname": "00000000-0000-4000-8000-000000000000"}}]}
                    """)));
  }

  private static List<Trial> enrolments() {
    String ports =
        "[{\"label\": \"a\", \"mac\": \"00:11:22:33:44:99\", \"switch\": \"s\", \"intf\": \"e\"}]";
    return List.of(
        trial(
            "enroll-netdev",
            "POST .*/v1/ports",
            "--name",
            "leaf01",
            "--physical-network",
            "f20-1",
            "--ports",
            ports),
        trial(
            "enroll-fw",
            "POST .*/v1/nodes",
            "--name",
            "fw01",
            "--physical-network",
            "f20-1",
            "--resource-class",
            "pa1410",
            "--mate-serial",
            "S2",
            "--ports",
            ports),
        trial("enroll-server", "PUT .*/states/provision", "--ip-address", CONTROLLER));
  }

  private static List<Trial> outOfBand() {
    Consumer<SiteFixture> nodeOfDevice =
        site ->
            site.ironic.seed(
                "nodes", "{\"uuid\": \"" + DEVICE + "\", \"provision_state\": \"enroll\"}");
    return List.of(
        outOfBand("sync-interfaces-to-nautobot", "POST .*/api/dcim/interfaces/"),
        outOfBand("sync-server-to-ironic", "POST .*/v1/nodes"),
        outOfBand("sync-server-to-ironic", "PATCH .*/v1/nodes/").after(nodeOfDevice),
        outOfBand("sync-interfaces-to-ironic", "POST .*/v1/ports")
            .after(nodeOfDevice)
            .after(site ->
                site.nautobot.seed(
                    "dcim/interfaces",
                    """
                    {"name": "NIC.1", "status": "Active", "type": "25gbase-x-sfp28", "device": "%s",
                     "mac_address": "00:11:22:33:44:66"}
                    """
                        .formatted(DEVICE))));
  }

  private static List<Trial> others() {
    return List.of(
        trial("resync-keystone-nautobot", "POST .*/api/tenancy/tenants/"),
        trial("resync-neutron-nautobot", "POST .*/api/ipam/namespaces/"),
        trial("resync-ironic-nautobot", "POST .*/api/dcim/devices/"),
        trial("resync-result", "", "keystone=Succeeded", "neutron=Succeeded", "ironic=Succeeded"),
        trial("sync-keystone", "POST .*/api/tenancy/tenants/", "identity.project.created", PROJECT),
        trial(
            "sync-network-segment-range",
            "PATCH .*/ucvni-groups/",
            "network_segment_range.create.end",
            "FOO",
            "vxlan",
            "33333333-3333-4333-8333-333333333333",
            "1",
            "2"),
        trial(
            "sync-provision-state",
            "PATCH .*/api/dcim/devices/",
            "--device-id",
            DEVICE,
            "--provision-state",
            "active"),
        trial(
                "keystone-automation-user",
                "POST .*/v3/users",
                "upsert",
                "--secret",
                "robot",
                "--roles",
                "infra-read.tenant-admin")
            .after(site -> site.run.files.put("/tmp/user-create/password", "robot-password")),
        trial("keystone-automation-user", "DELETE .*/v3/users/", "delete", "--secret", "old-robot"),
        trial("netapp-create-svm", "", "--project-id", PROJECT),
        trial(
            "netapp-create-svm",
            "POST .*/svm/svms",
            "--project-id",
            "99999999b96440a1ba0934f837b2c77b"),
        trial(
            "netapp-configure-interfaces",
            "POST .*/network/ip/interfaces",
            "--project-id",
            PROJECT),
        trial("undersync-switch", "POST .*/vlan-group/f20-1/sync", "--physical-network", "f20-1"),
        trial("bmc-password", "", CONTROLLER),
        trial("bmc-kube-password", "", CONTROLLER));
  }

  private static Trial trial(String operation, String prints, String... arguments) {
    return new Trial(operation, prints, _ -> {}, List.of(arguments));
  }

  private static Trial outOfBand(String operation, String prints) {
    return trial(operation, prints, "--device-id", DEVICE, "--ip-address", CONTROLLER);
  }

  private static Trial event(String prints, String type, String payload) {
    return trial("openstack-oslo-event", prints, "--file", EVENT)
        .after(site ->
            site.run.files.put(
                EVENT, "{\"event_type\": \"" + type + "\", \"payload\": " + payload + "}"));
  }

  private static String ironic(String uuid) {
    return "{\"ironic_object.data\": {\"uuid\": \"%s\", \"node_uuid\": \"%s\"}}"
        .formatted(uuid, NODE);
  }

  private static Consumer<SiteFixture> node(String fields) {
    return site -> site.ironic.change("nodes", NODE, fields);
  }

  static void seedKeystone(SiteFixture site) {
    site.keystone.seedProject(
        JsonMapper.shared()
            .readTree(
                "{\"id\": \"" + PROJECT + "\", \"name\": \"web\", \"domain_id\": \"default\"}"));
    site.keystone.createDomain("service");
    site.keystone.createProject("baremetal", site.keystone.createDomain("infra"), "");
    site.run.files.put("/tmp/user-create/password", "robot-password");
    site.run.run("keystone-automation-user", "upsert", "--secret", "old-robot");
    site.run.files.remove("/tmp/user-create/password");
    site.nova.seedVolumeType(VOLUME_TYPE, "{\"extra_specs\": {}}");
  }

  static void seedNautobot(SiteFixture site) {
    site.ironic.change("nodes", NODE, "{\"name\": \"server-1\", \"driver\": \"idrac\"}");
    site.nautobot.seed(
        "plugins/undercloud-vni/ucvni-groups", "{\"name\": \"FOO\", \"range\": \"\"}");
    site.nautobot.seed(
        "dcim/devices",
        """
        {"id": "%s", "name": "oob", "status": "Planned", "role": {"name": "server"},
         "location": {"name": "site"},
         "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
        """
            .formatted(DEVICE));
    site.nautobot.seedVirtualMachine(
        """
        {"name": "os-%s", "interfaces": [{"name": "N2-lif-B",
          "ip_addresses": [{"address": "100.127.0.19/29"}], "tagged_vlans": [{"vid": 100}]}]}
        """
            .formatted(PROJECT));
  }

  static void seedNeutron(SiteFixture site) {
    site.neutron.seed(
        "networks",
        """
        {"id": "%s", "name": "n", "project_id": "%s", "router:external": false,
         "provider:network_type": "vxlan", "provider:segmentation_id": 1862}
        """
            .formatted(NETWORK, PROJECT));
    site.neutron.seed(
        "subnets",
        "{\"id\": \"%s\", \"network_id\": \"%s\", \"cidr\": \"192.168.91.0/24\"}"
            .formatted(SUBNET, NETWORK));
    site.neutron.seed("agents", "{\"id\": \"agent-gone\"}");
  }

  /** A cluster with a virtual machine of the project and no network. */
  static void seedOntap(OntapStandIn ontap) {
    ontap.seed(
        "storage/aggregates",
        """
        {"name": "aggr1", "state": "online", "space": {"block_storage": {"used_percent": 5}}}
        """);
    ontap.seed("svm/svms", "{\"name\": \"os-" + PROJECT + "\"}");
    ontap.seed(
        "storage/volumes",
        "{\"name\": \"os_%s_root\", \"svm\": {\"name\": \"os-%s\"}, \"size\": 1073741824}"
            .formatted(PROJECT, PROJECT));
    ontap.seed("cluster/nodes", "{\"name\": \"node-02\"}");
    ontap.seed(
        "network/ethernet/ports",
        """
        {"vlan": {"base_port": {"name": "e4b"}}, "name": "e4b", "node": {"name": "node-02"},
         "broadcast_domain": {"name": "Fabric"}}
        """);
  }
}
