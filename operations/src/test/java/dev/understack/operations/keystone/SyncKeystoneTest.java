package dev.understack.operations.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.Change;
import dev.understack.operations.RunFixture;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.standins.keystone.KeystoneStandIn;
import dev.understack.standins.nautobot.NautobotStandIn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SyncKeystoneTest {
  private static final String CREATED = "identity.project.created";
  private static final String UPDATED = "identity.project.updated";
  private static final String DELETED = "identity.project.deleted";

  private final KeystoneStandIn keystone = new KeystoneStandIn("admin-password");
  private final NautobotStandIn nautobot = new NautobotStandIn("the-nautobot-token");
  private final RunFixture fixture = new RunFixture();

  @BeforeEach
  void mountSecrets() {
    fixture.environment.put("NAUTOBOT_URL", nautobot.url().toString());
    fixture.files.put("/etc/nb-token/token", "the-nautobot-token\n");
    fixture.files.put("/etc/openstack/clouds.yaml", keystone.cloudsYaml("admin-password"));
  }

  @AfterEach
  void close() {
    keystone.close();
    nautobot.close();
  }

  @Test
  void createdProjectBecomesTenantNamedByDomainAndProject() {
    String domain = keystone.createDomain("customers");
    String project = keystone.createProject("web", domain, "the shop");

    int exit = fixture.run("sync-keystone", CREATED, project);

    assertThat(exit).isZero();
    assertThat(tenant(project, "name")).isEqualTo("customers:web");
    assertThat(tenant(project, "description")).isEqualTo("the shop");
    assertThat(fixture.changes)
        .extracting(Change::system, Change::kind, Change::id, Change::action, Change::summary)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "nautobot",
                "tenant",
                dashed(project),
                Change.Action.CREATED,
                "POST /api/tenancy/tenants/ -> 201: name \"customers:web\", description"));
  }

  @Test
  void secondDeliveryChangesNothing() {
    String project = keystone.createProject("web", "default", "");
    fixture.run("sync-keystone", CREATED, project);
    fixture.changes.clear();

    int exit = fixture.run("sync-keystone", CREATED, project);

    assertThat(exit).isZero();
    assertThat(fixture.changes).extracting(Change::action).containsExactly(Change.Action.UNCHANGED);
    assertThat(tenant(project, "name")).isEqualTo("default:web");
  }

  @Test
  void renamedProjectRenamesTenantAndCreatesMissingOne() {
    String project = keystone.createProject("web", "default", "");

    assertThat(fixture.run("sync-keystone", UPDATED, project)).isZero();
    keystone.updateProject(
        project, JsonNodeFactory.instance.objectNode().put("name", "shop").put("description", "d"));
    assertThat(fixture.run("sync-keystone", UPDATED, project)).isZero();

    assertThat(tenant(project, "name")).isEqualTo("default:shop");
    assertThat(tenant(project, "description")).isEqualTo("d");
  }

  @Test
  void domainsAreSkipped() {
    String domain = keystone.createDomain("customers");

    assertThat(fixture.run("sync-keystone", UPDATED, domain)).isZero();

    assertThat(nautobot.objects("tenancy/tenants")).isEmpty();
    assertThat(nautobot.http().calls()).isEmpty();
  }

  @Test
  void deletedProjectFreesItsDevicesAndRemovesTenant() {
    String project = keystone.createProject("web", "default", "");
    fixture.run("sync-keystone", CREATED, project);
    String first = seedDevice("one", dashed(project));
    String second = seedDevice("two", dashed(project));
    keystone.deleteProject(project);

    int exit = fixture.run("sync-keystone", DELETED, project);

    assertThat(exit).isZero();
    assertThat(nautobot.objects("tenancy/tenants")).isEmpty();
    for (String device : List.of(first, second)) {
      assertThat(nautobot.object("dcim/devices", device).orElseThrow().path("tenant").isNull())
          .isTrue();
    }
    assertThat(nautobot.http().writes())
        .extracting(call -> call.method())
        .containsExactly("POST", "PATCH", "DELETE");
  }

  @Test
  void descriptionIsCutToWhatNautobotTakes() {
    String project = keystone.createProject("web", "default", "x".repeat(300));

    assertThat(fixture.run("sync-keystone", CREATED, project)).isZero();
    assertThat(fixture.run("sync-keystone", UPDATED, project)).isZero();

    assertThat(tenant(project, "description")).isEqualTo("x".repeat(255));
    assertThat(nautobot.http().writes()).hasSize(1);
  }

  @Test
  void tenantThatOthersReferToIsReportedAndKept() {
    String project = keystone.createProject("web", "default", "");
    fixture.run("sync-keystone", CREATED, project);
    nautobot.seed(
        "ipam/prefixes",
        "{\"prefix\": \"192.0.2.0/24\", \"status\": \"Active\", \"tenant\": \""
            + dashed(project)
            + "\"}");
    keystone.deleteProject(project);

    int exit = fixture.run("sync-keystone", DELETED, project);

    assertThat(exit).isEqualTo(1);
    assertThat(fixture.err()).contains("stays in Nautobot", "192.0.2.0/24");
    assertThat(nautobot.object("tenancy/tenants", dashed(project))).isPresent();
  }

  @Test
  void lateCreateOfDeletedProjectLeavesNoTenant() {
    String project = keystone.createProject("web", "default", "");
    keystone.deleteProject(project);

    assertThat(fixture.run("sync-keystone", DELETED, project)).isZero();
    assertThat(fixture.run("sync-keystone", CREATED, project)).isZero();

    assertThat(nautobot.objects("tenancy/tenants")).isEmpty();
  }

  @Test
  void nameOfProjectThatIsGoneIsTakenOver() {
    String old = keystone.createProject("web", "default", "");
    fixture.run("sync-keystone", CREATED, old);
    keystone.deleteProject(old);
    String project = keystone.createProject("web", "default", "");

    assertThat(fixture.run("sync-keystone", CREATED, project)).isZero();

    assertThat(nautobot.objects("tenancy/tenants"))
        .extracting(tenant -> tenant.path("id").asString())
        .containsExactly(dashed(project));
  }

  @Test
  void outlastsNautobotBeingDown() {
    String project = keystone.createProject("web", "default", "");
    nautobot.http().refuseFor(Duration.ofMillis(300), 503);

    assertThat(fixture.run("sync-keystone", CREATED, project)).isZero();

    assertThat(tenant(project, "name")).isEqualTo("default:web");
  }

  @Test
  void renewsTokenThatKeystoneNoLongerAccepts() {
    String first = keystone.createProject("one", "default", "");
    String second = keystone.createProject("two", "default", "");
    fixture.run("sync-keystone", CREATED, first);
    keystone.revokeTokens();

    assertThat(fixture.run("sync-keystone", CREATED, second)).isZero();
  }

  @Test
  void dryRunPrintsAndChangesNothing() {
    String project = keystone.createProject("web", "default", "");
    fixture.dryRun = true;

    assertThat(fixture.run("sync-keystone", CREATED, project)).isZero();

    assertThat(fixture.out())
        .contains("dry run: POST", "/api/tenancy/tenants/", "\"name\":\"default:web\"");
    assertThat(nautobot.objects("tenancy/tenants")).isEmpty();
    assertThat(fixture.changes).isEmpty();
  }

  @Test
  void onlyDomainLeavesOtherDomainsAlone() {
    String domain = keystone.createDomain("customers");
    String project = keystone.createProject("web", domain, "");

    assertThat(fixture.run("sync-keystone", "--only-domain", "default", CREATED, project)).isZero();
    assertThat(nautobot.objects("tenancy/tenants")).isEmpty();
    assertThat(fixture.run("sync-keystone", "--only-domain", domain, CREATED, project)).isZero();
    assertThat(nautobot.objects("tenancy/tenants")).hasSize(1);
  }

  @Test
  void badArgumentsEndWithUsage() {
    assertThat(fixture.run("sync-keystone", CREATED, "http")).isEqualTo(2);
    assertThat(fixture.run("sync-keystone", "identity.user.created", "x")).isEqualTo(2);
    assertThat(fixture.run("sync-keystone", CREATED)).isEqualTo(2);
    assertThat(fixture.err())
        .contains("usage: sync-keystone", "invalid choice", "required: object");
    assertThat(keystone.http().calls()).isEmpty();
  }

  @Test
  void tokensAndPasswordsStayOutOfTheLog() {
    String project = keystone.createProject("web", "default", "the-nautobot-token");
    nautobot.allow("the-nautobot-token", java.util.Set.of("view *"));
    fixture.dryRun = true;
    fixture.run("sync-keystone", CREATED, project);
    fixture.dryRun = false;

    assertThat(fixture.run("sync-keystone", CREATED, project)).isEqualTo(1);

    assertThat(fixture.out() + fixture.err())
        .contains("403")
        .doesNotContain("the-nautobot-token", "admin-password");
  }

  @Test
  void doubledShuffledAndConcurrentEventsEndAsKeystoneIs() throws Exception {
    Random random = new Random(7);
    for (int round = 0; round < 10; round++) {
      List<String[]> events = new ArrayList<>();
      String kept = keystone.createProject("kept-" + round, "default", "");
      String gone = keystone.createProject("gone-" + round, "default", "");
      keystone.deleteProject(gone);
      for (int copy = 0; copy < 2; copy++) {
        events.add(new String[] {CREATED, kept});
        events.add(new String[] {UPDATED, kept});
        events.add(new String[] {CREATED, gone});
        events.add(new String[] {UPDATED, gone});
        events.add(new String[] {DELETED, gone});
      }
      Collections.shuffle(events, random);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        events.forEach(event -> threads.execute(() -> fixture.run("sync-keystone", event)));
      }
      assertThat(nautobot.object("tenancy/tenants", dashed(kept))).isPresent();
      assertThat(nautobot.object("tenancy/tenants", dashed(gone))).isEmpty();
    }
  }

  private String tenant(String project, String field) {
    return nautobot.object("tenancy/tenants", dashed(project)).orElseThrow().path(field).asString();
  }

  private String seedDevice(String name, String tenant) {
    if (nautobot.objects("dcim/locations").isEmpty()) {
      nautobot.seed("dcim/locations", "{\"name\": \"site\"}");
      nautobot.seed("dcim/manufacturers", "{\"name\": \"Dell\"}");
      nautobot.seed(
          "dcim/device-types", "{\"model\": \"R7615\", \"manufacturer\": {\"name\": \"Dell\"}}");
    }
    return nautobot.seed(
        "dcim/devices",
        """
        {"name": "%s", "status": "Active", "role": {"name": "server"}, "location": {"name": "site"},
         "device_type": {"manufacturer": {"name": "Dell"}, "model": "R7615"}, "tenant": "%s"}
        """
            .formatted(name, tenant));
  }

  private static String dashed(String hex) {
    return OpenStackIds.dashed(hex).orElseThrow();
  }
}
