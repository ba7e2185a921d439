package dev.understack.acceptance.openstack;

import static dev.understack.acceptance.openstack.SiteWorkflows.leaves;
import static dev.understack.acceptance.openstack.SiteWorkflows.phase;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Templates that nothing starts by itself, or only at night, started by hand. */
class WorkflowsByHandTest {
  private final RealSite site = RealSite.shared();
  private final SiteWorkflows workflows = site.workflows("argo-events");

  @Test
  void aProvisionStateBecomesTheStatusOfItsDevice() {
    String tenant = site.nautobot().seed("tenancy/tenants", "{\"name\": \"default:of-a-device\"}");
    String device = device("Planned");

    JsonNode active = provisionState(device, "active", tenant.replace("-", ""));

    assertThat(phase(active)).as(active.toPrettyString()).isEqualTo("Succeeded");
    assertThat(status(device)).isEqualTo("Active");
    assertThat(site.nautobot().object("dcim/devices", device).orElseThrow().at("/tenant/id"))
        .hasToString("\"" + tenant + "\"");

    // A lessee of null in an event arrives as this word; a state without a status changes none.
    JsonNode failed = provisionState(device, "clean failed", "null");
    JsonNode waiting = provisionState(device, "clean wait", "null");

    assertThat(phase(failed)).isEqualTo("Succeeded");
    assertThat(phase(waiting)).isEqualTo("Succeeded");
    assertThat(status(device)).isEqualTo("Quarantine");
    assertThat(site.nautobot().object("dcim/devices", device).orElseThrow().path("tenant").isNull())
        .isTrue();
  }

  @Test
  void aResyncRepairsWhatIsMissingAndFailsWhenOneOfItsPartsDoes() {
    RealNode.enrol(site.openstack(), "of-a-resync");
    String project =
        site.openstack()
            .keystone(
                "POST",
                "/projects",
                "{\"project\": {\"name\": \"lost\", \"domain_id\": \"default\"}}")
            .at("/project/id")
            .asString();
    site.follow()
        .after(
            "identity.project.created",
            project,
            () -> assertThat(tenants()).contains("default:lost"));
    site.deleteFromNautobot("tenancy/tenants", dashed(project));
    assertThat(tenants()).doesNotContain("default:lost");

    JsonNode good = workflows.run("resync-nautobot", Map.of());

    assertThat(phase(good)).as(workflows.logs(good).toString()).isEqualTo("Succeeded");
    assertThat(tenants()).contains("default:lost");

    JsonNode bad =
        site.whileNautobotAllowsOnly(
            Set.of("view tenancy.tenant"), () -> workflows.run("resync-nautobot", Map.of()));

    assertThat(phase(bad)).isEqualTo("Failed");
    assertThat(leaves(bad))
        .extracting(leaf -> leaf.path("displayName").asString() + " " + phaseOf(leaf))
        .containsExactly("keystone Succeeded", "neutron Failed", "ironic Failed", "result Failed");
    assertThat(workflows.logs(bad).getLast()).contains("neutron").contains("ironic");
  }

  private static String phaseOf(JsonNode leaf) {
    return leaf.path("phase").asString();
  }

  private JsonNode provisionState(String device, String state, String lessee) {
    return workflows.run(
        "sync-provision-state-to-nautobot",
        Map.of(
            "device_uuid", device,
            "provision_state", state,
            "lessee", lessee,
            "resource_class", "gp2.small"));
  }

  private String device(String status) {
    String id = UUID.randomUUID().toString();
    return site.nautobot()
        .seed(
            "dcim/devices",
            """
            {"id": "%s", "name": "Dell-%s", "status": "%s", "role": {"name": "server"},
             "location": {"name": "site"},
             "device_type": {"manufacturer": {"name": "Dell"}, "model": "PowerEdge R7615"}}
            """
                .formatted(id, id, status));
  }

  private String status(String device) {
    return site.nautobot()
        .object("dcim/devices", device)
        .orElseThrow()
        .at("/status/name")
        .asString();
  }

  private List<String> tenants() {
    return site.nautobot().objects("tenancy/tenants").stream()
        .map(tenant -> tenant.path("name").asString())
        .toList();
  }

  private static String dashed(String hex) {
    return hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }
}
