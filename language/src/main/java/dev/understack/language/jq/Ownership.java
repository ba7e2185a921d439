package dev.understack.language.jq;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The containers that one assignment has made and nobody else has seen, so that it may change them
 * in place.
 */
final class Ownership {
  private final Set<JsonNode> owned = Collections.newSetFromMap(new IdentityHashMap<>());

  boolean owns(JsonNode value) {
    return owned.contains(value);
  }

  /** Somebody else gets to see {@code value}: what it holds is not owned any more either. */
  void share(JsonNode value) {
    if (owned.contains(value)) {
      owned.clear();
    }
  }

  <T extends JsonNode> T own(T value) {
    owned.add(value);
    return value;
  }
}
