package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.cli.api.StateFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that talks to a running system. */
final class Connection {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Which system to talk to (default: KUBECONFIG, else the state folder's).")
  @Nullable Path kubeconfig;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "State folder of the system (default: UNDERSTACK_STATE, else ~/.local/state/understack).")
  @Nullable Path state;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "Namespace (default: the kubeconfig's).")
  String namespace = "";

  /** A client for the system that the options name. */
  ApiClient open() {
    return new ApiClient(Kubeconfig.read(file()));
  }

  /** The namespace to use with this client. */
  String namespace(ApiClient client) {
    return namespace.isEmpty() ? client.defaultNamespace() : namespace;
  }

  private Path file() {
    if (kubeconfig != null) {
      return kubeconfig;
    }
    String fromEnvironment = System.getenv("KUBECONFIG");
    return state != null || fromEnvironment == null || fromEnvironment.isEmpty()
        ? StateFolder.kubeconfig(StateFolder.resolve(state))
        : Path.of(fromEnvironment);
  }
}
