package dev.understack.standins.nautobot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cables join interfaces: both ends must exist and be free, each end shows its cable, and a cable
 * goes with either of its interfaces.
 */
final class CableRules {
  private static final List<String> ENDS = List.of("termination_a_id", "termination_b_id");

  private final Tables tables;

  CableRules(Tables tables) {
    this.tables = tables;
  }

  void check(Model model, JsonNode cable) {
    if (!isCable(model)) {
      return;
    }
    for (String end : ENDS) {
      ObjectNode connected = interfaceAt(cable, end);
      if (connected == null) {
        throw RefusedException.field(end, "Related object not found.");
      }
      String other = connected.path("cable").asString("");
      if (!other.isEmpty() && !other.equals(cable.path("id").asString())) {
        throw RefusedException.field(
            "__all__", connected.path("name").asString() + " already has a cable attached");
      }
    }
  }

  void created(Model model, JsonNode cable) {
    if (isCable(model)) {
      attach(cable);
    }
  }

  void moved(Model model, JsonNode old, JsonNode cable) {
    if (isCable(model)) {
      detach(old);
      attach(cable);
    }
  }

  void deleting(Model model, String id) {
    if (isCable(model)) {
      JsonNode cable = tables.get(model, id);
      if (cable != null) {
        detach(cable);
      }
    } else if (model.path().equals(Models.INTERFACES)) {
      ObjectNode row = tables.get(model, id);
      String cable = row == null ? "" : row.path("cable").asString("");
      if (!cable.isEmpty()) {
        deleting(tables.need(Models.CABLES), cable);
        tables.remove(tables.need(Models.CABLES), cable);
      }
    }
  }

  private void attach(JsonNode cable) {
    for (String end : ENDS) {
      ObjectNode connected = interfaceAt(cable, end);
      if (connected != null) {
        connected.put("cable", cable.path("id").asString());
      }
    }
  }

  private void detach(JsonNode cable) {
    for (String end : ENDS) {
      ObjectNode connected = interfaceAt(cable, end);
      if (connected != null) {
        connected.putNull("cable");
      }
    }
  }

  private @Nullable ObjectNode interfaceAt(JsonNode cable, String end) {
    return tables.get(tables.need(Models.INTERFACES), cable.path(end).asString(""));
  }

  private static boolean isCable(Model model) {
    return model.path().equals(Models.CABLES);
  }
}
