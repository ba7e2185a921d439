package dev.understack.cluster.embedded;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.Json;
import dev.understack.store.ObjectTable.Place;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Where the next part of a list starts.
 *
 * @param version of the first part, which the whole list keeps
 * @param after the last object that was returned
 */
record ContinueToken(String version, Place after) {
  static final ContinueToken START = new ContinueToken("", Place.START);

  static ContinueToken parse(String text) {
    if (text.isEmpty()) {
      return START;
    }
    try {
      JsonNode token = Json.read(Base64.getUrlDecoder().decode(text));
      return new ContinueToken(
          token.path("rv").asString(""),
          new Place(token.path("ns").asString(""), token.path("name").asString("")));
    } catch (IllegalArgumentException | JacksonException _) {
      throw new ApiException(Reason.BAD_REQUEST, "continue key is not valid");
    }
  }

  String text() {
    byte[] json =
        Json.bytes(
            JsonNodeFactory.instance
                .objectNode()
                .put("rv", version)
                .put("ns", after.namespace())
                .put("name", after.name()));
    return new String(Base64.getUrlEncoder().withoutPadding().encode(json), StandardCharsets.UTF_8);
  }
}
