package dev.understack.operations.vectors;

import dev.understack.operations.json.Trees;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One example of what an operation does. */
public record Vector(String operation, String name, JsonNode input, JsonNode expected) {

  public static List<Vector> read(String text) {
    return Trees.items(Trees.read(text)).stream()
        .map(each ->
            new Vector(
                each.path("operation").asString(),
                each.path("name").asString(),
                each.path("input"),
                each.path("expected")))
        .toList();
  }

  public String title() {
    return operation + "/" + name;
  }

  public String in(String field) {
    return input.path(field).asString("");
  }
}
