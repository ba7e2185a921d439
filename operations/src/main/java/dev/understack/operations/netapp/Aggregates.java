package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.json.Trees;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Chooses where new storage goes. */
final class Aggregates {
  private Aggregates() {}

  /** The name of the online aggregate with most room; of equal ones the first by name. */
  static String select(OntapClient ontap) {
    return select(
        ontap.list(
            "storage/aggregates", Map.of("fields", "name,state,space.block_storage.used_percent")));
  }

  static String select(List<JsonNode> aggregates) {
    if (aggregates.isEmpty()) {
      throw new OperationFailedException("No NetApp aggregates are available");
    }
    return aggregates.stream()
        .filter(each -> each.path("state").asString("").equals("online"))
        .filter(each -> used(each).isNumber())
        .min(
            Comparator.<JsonNode>comparingDouble(each -> used(each).asDouble())
                .thenComparing(each -> each.path("name").asString()))
        .orElseThrow(() -> new OperationFailedException("No eligible NetApp aggregates"))
        .path("name")
        .asString();
  }

  private static JsonNode used(JsonNode aggregate) {
    return Trees.at(aggregate, "space", "block_storage", "used_percent");
  }
}
