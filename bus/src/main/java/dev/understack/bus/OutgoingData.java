package dev.understack.bus;

import dev.understack.model.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The data of an event on its way to a bus. Its text is written when somebody needs it, and only
 * once: an event that a filter of its source drops never has one. Safe for several threads.
 */
public final class OutgoingData {
  private final JsonNode tree;

  /** Set by the first who asks; others may set it again to an equal text. */
  private volatile @Nullable String text;

  private OutgoingData(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * @param tree not changed afterwards
   */
  public static OutgoingData of(JsonNode tree) {
    return new OutgoingData(tree);
  }

  public JsonNode tree() {
    return tree;
  }

  /** JSON that says the same as the tree. */
  public String text() {
    String known = text;
    if (known == null) {
      known = Json.write(tree);
      text = known;
    }
    return known;
  }
}
