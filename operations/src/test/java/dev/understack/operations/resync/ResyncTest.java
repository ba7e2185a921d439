package dev.understack.operations.resync;

import static dev.understack.operations.SiteFixture.NODE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.SiteFixture;
import dev.understack.operations.json.OpenStackIds;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResyncTest {
  private final SiteFixture site = new SiteFixture();

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void keystoneBringsBackTenantsAndRemovesOrphansButNotForeignOnes() {
    String domain = site.keystone.createDomain("customers");
    String project = site.keystone.createProject("web", domain, "");
    String orphan = tenant("customers:old");
    String foreign = tenant("somebody:else");

    assertThat(site.run.run("resync-keystone-nautobot")).isZero();

    assertThat(site.nautobot.object("tenancy/tenants", OpenStackIds.dashed(project).orElseThrow()))
        .isPresent();
    assertThat(site.nautobot.object("tenancy/tenants", orphan)).isEmpty();
    assertThat(site.nautobot.object("tenancy/tenants", foreign)).isPresent();
  }

  @Test
  void oneFailingProjectDoesNotStopTheRest() {
    site.keystone.createProject("one", "no-such-domain", "");
    String fine = site.keystone.createProject("two", "default", "");

    assertThat(site.run.run("resync-keystone-nautobot")).isEqualTo(1);

    assertThat(site.nautobot.object("tenancy/tenants", OpenStackIds.dashed(fine).orElseThrow()))
        .isPresent();
    assertThat(site.run.err()).contains("Failed to sync 1 projects");
  }

  @Test
  void ironicVisitsNodesOfAllPages() {
    site.seedServer();
    for (int number = 0; number < 250; number++) {
      site.ironic.seed("nodes", "{\"uuid\": \"" + UUID.randomUUID() + "\"}");
    }

    assertThat(site.run.run("resync-ironic-nautobot")).isZero();

    assertThat(site.run.err()).contains("1/251 nodes synced successfully (250 skipped)");
    assertThat(site.nautobot.object("dcim/devices", NODE)).isPresent();
  }

  @Test
  void ironicRemovesServersWithoutANodeWhenAskedTo() {
    site.seedServer();
    site.ironicEvent("baremetal.node.update.end", NODE);
    site.ironic.remove("nodes", NODE);

    assertThat(site.run.run("resync-ironic-nautobot")).isZero();
    assertThat(site.nautobot.object("dcim/devices", NODE)).isPresent();
    assertThat(site.run.run("resync-ironic-nautobot", "--remove-gone", "true")).isZero();
    assertThat(site.nautobot.object("dcim/devices", NODE)).isEmpty();
  }

  private String tenant(String name) {
    return site.nautobot.seed(
        "tenancy/tenants", "{\"id\": \"" + UUID.randomUUID() + "\", \"name\": \"" + name + "\"}");
  }
}
