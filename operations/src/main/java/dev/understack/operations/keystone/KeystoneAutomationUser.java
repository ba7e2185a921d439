package dev.understack.operations.keystone;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.Cloud;
import dev.understack.operations.openstack.CloudService;
import dev.understack.operations.openstack.KeystoneAdmin;
import dev.understack.operations.openstack.OpenStack;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code keystone-automation-user}: makes a Keystone user of domain {@code service} equal to a
 * labelled Secret: its password and exactly its roles. Or deletes it.
 *
 * <p>The user carries the uid of its Secret. The end of a Secret deletes only its own user: when
 * the Secret was made again meanwhile, as on rotation of its password, the user is that of the new
 * one, in whatever order the two are told.
 */
public final class KeystoneAutomationUser implements Operation {
  private static final String DOMAIN = "service";
  private static final String PROJECT = "automation";

  /** Keystone keeps attributes that it does not know with the user. */
  private static final String SECRET_UID = "secret_uid";

  private static final Usage USAGE =
      Usage.of("keystone-automation-user", "Maintain a Keystone user from a Secret")
          .choice("action", List.of("upsert", "delete"), "what to do")
          .required("--secret", "name of the Secret")
          .option("--secret-uid", "", "uid of the Secret (default: any)")
          .option("--user", null, "name of the user (default: that of the Secret)")
          .option("--roles", "", "words of the role label, separated by commas")
          .option("--password-file", "/tmp/user-create/password", "file with the password");

  private final ConsoleScript script;

  public KeystoneAutomationUser(Connections connections) {
    script = new ConsoleScript(USAGE, connections, KeystoneAutomationUser::maintain);
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public int run(OperationContext context, List<String> arguments) throws InterruptedException {
    return script.run(context, arguments);
  }

  private static int maintain(OperationRun run, Arguments arguments) {
    String user =
        arguments.find("--user").filter(t -> !t.isEmpty()).orElse(arguments.get("--secret"));
    return run.connections()
        .locks()
        .holding("keystone-user/" + user, () -> maintain(run, arguments, user));
  }

  private static int maintain(OperationRun run, Arguments arguments, String user) {
    Cloud cloud = OpenStack.open(run, Optional.empty()).cloud();
    KeystoneAdmin keystone = new KeystoneAdmin(cloud);
    String domain = keystone.domainId(DOMAIN);
    if (arguments.get("action").equals("delete")) {
      keystone
          .findUser(user, domain)
          .ifPresentOrElse(
              found -> delete(run, keystone, found, arguments.get("--secret-uid")),
              () -> run.log().info("user " + user + " is already gone"));
      return 0;
    }
    String project =
        keystone
            .findProject(PROJECT, domain)
            .orElseGet(() -> keystone.createProject(PROJECT, domain));
    String id = ensureUser(keystone, arguments, user, domain, project);
    run.secret(arguments.get("--password-file"))
        .ifPresent(password -> ensurePassword(run, cloud, keystone, id, password, project));
    ensureRoles(
        keystone,
        id,
        new AutomationRoles(run, keystone, id).paths(project, arguments.get("--roles")));
    return 0;
  }

  private static void delete(
      OperationRun run, KeystoneAdmin keystone, JsonNode user, String secretUid) {
    String owner = user.path(SECRET_UID).asString("");
    if (secretUid.isEmpty() || owner.isEmpty() || owner.equals(secretUid)) {
      keystone.deleteUser(user.path("id").asString());
    } else {
      run.log()
          .info("user " + user.path("name").asString() + " stays: it is that of a newer Secret");
    }
  }

  private static String ensureUser(
      KeystoneAdmin keystone, Arguments arguments, String user, String domain, String project) {
    ObjectNode wanted =
        Trees.object()
            .put("description", arguments.get("--secret"))
            .put("default_project_id", project);
    if (!arguments.get("--secret-uid").isEmpty()) {
      wanted.put(SECRET_UID, arguments.get("--secret-uid"));
    }
    Optional<JsonNode> known = keystone.findUser(user, domain);
    if (known.isEmpty()) {
      return keystone.createUser(wanted.put("name", user).put("domain_id", domain));
    }
    String id = known.get().path("id").asString();
    boolean same =
        wanted.properties().stream()
            .allMatch(e -> e.getValue().equals(known.get().path(e.getKey())));
    if (!same) {
      keystone.updateUser(id, wanted);
    }
    return id;
  }

  /** Sets the password only when it does not work already: setting it ends all sessions. */
  private static void ensurePassword(
      OperationRun run,
      Cloud cloud,
      KeystoneAdmin keystone,
      String userId,
      String password,
      String project) {
    ObjectNode request = Trees.object();
    ObjectNode identity = request.putObject("auth").putObject("identity");
    identity.putArray("methods").add("password");
    identity.putObject("password").putObject("user").put("id", userId).put("password", password);
    String endpoint = cloud.endpoint(CloudService.IDENTITY);
    String base = endpoint.endsWith("/v3") ? endpoint : endpoint + "/v3";
    int status =
        run.gate()
            .sendForAnyStatus(HttpCall.asking(URI.create(base + "/auth/tokens"), request))
            .status();
    if (status >= 400) {
      run.log().info("setting the password of user " + userId + " in project " + project);
      keystone.updateUser(userId, Trees.object().put("password", password));
    }
  }

  private static void ensureRoles(KeystoneAdmin keystone, String user, Set<String> wanted) {
    Set<String> known = new HashSet<>(keystone.grants(user));
    wanted.stream().filter(path -> !known.contains(path)).forEach(keystone::grant);
    known.stream().filter(path -> !wanted.contains(path)).sorted().forEach(keystone::revoke);
  }
}
