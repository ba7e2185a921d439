package dev.understack.bus;

import dev.understack.model.Json;
import tools.jackson.databind.JsonNode;

/**
 * The data of an event, twice: sources often have its text at hand, and writing the tree again
 * would cost as much as reading it.
 *
 * @param tree not changed afterwards
 * @param text JSON that says the same
 */
public record EventData(JsonNode tree, String text) {

  public static EventData of(JsonNode tree) {
    return new EventData(tree, Json.write(tree));
  }
}
