package dev.understack.operations.nautobot;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.Arguments;
import dev.understack.operations.console.Checks;
import dev.understack.operations.console.Usage;
import dev.understack.operations.console.UsageException;
import java.util.Optional;

/** The options of every script that works on Nautobot, and the client they lead to. */
public final class NautobotOptions {
  private static final String URL = "--nautobot_url";
  private static final String TOKEN = "--nautobot_token";
  private static final String TOKEN_FILE = "/etc/nb-token/token";

  private NautobotOptions() {}

  public static Usage addTo(Usage usage) {
    return usage
        .option(URL, null, Checks::url, "address of Nautobot (default: variable NAUTOBOT_URL)")
        .option(TOKEN, null, "token (default: the content of " + TOKEN_FILE + ")");
  }

  /** Where Nautobot is, if anybody says so; throws {@link UsageException} when it is no URL. */
  public static Optional<String> address(OperationRun run, Arguments arguments) {
    return arguments.find(URL).or(() -> run.variable("NAUTOBOT_URL")).map(Checks::url);
  }

  /** Throws {@link OperationFailedException} when address or token is nowhere to be found. */
  public static NautobotClient client(OperationRun run, Arguments arguments) {
    String url =
        address(run, arguments)
            .orElseThrow(() ->
                new OperationFailedException(
                    "NAUTOBOT_URL environment variable must be set, or --nautobot_url given"));
    String token =
        arguments
            .find(TOKEN)
            .filter(text -> !text.isEmpty())
            .or(() -> run.secret(TOKEN_FILE))
            .or(() -> run.variable("NAUTOBOT_TOKEN"))
            .orElseThrow(() ->
                new OperationFailedException(
                    "no Nautobot token: " + TOKEN_FILE + " is missing or empty"));
    return new NautobotClient(run.gate(), url, run.log().hide(token));
  }
}
