package dev.understack.operations.keystone;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.openstack.KeystoneClient;
import dev.understack.operations.openstack.Project;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the Nautobot tenant of one Keystone project equal to the project. Keystone is read each
 * time and decides: the order of events and their number do not matter.
 */
public final class TenantSync {
  private static final int LONGEST = 255;
  private static final String DEFAULT_DOMAIN = "default";

  private final OperationRun run;
  private final Supplier<KeystoneClient> keystone;
  private final NautobotClient nautobot;

  /** {@code keystone} is asked for only when Keystone is needed. */
  public TenantSync(OperationRun run, Supplier<KeystoneClient> keystone, NautobotClient nautobot) {
    this.run = run;
    this.keystone = keystone;
    this.nautobot = nautobot;
  }

  /** After a project was created: writes the tenant without looking for it first. */
  public void created(String hexId) {
    whileHeld(hexId, () -> findProject(hexId).ifPresentOrElse(this::create, () -> remove(hexId)));
  }

  /** After a project was changed, or when nobody knows what happened to it. */
  public void updated(String hexId) {
    whileHeld(
        hexId, () -> findProject(hexId).ifPresentOrElse(this::reconcile, () -> remove(hexId)));
  }

  /** After a project was deleted: frees its devices and deletes the tenant. */
  public void deleted(String hexId) {
    whileHeld(hexId, () -> remove(hexId));
  }

  private void whileHeld(String hexId, Runnable body) {
    run.connections()
        .locks()
        .holding(
            "tenant/" + hexId,
            () -> {
              body.run();
              return hexId;
            });
  }

  private Optional<Project> findProject(String hexId) {
    Optional<Project> project = keystone.get().findProject(hexId);
    if (project.isEmpty()) {
      run.log().warn("project " + hexId + " no longer exists in Keystone");
    }
    return project;
  }

  private void create(Project project) {
    if (isDomain(project)) {
      return;
    }
    run.log().info("got request to create tenant " + project.id());
    ObjectNode wanted = attributes(project);
    try {
      nautobot.create(NautobotEndpoint.TENANTS, wanted);
      run.log().info("tenant " + dashed(project.id()) + " created");
    } catch (RequestFailedException e) {
      if (e.status() != 400) {
        throw e;
      }
      resolve(project, wanted, e);
    }
  }

  /** Nautobot refused a new tenant: it exists already, or its name is taken by another one. */
  private void resolve(Project project, ObjectNode wanted, RequestFailedException refusal) {
    Optional<JsonNode> own = nautobot.findById(NautobotEndpoint.TENANTS, dashed(project.id()));
    if (own.isPresent()) {
      write(wanted, own.get());
      return;
    }
    String name = wanted.path("name").asString();
    Optional<JsonNode> namesake = nautobot.find(NautobotEndpoint.TENANTS, Map.of("name", name));
    String other = namesake.flatMap(tenant -> Trees.text(tenant, "id")).orElse("");
    String otherHex = OpenStackIds.hex(other).orElse("");
    if (otherHex.isEmpty() || keystone.get().findProject(otherHex).isPresent()) {
      run.log().error("Unable to create project " + project.id());
      throw refusal;
    }
    run.log().warn("tenant " + other + " has the name " + name + " but its project is gone");
    remove(otherHex);
    nautobot.create(NautobotEndpoint.TENANTS, wanted);
  }

  private void reconcile(Project project) {
    if (isDomain(project)) {
      return;
    }
    run.log().info("got request to update tenant " + project.id());
    Optional<JsonNode> tenant = nautobot.findById(NautobotEndpoint.TENANTS, dashed(project.id()));
    if (tenant.isEmpty()) {
      create(project);
    } else {
      write(attributes(project), tenant.get());
    }
  }

  private void write(ObjectNode wanted, JsonNode tenant) {
    String id = wanted.path("id").asString();
    ObjectNode difference = Trees.object();
    for (String field : List.of("name", "description")) {
      if (!tenant.path(field).asString("").equals(wanted.path(field).asString())) {
        difference.set(field, wanted.path(field));
      }
    }
    if (difference.isEmpty()) {
      nautobot.unchanged(NautobotEndpoint.TENANTS, id);
    } else {
      nautobot.update(NautobotEndpoint.TENANTS, id, difference);
      run.log().info("tenant " + id + " updated");
    }
  }

  private boolean isDomain(Project project) {
    if (project.isDomain()) {
      run.log().info("Skipping domain " + project.id() + " - domains are not synced");
    }
    return project.isDomain();
  }

  private ObjectNode attributes(Project project) {
    return Trees.object()
        .put("id", dashed(project.id()))
        .put("name", domainName(project) + ":" + project.name())
        .put("description", shortened(project.description()));
  }

  /** Keystone has longer descriptions than Nautobot takes. */
  private static String shortened(String description) {
    int end = description.offsetByCodePoints(0, Math.min(LONGEST, codePoints(description)));
    return description.substring(0, end);
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private String domainName(Project project) {
    if (project.domainId().isEmpty()) {
      run.log().error("project " + project.id() + " has no domain");
      return "unknown";
    }
    String id = project.domainId().get();
    return id.equals(DEFAULT_DOMAIN)
        ? DEFAULT_DOMAIN
        : keystone
            .get()
            .findDomainName(id)
            .orElseThrow(
                () -> new OperationFailedException("domain " + id + " does not exist in Keystone"));
  }

  private void remove(String hexId) {
    String id = dashed(hexId);
    run.log().info("got request to delete tenant " + hexId);
    if (nautobot.findById(NautobotEndpoint.TENANTS, id).isEmpty()) {
      run.log().warn("tenant " + id + " does not exist in Nautobot, nothing to delete");
      return;
    }
    freeDevices(id);
    try {
      nautobot.delete(NautobotEndpoint.TENANTS, id);
    } catch (RequestFailedException e) {
      if (e.status() == 409) {
        throw new OperationFailedException(
            "tenant " + id + " stays in Nautobot because other objects refer to it: " + e.text());
      }
      throw e;
    }
  }

  private void freeDevices(String tenantId) {
    ArrayNode changes = Trees.array();
    for (JsonNode device : nautobot.list(NautobotEndpoint.DEVICES, Map.of("tenant", tenantId))) {
      changes.addObject().put("id", device.path("id").asString()).putNull("tenant");
    }
    nautobot.updateAll(NautobotEndpoint.DEVICES, changes);
  }

  private static String dashed(String hexId) {
    return OpenStackIds.dashed(hexId)
        .orElseThrow(() -> new OperationFailedException("not a UUID: " + hexId));
  }
}
