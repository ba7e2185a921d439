package dev.understack.operations.keystone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about projects and tenants. */
public final class KeystoneVectors {
  private KeystoneVectors() {}

  public static void sync(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    String id = OpenStackIds.hex(input.path("args").path(1).asString("")).orElse("none");
    if (input.has("project")) {
      site.keystone.seedDomain(input.path("project").deepCopy().asObject().put("name", "d"));
    } else if (input.has("tenant_post")) {
      site.keystone.seedProject(
          Trees.object().put("id", id).put("name", "p").put("domain_id", "default"));
      int status = input.path("tenant_post").path("status").asInt();
      for (int i = 0; i < 3; i++) {
        site.nautobot.rule("POST", "/api/tenancy/tenants/", status, Trees.object());
      }
    }
    String[] arguments =
        Trees.items(input.path("args")).stream().map(JsonNode::asString).toArray(String[]::new);
    int exit = site.fixture.run("sync-keystone", arguments);
    site.check(vector, exit);
    CallCheck.notCalled(vector.expected().path("not_called"), site.nautobot.all());
  }

  public static void resync(Vector vector, VectorSite site) {
    JsonNode projects = vector.input().path("projects");
    int count = projects.isNumber() ? projects.asInt() : projects.size();
    JsonNode results = vector.input().path("update_results");
    int normal = 0;
    site.keystone.projectIds().forEach(site.keystone::deleteProject);
    for (int i = 0; i < count; i++) {
      ObjectNode project =
          Trees.object().put("id", String.format("%032x", i + 1)).put("name", "p" + i);
      boolean domain = projects.path(i).path("is_domain").asBoolean(false);
      project.put("is_domain", domain);
      boolean fails = !domain && results.path(normal++).asInt(0) != 0;
      project.put("domain_id", fails ? "no-such-domain" : "default");
      site.keystone.seedProject(project);
    }
    int exit = site.fixture.run("resync-keystone-nautobot");
    JsonNode expected = vector.expected();
    assertThat(exit).as(site.fixture.err()).isEqualTo(expected.path("exit").asInt());
    assertThat(site.fixture.err())
        .contains(
            "Sync complete. %d/%d projects synced successfully (%d skipped)"
                .formatted(
                    expected.path("succeeded").asInt(),
                    expected.path("total").asInt(),
                    expected.path("skipped").asInt(0)));
  }
}
