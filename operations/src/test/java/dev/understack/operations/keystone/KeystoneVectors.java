package dev.understack.operations.keystone;

import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about projects and tenants. */
public final class KeystoneVectors {
  private static final String TENANTS = "/api/tenancy/tenants/";
  private static final String DELETED = "identity.project.deleted";

  private KeystoneVectors() {}

  public static void sync(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    site.learn(vector);
    String id = input.path("args").path(1).asString("");
    seedProject(vector, site, OpenStackIds.hex(id).orElse("none"));
    String tenant = OpenStackIds.dashed(id).orElse("none");
    site.nautobot.refuse("POST", TENANTS, input.path("tenant_post"));
    site.nautobot.refuse("PATCH", TENANTS + tenant + "/", input.path("tenant_patch"));
    site.nautobot.refuse("DELETE", TENANTS + tenant + "/", input.path("tenant_delete"));
    if (input.path("tenant").isObject()) {
      site.nautobot.found(TENANTS, Map.of("id", tenant), input.path("tenant"));
    }
    site.check(vector, site.run("sync-keystone", vector.args()));
  }

  /** The project of the vector, or some project where only what follows matters. */
  private static void seedProject(Vector vector, VectorSite site, String id) {
    JsonNode input = vector.input();
    boolean known = site.keystone.projectIds().contains(id);
    boolean gone = input.path("project").isNull() || vector.args().contains(DELETED);
    if (known || gone) {
      return;
    }
    ObjectNode project = Trees.object().put("id", id).put("name", "p").put("domain_id", "default");
    if (input.path("project") instanceof ObjectNode given) {
      project.setAll(given);
    }
    if (project.path("is_domain").asBoolean(false)) {
      site.keystone.seedDomain(project);
    } else {
      site.keystone.seedProject(project);
    }
    if (input.path("domain").isObject()) {
      site.keystone.seedDomain(input.path("domain"));
    }
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
    site.check(vector, site.fixture.run("resync-keystone-nautobot"));
    site.checkTally("project", vector);
  }
}
