package dev.understack.cli.command;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.ResourcePath;
import dev.understack.cli.output.Ages;
import dev.understack.cli.output.Table;
import dev.understack.cli.output.Yaml;
import dev.understack.model.ResourceType;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code describe}: one object with its status and the Events about it. */
@Command(name = "describe", description = "Show one object with its status and events.")
final class DescribeCommand implements Callable<Integer> {
  @Mixin Connection connection = new Connection();

  @Parameters(index = "0", paramLabel = "KIND")
  String kind = "";

  @Parameters(index = "1", paramLabel = "NAME")
  String name = "";

  @Override
  public Integer call() {
    ApiClient client = connection.open();
    ResourceType type = ResourcePath.kind(kind);
    String namespace = connection.namespace(client);
    JsonNode object = client.get(ResourcePath.of(type, namespace, name), Map.of());
    if (object instanceof ObjectNode shown
        && shown.get("metadata") instanceof ObjectNode metadata) {
      metadata.remove("managedFields");
    }
    System.out.print(Yaml.write(object));
    JsonNode events =
        client.get(
            "/api/v1/namespaces/" + namespace + "/events",
            Map.of("fieldSelector", "involvedObject.name=" + name));
    Table table = new Table("AGE", "TYPE", "REASON", "MESSAGE");
    Instant now = Instant.now();
    for (JsonNode event : events.path("items")) {
      table.row(
          Ages.since(event.path("lastTimestamp").asString(""), now),
          event.path("type").asString(""),
          event.path("reason").asString(""),
          event.path("message").asString(""));
    }
    System.out.println("---");
    if (table.isEmpty()) {
      System.out.println("Events: <none>");
    } else {
      table.print(System.out);
    }
    return 0;
  }
}
