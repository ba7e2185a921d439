package dev.understack.standins.http;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a stand-in answers. */
public record Reply(int status, Map<String, String> headers, String body) {

  public static Reply json(int status, JsonNode body) {
    return new Reply(status, Map.of(), body.toString());
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), "");
  }

  public Reply with(String header, String value) {
    return new Reply(status, Map.of(header, value), body);
  }
}
