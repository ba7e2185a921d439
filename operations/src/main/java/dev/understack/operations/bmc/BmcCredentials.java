package dev.understack.operations.bmc;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Finds a password that a management controller accepts and replaces it with the standard one. */
public final class BmcCredentials {
  private static final List<String> FACTORY =
      List.of("calvin", "calvincalvin", "calvin1", "calvincalvin1");
  private static final Duration LOCK_OUT = Duration.ofSeconds(60);
  private static final int ATTEMPTS_BEFORE_LOCK_OUT = 2;

  private final OperationRun run;

  public BmcCredentials(OperationRun run) {
    this.run = run;
  }

  /** A client that is logged in with the standard password; throws when no password works. */
  public RedfishClient establish(String address, String oldPassword) {
    String standard = run.log().hide(StandardPassword.of(address, masterKey(run)));
    RedfishClient bmc = new RedfishClient(run, address);
    establish(bmc, standard, oldPassword);
    return bmc;
  }

  void establish(RedfishClient bmc, String standard, String oldPassword) {
    List<String> refusals = new ArrayList<>();
    int attempt = 0;
    for (String candidate : candidates(standard, oldPassword)) {
      attempt++;
      if (attempt > ATTEMPTS_BEFORE_LOCK_OUT) {
        run.connections().pause().of(LOCK_OUT);
      }
      try {
        tryPassword(bmc, candidate, standard);
        bmc.logInWith(run.context().dryRun() ? candidate : standard);
        run.log().info("Production BMC credentials are working on this BMC.");
        return;
      } catch (RequestFailedException e) {
        refusals.add("attempt " + attempt + ": " + e.getMessage());
      }
    }
    throw new OperationFailedException(
        "AuthException: no password works on "
            + bmc.address()
            + ": "
            + String.join("; ", refusals));
  }

  private static Set<String> candidates(String standard, String oldPassword) {
    Set<String> all = new LinkedHashSet<>(List.of(standard, oldPassword));
    all.addAll(FACTORY);
    all.remove("");
    return all;
  }

  private void tryPassword(RedfishClient bmc, String candidate, String standard) {
    try (RedfishClient.Session session = bmc.open(candidate)) {
      if (candidate.equals(standard)) {
        return;
      }
      run.log().info("Login successful using old/default password, setting the standard one");
      session.patch(rootAccount(session), Trees.object().put("Password", standard));
    }
    if (!run.context().dryRun()) {
      bmc.open(standard).close();
    }
  }

  private static String rootAccount(RedfishClient.Session session) {
    String service = link(session.read("/redfish/v1").path("AccountService"));
    String accounts = link(session.read(service).path("Accounts"));
    for (JsonNode member : Trees.items(session.read(accounts).path("Members"))) {
      String path = link(member);
      if (session.read(path).path("UserName").asString("").equals("root")) {
        return path;
      }
    }
    throw new OperationFailedException("AuthException: the BMC has no account named root");
  }

  private static String link(JsonNode reference) {
    return reference.path("@odata.id").asString("");
  }

  /** The secret that all standard passwords are made from. */
  public static String masterKey(OperationRun run) {
    return masterKey(run, 1);
  }

  /** Exits with {@code missing} when there is none. */
  static String masterKey(OperationRun run, int missing) {
    return run.log()
        .hide(
            run.variable("BMC_MASTER")
                .or(() -> run.secret("/etc/bmc_master/key"))
                .orElseThrow(() ->
                    new OperationFailedException(
                        missing,
                        "no BMC master key: set BMC_MASTER or mount /etc/bmc_master/key")));
  }
}
