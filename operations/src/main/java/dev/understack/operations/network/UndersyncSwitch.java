package dev.understack.operations.network;

import dev.understack.operations.Connections;
import dev.understack.operations.Operation;
import dev.understack.operations.OperationContext;
import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.ConsoleScript;
import dev.understack.operations.console.Usage;
import dev.understack.operations.http.HttpCall;
import dev.understack.operations.http.HttpMethod;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.http.Subject;
import dev.understack.operations.http.UrlPart;
import dev.understack.operations.json.Trees;
import dev.understack.operations.nautobot.NautobotClient;
import dev.understack.operations.nautobot.NautobotEndpoint;
import dev.understack.operations.nautobot.NautobotOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * {@code undersync-switch}: asks Undersync to configure the switches of a physical network. Asking
 * twice does no harm: Undersync writes what differs.
 */
public final class UndersyncSwitch implements Operation {
  private static final int FAILED = 2;
  private static final String SERVICE = "http://undersync.undersync.svc.cluster.local:8080";
  private static final String TOKEN_FILE = "/etc/undersync/token";

  private static final Usage USAGE =
      NautobotOptions.addTo(
              Usage.of("undersync-switch", "Trigger undersync run for a physical network"))
          .required("--physical-network", "name of the VLAN group")
          .option("--force", "false", Checks::truth, "call undersync's force endpoint")
          .option("--dry-run", "false", Checks::truth, "call undersync's dry-run endpoint")
          .option("--removed-port", "", "wait until Nautobot no longer has this interface");
  private static final Duration POLL = Duration.ofMillis(250);
  private static final int MOST_POLLS = 240;

  private final ConsoleScript script;

  public UndersyncSwitch(Connections connections) {
    script = new ConsoleScript(USAGE, connections, UndersyncSwitch::sync);
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
    String token =
        run.secret(TOKEN_FILE)
            .orElseThrow(
                () -> new OperationFailedException("Undersync token is empty: " + TOKEN_FILE));
    awaitRemoval(run, arguments, arguments.get("--removed-port"));
    String network = arguments.get("--physical-network");
    URI address =
        URI.create(
            run.variable("UNDERSYNC_URL").orElse(SERVICE)
                + "/v1/vlan-group/"
                + UrlPart.of(network)
                + "/"
                + action(arguments));
    HttpCall call =
        HttpCall.changing(
                HttpMethod.POST, address, null, new Subject("undersync", "vlan-group", network))
            .with(Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"))
            .asRepeatable();
    try {
      run.log().info("Undersync returned: " + Trees.write(run.gate().send(call).json()));
      return 0;
    } catch (RequestFailedException e) {
      throw new OperationFailedException(FAILED, "Undersync failed: " + e.getMessage());
    }
  }

  /** Undersync reads Nautobot: it must not see the port that is about to go. */
  private static void awaitRemoval(OperationRun run, Arguments arguments, String port) {
    if (port.isEmpty()) {
      return;
    }
    NautobotClient nautobot = NautobotOptions.client(run, arguments);
    for (int poll = 0; poll < MOST_POLLS; poll++) {
      if (nautobot.findById(NautobotEndpoint.INTERFACES, port).isEmpty()) {
        return;
      }
      run.connections().pause().of(POLL);
    }
    throw new OperationFailedException(
        "Nautobot still has interface " + port + "; its removal has to come first");
  }

  private static String action(Arguments arguments) {
    if (Boolean.parseBoolean(arguments.get("--dry-run"))) {
      return "dry-run";
    }
    return Boolean.parseBoolean(arguments.get("--force")) ? "force" : "sync";
  }
}
