package dev.understack.operations.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.vectors.VectorSite;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Enrolment that is cut off, repeated or only tried. */
class EnrollServerTest {
  private static final String NODE = "aaaaaaaa-0000-4000-8000-000000000001";
  private static final String IP = "10.0.0.10";

  @Test
  void crashAnywhereIsRepairedByTheNextRun() {
    List<JsonNode> clean = afterCrash(Integer.MAX_VALUE);
    for (int survived = 1; survived < 40; survived += 4) {
      assertThat(afterCrash(survived)).as("crash after %d requests", survived).isEqualTo(clean);
    }
  }

  @Test
  void finishedEnrolmentIsLeftAlone() {
    try (VectorSite site = site()) {
      assertThat(enrol(site)).as(site.fixture.err()).isZero();
      List<JsonNode> finished = state(site);

      assertThat(enrol(site)).isEqualTo(1);

      assertThat(state(site)).isEqualTo(finished);
      assertThat(site.fixture.err()).contains("is in state available");
    }
  }

  @Test
  void dryRunOfANewServerPrintsEveryStepAndMakesNone() {
    try (VectorSite site = site()) {
      site.fixture.dryRun = true;

      assertThat(enrol(site)).as(site.fixture.err()).isZero();

      assertThat(site.ironic.all("nodes")).isEmpty();
      assertThat(site.ironic.http().writes()).isEmpty();
      assertThat(site.other.writes()).allMatch(r -> r.path().contains("Sessions"));
      assertThat(site.fixture.out() + site.fixture.err())
          .contains(
              "dry run: POST", "/v1/nodes", "\"target\":\"inspect\"", "\"target\":\"provide\"");
    }
  }

  /** What is in Ironic when a run was cut off after some requests and then repeated. */
  private static List<JsonNode> afterCrash(int survived) {
    try (VectorSite site = site()) {
      if (survived < Integer.MAX_VALUE) {
        site.ironic.http().breakAfter(survived);
      }
      int exit = enrol(site);
      site.ironic.http().repair();
      for (int attempt = 0; exit != 0 && !isAvailable(site) && attempt < 8; attempt++) {
        exit = enrol(site);
      }
      assertThat(isAvailable(site)).as(site.fixture.err()).isTrue();
      return state(site);
    }
  }

  private static VectorSite site() {
    VectorSite site = new VectorSite();
    site.fixture.environment.put("BMC_MASTER", "master");
    site.ironic.nextUuid(NODE);
    site.ironic.seed(
        "ports",
        """
        {"uuid": "port-1", "node_uuid": "%s", "address": "00:00:00:00:00:01", "pxe_enabled": true,
         "physical_network": "f20-1", "extra": {"bios_name": "NIC.Slot.1-1"}}
        """
            .formatted(NODE));
    site.ironic.nextUuid(NODE);
    return site;
  }

  private static int enrol(VectorSite site) {
    ServerVectors.scriptBmc(site, "Dell Inc.", "ABC123");
    return site.fixture.run("enroll-server", "--ip-address", IP);
  }

  private static boolean isAvailable(VectorSite site) {
    return site.ironic.all("nodes").stream()
        .anyMatch(node -> node.path("provision_state").asString().equals("available"));
  }

  private static List<JsonNode> state(VectorSite site) {
    return Stream.concat(site.ironic.all("nodes").stream(), site.ironic.all("ports").stream())
        .<JsonNode>map(row -> {
          ObjectNode copy = row.deepCopy().asObject();
          return copy.without("updated_at");
        })
        .toList();
  }
}
