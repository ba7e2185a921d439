package dev.understack.operations.vectors;

import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.stream.Stream;
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

  public boolean expects(String field) {
    return expected.has(field);
  }

  public JsonNode wanted(String field) {
    return expected.path(field);
  }

  /** The first of these that the vector expects something of; a missing node for none. */
  public JsonNode wantedOf(String... fields) {
    return expected.path(Stream.of(fields).filter(expected::has).findFirst().orElse(""));
  }

  /** The words of a command line. */
  public List<String> args() {
    return texts(input.path("args"));
  }

  public static List<String> texts(JsonNode array) {
    return Trees.items(array).stream().map(JsonNode::asString).toList();
  }
}
