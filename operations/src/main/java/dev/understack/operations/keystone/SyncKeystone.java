package dev.understack.operations.keystone;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.nautobot.NautobotOptions;
import dev.understack.operations.openstack.Cloud;
import dev.understack.operations.openstack.KeystoneClient;
import java.util.List;
import java.util.Optional;

/** {@code sync-keystone}: brings the Nautobot tenant of a Keystone project in step with it. */
public final class SyncKeystone implements Operation {
  private static final String CREATED = "identity.project.created";
  private static final String UPDATED = "identity.project.updated";
  private static final String DELETED = "identity.project.deleted";

  private static final Usage USAGE =
      NautobotOptions.addTo(
          Usage.of("sync-keystone", "Update Nautobot tenants from Keystone projects")
              .option("--os-cloud", "understack", "cloud of clouds.yaml to work on")
              .option(
                  "--only-domain",
                  null,
                  SyncKeystone::domain,
                  "skip projects of every other domain (id, or 'default')")
              .choice("event", List.of(CREATED, UPDATED, DELETED), "what happened")
              .positional("object", Checks::hexUuid, "id of the project"));

  private final ConsoleScript script;

  public SyncKeystone(Connections connections) {
    script = new ConsoleScript(USAGE, connections, SyncKeystone::sync);
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
    String project = arguments.get("object");
    LazyKeystone keystone = new LazyKeystone(run, arguments.get("--os-cloud"));
    TenantSync tenants =
        new TenantSync(run, keystone::client, NautobotOptions.client(run, arguments));
    if (isElsewhere(keystone, arguments.find("--only-domain"), project)) {
      run.log().info("Skipping project " + project + " - it is not in the wanted domain");
      return 0;
    }
    switch (arguments.get("event")) {
      case CREATED -> tenants.created(project);
      case UPDATED -> tenants.updated(project);
      default -> tenants.deleted(project);
    }
    return 0;
  }

  /** A deleted project is in no domain any more; its tenant goes wherever it came from. */
  private static boolean isElsewhere(
      LazyKeystone keystone, Optional<String> onlyDomain, String project) {
    return onlyDomain.isPresent()
        && keystone
            .client()
            .findProject(project)
            .flatMap(found -> found.domainId())
            .filter(domain -> !domain.equals(onlyDomain.get()))
            .isPresent();
  }

  private static String domain(String text) {
    return text.equals("default") ? text : Checks.hexUuid(text);
  }

  /** Reads {@code clouds.yaml} when the first call needs it: a delete needs no Keystone. */
  private static final class LazyKeystone {
    private final OperationRun run;
    private final String cloud;
    private Optional<KeystoneClient> client = Optional.empty();

    LazyKeystone(OperationRun run, String cloud) {
      this.run = run;
      this.cloud = cloud;
    }

    KeystoneClient client() {
      if (client.isEmpty()) {
        client = Optional.of(new KeystoneClient(Cloud.open(run, Optional.of(cloud))));
      }
      return client.get();
    }
  }
}
