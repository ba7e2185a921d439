package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ApiFailedException;
import dev.understack.model.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands that act on a workflow that is there: {@code retry}, {@code resubmit}, {@code stop},
 * {@code terminate}, {@code suspend} and {@code resume}. Each is the Argo Server call of the same
 * name.
 */
@Command
final class WorkflowActionCommand implements Callable<Integer> {
  /** The names of these commands and what they say they do. */
  static final Map<String, String> ACTIONS = actions();

  @Spec CommandSpec spec = CommandSpec.create();
  @Mixin Connection connection = new Connection();

  @Parameters(arity = "1..*", paramLabel = "WORKFLOW")
  List<String> names = List.of();

  @Option(names = "--message", description = "Why; shown in the workflow (stop).")
  String message = "";

  @Option(
      names = "--node-field-selector",
      paramLabel = "SELECTOR",
      description = "Which nodes (resume, stop, retry).")
  String nodeFieldSelector = "";

  @Option(names = "--restart-successful", description = "Also nodes that succeeded (retry).")
  boolean restartSuccessful;

  @Option(names = "--memoized", description = "Keep what succeeded (resubmit).")
  boolean memoized;

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "NAME=VALUE",
      description = "An argument.")
  Map<String, String> parameters = new LinkedHashMap<>();

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String namespace = connection.namespace(client);
    String action = spec.name();
    boolean failed = false;
    for (String name : names) {
      try {
        JsonNode answer =
            client.send(
                "PUT",
                "/api/v1/workflows/" + namespace + "/" + name + "/" + action,
                Map.of(),
                "application/json",
                Json.write(body(namespace, name)));
        System.out.println(
            "workflow " + answer.path("metadata").path("name").asString(name) + " " + past(action));
      } catch (ApiFailedException e) {
        System.err.println("workflow " + namespace + "/" + name + ": " + e.getMessage());
        failed = true;
      }
    }
    return failed ? 1 : 0;
  }

  private ObjectNode body(String namespace, String name) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("namespace", namespace).put("name", name);
    body.put("message", message).put("nodeFieldSelector", nodeFieldSelector);
    body.put("restartSuccessful", restartSuccessful).put("memoized", memoized);
    ArrayNode list = body.putArray("parameters");
    parameters.forEach((key, value) -> list.add(key + "=" + value));
    return body;
  }

  private static String past(String action) {
    return switch (action) {
      case "retry" -> "retried";
      case "resubmit" -> "submitted again";
      case "stop" -> "stopped";
      default -> action.toLowerCase(Locale.ROOT).replaceFirst("e$", "") + "ed";
    };
  }

  private static Map<String, String> actions() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("retry", "Run the failed steps of a workflow again.");
    all.put("resubmit", "Start a workflow again as a new one.");
    all.put("suspend", "Start no more steps of a workflow.");
    all.put("resume", "Go on with a suspended workflow.");
    all.put("stop", "Stop a workflow; its exit handlers run.");
    all.put("terminate", "Stop a workflow at once, without exit handlers.");
    return java.util.Collections.unmodifiableMap(all);
  }
}
