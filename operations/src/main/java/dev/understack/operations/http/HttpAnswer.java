package dev.understack.operations.http;

import dev.understack.operations.json.Trees;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * One response.
 *
 * @param headers first value of each, names in any case
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {

  public HttpAnswer {
    TreeMap<String, String> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    sorted.putAll(headers);
    headers = sorted;
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as JSON; an empty object for an empty body or one that is not JSON. */
  public JsonNode json() {
    try {
      return body.isEmpty() ? Trees.object() : Trees.read(body);
    } catch (JacksonException e) {
      return Trees.object();
    }
  }
}
