package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ApiFailedException;
import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.api.ResourcePath;
import dev.understack.model.ResourceTypes;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code logs}: what the leaves of a workflow, or one pod, wrote. */
@Command(name = "logs", description = "Show the logs of a workflow or of one of its pods.")
final class LogsCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();

  @Parameters(index = "0", paramLabel = "WORKFLOW|POD")
  String name = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on while it runs.")
  boolean follow;

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String namespace = connection.namespace(client);
    List<String> pods = podsOf(client, namespace);
    if (pods.isEmpty()) {
      throw new CommandFailedException("no workflow or pod \"" + name + "\" in " + namespace);
    }
    pods.forEach(pod -> print(client, namespace, pod, pods.size() > 1 ? pod + ": " : ""));
    return 0;
  }

  private List<String> podsOf(ApiClient client, String namespace) {
    if (client.find(ResourcePath.of(ResourceTypes.POD, namespace, name)).isPresent()) {
      return List.of(name);
    }
    List<String> pods = new ArrayList<>();
    client
        .get(
            ResourcePath.of(ResourceTypes.POD, namespace),
            Map.of("labelSelector", "workflows.argoproj.io/workflow=" + name))
        .path("items")
        .forEach(pod -> pods.add(pod.path("metadata").path("name").asString("")));
    return pods;
  }

  private void print(ApiClient client, String namespace, String pod, String prefix) {
    String path = ResourcePath.of(ResourceTypes.POD, namespace, pod) + "/log";
    try (InputStream stream = client.stream(path, Map.of("follow", String.valueOf(follow)))) {
      if (prefix.isEmpty()) {
        stream.transferTo(System.out);
      } else {
        new java.io.BufferedReader(
                new java.io.InputStreamReader(stream, java.nio.charset.StandardCharsets.UTF_8))
            .lines()
            .forEach(line -> System.out.println(prefix + line));
      }
    } catch (ApiFailedException e) {
      System.err.println(pod + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailedException("the log of " + pod + " broke off: " + e.getMessage());
    }
  }
}
