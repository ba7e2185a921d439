package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ResourcePath;
import dev.understack.cli.output.Table;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code get}: shows objects. */
@Command(name = "get", description = "Show objects of a kind.")
final class GetCommand implements Callable<Integer> {
  private static final String AS_TABLE =
      "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";

  @Mixin Connection connection = new Connection();
  @Mixin OutputFormat output = new OutputFormat();

  @Parameters(index = "0", paramLabel = "KIND", description = "For example sensors or wf.")
  String kind = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "One object.")
  String name = "";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  boolean all;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABELS",
      description = "Label selector.")
  String selector = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    ResourceType type = ResourcePath.kind(kind);
    String namespace = all ? "" : connection.namespace(client);
    String path =
        name.isEmpty() ? ResourcePath.of(type, namespace) : ResourcePath.of(type, namespace, name);
    Map<String, String> query = Map.of("labelSelector", selector);
    if (output.forPeople()) {
      printTable(
          dev.understack.model.Json.read(client.text(path, query, AS_TABLE)),
          all && type.namespaced());
    } else {
      JsonNode found = client.get(path, query);
      if (output.format == OutputFormat.Format.NAME) {
        items(found).forEach(o -> System.out.println(ResourcePath.shown(type, o)));
      } else {
        output.print(System.out, found);
      }
    }
    return 0;
  }

  private void printTable(JsonNode table, boolean withNamespace) {
    List<Integer> columns = new ArrayList<>();
    List<String> header = new ArrayList<>();
    if (withNamespace) {
      header.add("NAMESPACE");
    }
    JsonNode definitions = table.path("columnDefinitions");
    for (int i = 0; i < definitions.size(); i++) {
      if (definitions.get(i).path("priority").asInt(0) == 0
          || output.format == OutputFormat.Format.WIDE) {
        columns.add(i);
        header.add(definitions.get(i).path("name").asString("").toUpperCase(java.util.Locale.ROOT));
      }
    }
    Table shown = new Table(header.toArray(String[]::new));
    for (JsonNode row : table.path("rows")) {
      List<String> cells = new ArrayList<>();
      if (withNamespace) {
        cells.add(row.path("object").path("metadata").path("namespace").asString(""));
      }
      columns.forEach(i -> cells.add(row.path("cells").path(i).asString("")));
      shown.row(cells.toArray(String[]::new));
    }
    if (shown.isEmpty()) {
      System.err.println("No resources found");
    } else {
      shown.print(System.out);
    }
  }

  private static List<KubeObject> items(JsonNode found) {
    if (!found.has("items")) {
      return List.of(KubeObject.of((ObjectNode) found));
    }
    List<KubeObject> all = new ArrayList<>();
    found.path("items").forEach(item -> all.add(KubeObject.of((ObjectNode) item)));
    return all;
  }
}
