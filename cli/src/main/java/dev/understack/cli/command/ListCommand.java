package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ResourcePath;
import dev.understack.cli.output.Ages;
import dev.understack.cli.output.Table;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code list}: workflows, newest first. */
@Command(name = "list", description = "List workflows, newest first.")
final class ListCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  boolean all;

  @Option(names = "--status", paramLabel = "PHASE", description = "Only these phases.", split = ",")
  List<String> phases = List.of();

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABELS",
      description = "Label selector.")
  String selector = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    String namespace = all ? "" : connection.namespace(client);
    JsonNode found =
        client.get(
            ResourcePath.of(ResourceTypes.WORKFLOW, namespace), Map.of("labelSelector", selector));
    if (!output.forPeople() && output.format != OutputFormat.Format.NAME) {
      output.print(System.out, found.path("items"));
      return 0;
    }
    List<KubeObject> workflows = new ArrayList<>();
    found.path("items").forEach(item -> workflows.add(KubeObject.of((ObjectNode) item)));
    workflows.sort(
        Comparator.comparing((KubeObject w) -> w.creationTimestamp().orElse(Instant.EPOCH))
            .reversed());
    Table table =
        all
            ? new Table("NAMESPACE", "NAME", "STATUS", "AGE", "DURATION", "MESSAGE")
            : new Table("NAME", "STATUS", "AGE", "DURATION", "MESSAGE");
    for (KubeObject workflow : workflows) {
      String phase = workflow.status().path("phase").asString("Pending");
      if (!phases.isEmpty() && !phases.contains(phase)) {
        continue;
      }
      if (output.format == OutputFormat.Format.NAME) {
        System.out.println(workflow.name());
        continue;
      }
      List<String> cells = new ArrayList<>();
      if (all) {
        cells.add(workflow.namespace());
      }
      cells.addAll(
          List.of(
              workflow.name(),
              phase,
              Ages.since(workflow.metadata().path("creationTimestamp").asString(""), Instant.now()),
              duration(workflow.status()),
              workflow.status().path("message").asString("")));
      table.row(cells.toArray(String[]::new));
    }
    if (output.forPeople()) {
      if (table.isEmpty()) {
        System.err.println("No workflows found");
      } else {
        table.print(System.out);
      }
    }
    return 0;
  }

  private static String duration(ObjectNode status) {
    String start = status.path("startedAt").asString("");
    String end = status.path("finishedAt").asString("");
    if (start.isEmpty()) {
      return "0s";
    }
    Instant until = end.isEmpty() ? Instant.now() : Instant.parse(end);
    return Ages.of(Duration.between(Instant.parse(start), until));
  }
}
