package dev.understack.operations.netapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.standins.netapp.OntapStandIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ProjectStorageTest {
  private static final String CREATED = "identity.project.created";
  private static final String UPDATED = "identity.project.updated";
  private static final String DELETED = "identity.project.deleted";

  private final SiteFixture site = new SiteFixture();
  private final OntapStandIn ontap = new OntapStandIn();
  private String project = "";

  @BeforeEach
  void seed() {
    project = site.keystone.createProject("web", "default", "");
    tag("[\"UNDERSTACK_SVM\"]");
    site.run.files.put(BackendsFile.PATH, ontap.configuration("one"));
    ontap.seed(
        "storage/aggregates",
        """
        {"name": "aggr1", "state": "online", "space": {"block_storage": {"used_percent": 5}}}
        """);
  }

  @AfterEach
  void close() {
    site.close();
    ontap.close();
  }

  @Test
  void taggedProjectGetsOneMachineHoweverOftenItIsTold() {
    assertThat(event(CREATED)).isZero();
    assertThat(site.run.outputs).containsEntry("svm_state", "created");
    assertThat(event(CREATED)).isZero();
    assertThat(event(UPDATED)).isZero();

    assertThat(site.run.outputs).containsEntry("svm_state", "present");
    assertThat(ontap.all("svm/svms")).hasSize(1);
    assertThat(ontap.all("storage/volumes").getFirst().path("size").asLong()).isEqualTo(1L << 30);
  }

  @Test
  void machineIsMadeByHandOnce() {
    assertThat(site.run.run("netapp-create-svm", "--project-id", project)).isZero();
    assertThat(site.run.run("netapp-create-svm", "--project-id", project)).isZero();

    assertThat(ontap.all("svm/svms")).hasSize(1);
    assertThat(site.run.err()).contains("Created SVM os-" + project, "exists already");
  }

  @Test
  void machineWithDataSurvivesTheLossOfItsTag() {
    event(CREATED);
    ontap.seed(
        "storage/volumes", "{\"name\": \"vol_1\", \"svm\": {\"name\": \"os-" + project + "\"}}");
    tag("[]");

    assertThat(event(UPDATED)).isEqualTo(1);

    assertThat(site.run.outputs).containsEntry("svm_state", "present");
    assertThat(ontap.all("svm/svms")).hasSize(1);
  }

  @Test
  void machineWithoutDataGoesWithItsTag() {
    event(CREATED);
    tag("[]");

    assertThat(event(UPDATED)).isZero();

    assertThat(site.run.outputs).containsEntry("svm_state", "removed");
    assertThat(ontap.all("svm/svms")).isEmpty();
  }

  @Test
  void deletedProjectTakesVolumesAndMachineAlongAndLateEventsDoNotBringThemBack() {
    event(CREATED);
    ontap.seed(
        "storage/volumes", "{\"name\": \"vol_1\", \"svm\": {\"name\": \"os-" + project + "\"}}");
    site.keystone.deleteProject(project);

    assertThat(event(DELETED)).isZero();
    assertThat(event(UPDATED)).isZero();

    assertThat(ontap.all("svm/svms")).isEmpty();
    assertThat(ontap.all("storage/volumes")).isEmpty();
  }

  @Test
  void volumeTypeAccessMakesOneVolume() {
    event(CREATED);
    String type = "9a479ec0-c29b-4d37-bf9e-9957214a33ae";
    site.nova.seedVolumeType(type, "{\"extra_specs\": {}}");
    String payload = "{\"project_id\": \"" + project + "\", \"volume_type_id\": \"" + type + "\"}";

    assertThat(site.event("volume_type_project.access.add", payload)).isZero();
    assertThat(site.event("volume_type_project.access.add", payload)).isZero();
    assertThat(ontap.all("storage/volumes")).hasSize(2);
    assertThat(site.event("volume_type_project.access.remove", payload)).isZero();
    assertThat(site.event("volume_type_project.access.remove", payload)).isZero();

    assertThat(ontap.all("storage/volumes")).hasSize(1);
  }

  @Test
  void networkIsConfiguredOnce() {
    event(CREATED);
    for (String node : new String[] {"node-01", "node-02"}) {
      ontap.seed("cluster/nodes", "{\"name\": \"" + node + "\"}");
      for (String port : new String[] {"e4a", "e4b"}) {
        ontap.seed(
            "network/ethernet/ports",
            """
            {"vlan": {"base_port": {"name": "%s"}}, "name": "%s", "node": {"name": "%s"},
             "broadcast_domain": {"name": "Fabric"}}
            """
                .formatted(port, port, node));
      }
    }
    site.nautobot.seedVirtualMachine(
        """
        {"name": "os-%s", "interfaces": [%s, %s, %s, %s]}
        """
            .formatted(
                project,
                planned("N1-lif-A", "100.127.0.18/29", 100),
                planned("N1-lif-B", "100.127.128.18/29", 200),
                planned("N2-lif-A", "100.127.0.19/29", 100),
                planned("N2-lif-B", "100.127.128.19/29", 200)));

    assertThat(configure()).isZero();
    assertThat(ontap.all("network/ip/interfaces"))
        .extracting(row -> row.path("name").asString() + " " + row.at("/ip/address").asString())
        .containsExactlyInAnyOrder(
            "N1-lif-A 100.127.0.18",
            "N1-lif-B 100.127.128.18",
            "N2-lif-A 100.127.0.19",
            "N2-lif-B 100.127.128.19");
    assertThat(ontap.all("network/ethernet/ports"))
        .filteredOn(port -> port.path("type").asString("").equals("vlan"))
        .extracting(port ->
            port.at("/node/name").asString()
                + " "
                + port.at("/vlan/base_port/name").asString()
                + "-"
                + port.at("/vlan/tag").asString())
        .containsExactlyInAnyOrder(
            "node-01 e4a-100", "node-01 e4b-200", "node-02 e4a-100", "node-02 e4b-200");
    assertThat(ontap.all("network/ip/routes"))
        .extracting(route -> route.path("gateway").asString())
        .containsExactlyInAnyOrder("100.127.0.17", "100.127.128.17");
    int writes = ontap.http().writes().size();
    assertThat(configure()).isZero();

    assertThat(ontap.http().writes()).hasSize(writes);
  }

  private static String planned(String name, String address, int vlan) {
    return """
    {"name": "%s", "ip_addresses": [{"address": "%s"}], "tagged_vlans": [{"vid": %d}]}
    """
        .formatted(name, address, vlan);
  }

  private int configure() {
    return site.run.run("netapp-configure-interfaces", "--project-id", project);
  }

  private void tag(String tags) {
    site.keystone.updateProject(project, JsonMapper.shared().readTree("{\"tags\": " + tags + "}"));
  }

  private int event(String type) {
    return site.event(type, "{\"target\": {\"id\": \"" + project + "\"}}");
  }
}
