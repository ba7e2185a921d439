package dev.understack.standins.nautobot;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Fields that no two objects share.
 *
 * @param field under which a refusal says so
 * @param message what it says
 */
record UniqueRule(List<String> fields, String field, String message) {

  boolean broken(JsonNode row, JsonNode other) {
    return fields.stream()
        .allMatch(each -> !isAbsent(row.path(each)) && row.path(each).equals(other.path(each)));
  }

  private static boolean isAbsent(JsonNode value) {
    return value.isNull() || value.isMissingNode() || value.asString("").isEmpty();
  }
}
