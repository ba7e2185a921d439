package dev.understack.operations.resync;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.TenantSync;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.KeystoneClient;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.openstack.Project;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code resync-keystone-nautobot}: brings every tenant in step with its Keystone project, and
 * removes tenants of projects that are gone.
 */
public final class ResyncKeystone implements Operation {
  private static final Usage USAGE =
      RemovalOption.addTo(
          NautobotOptions.addTo(
              Usage.of(
                  "resync-keystone-nautobot", "Sync all Keystone projects to Nautobot tenants")),
          true,
          "tenants of our domains whose project is gone");

  private final ConsoleScript script;

  public ResyncKeystone(Connections connections) {
    script = new ConsoleScript(USAGE, connections, ResyncKeystone::sync);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int sync(OperationRun run, Arguments arguments) {
    KeystoneClient keystone = OpenStack.open(run, Optional.empty()).keystone();
    NautobotClient nautobot = NautobotOptions.client(run, arguments);
    TenantSync tenants = new TenantSync(run, () -> keystone, nautobot);
    Tally tally = new Tally(run, "project");
    List<Project> projects = keystone.projects();
    for (Project project : projects) {
      tally.count(project.id(), () -> !project.isDomain() && done(tenants, project.id()));
    }
    if (RemovalOption.isOn(arguments)) {
      for (String id : orphans(nautobot, projects, domainNames(keystone, projects))) {
        run.log().info("tenant " + id + " has no project any more");
        tally.count(id, () -> done(tenants, id));
      }
    }
    return tally.finish();
  }

  private static boolean done(TenantSync tenants, String project) {
    tenants.updated(project);
    return true;
  }

  /** Only tenants named after one of our domains are ours to remove. */
  private static List<String> orphans(
      NautobotClient nautobot, List<Project> projects, Set<String> domains) {
    Set<String> known = projects.stream().map(Project::id).collect(Collectors.toSet());
    return nautobot.list(NautobotEndpoint.TENANTS, Map.of()).stream()
        .filter(tenant -> domains.contains(domainOf(tenant)))
        .flatMap(tenant -> Trees.text(tenant, "id").flatMap(OpenStackIds::hex).stream())
        .filter(id -> !known.contains(id))
        .toList();
  }

  private static Set<String> domainNames(KeystoneClient keystone, List<Project> projects) {
    Set<String> names = new HashSet<>(Set.of("default"));
    projects.stream()
        .flatMap(project -> project.domainId().stream())
        .distinct()
        .flatMap(id -> keystone.findDomainName(id).stream())
        .forEach(names::add);
    return names;
  }

  private static String domainOf(JsonNode tenant) {
    String name = tenant.path("name").asString("");
    int colon = name.indexOf(':');
    return colon < 0 ? "" : name.substring(0, colon);
  }
}
