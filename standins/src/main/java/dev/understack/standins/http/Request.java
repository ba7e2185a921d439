package dev.understack.standins.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a stand-in receives.
 *
 * @param path still percent-encoded
 * @param headers names in lower case
 */
public record Request(
    String method,
    String path,
    Map<String, List<String>> query,
    Map<String, String> headers,
    String body) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** The body; an empty object when there is none. */
  public JsonNode json() {
    return body.isEmpty() ? JsonNodeFactory.instance.objectNode() : MAPPER.readTree(body);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(java.util.Locale.ROOT)));
  }

  public Optional<String> parameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** The parts of the path, empty ones left out. */
  public List<String> parts() {
    return java.util.Arrays.stream(path.split("/", -1)).filter(part -> !part.isEmpty()).toList();
  }
}
