package dev.understack.standins.nautobot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Cables join interfaces: both ends must exist and be free and stay where they are, each end shows
 * its cable, and a cable goes with either of its interfaces.
 */
final class CableRules {
  private static final List<String> ENDS = List.of("termination_a", "termination_b");

  private final Tables tables;

  CableRules(Tables tables) {
    this.tables = tables;
  }

  /** The kinds of the ends. */
  void check(Model model, JsonNode cable, FieldErrors errors) {
    if (!isCable(model)) {
      return;
    }
    for (String end : ENDS) {
      String kind = cable.path(end + "_type").asString("");
      if (!kind.isEmpty() && !kind.equals("dcim.interface")) {
        errors.add(end + "_type", "Invalid content type: " + kind);
      }
    }
  }

  /** The ends themselves, once all else is right. */
  void checkEnds(Model model, JsonNode cable, FieldErrors errors) {
    if (!isCable(model)) {
      return;
    }
    for (String end : ENDS) {
      ObjectNode connected = interfaceAt(cable, end);
      if (connected == null) {
        errors.add(end + "_id", "Object not found");
        continue;
      }
      String other = connected.path("cable").asString("");
      if (!other.isEmpty() && !other.equals(cable.path("id").asString())) {
        errors.add(
            "__all__",
            connected.path("name").asString() + " already has a cable attached (#" + other + ")");
      }
    }
  }

  void keepEnds(Model model, JsonNode old, JsonNode cable, FieldErrors errors) {
    if (!isCable(model)) {
      return;
    }
    for (String end : ENDS) {
      if (!old.path(end + "_id").equals(cable.path(end + "_id"))) {
        errors.add(
            end,
            "Cable termination points may not be modified. Delete and recreate the cable instead.");
        return;
      }
    }
  }

  void created(Model model, JsonNode cable) {
    if (isCable(model)) {
      for (String end : ENDS) {
        ObjectNode connected = interfaceAt(cable, end);
        if (connected != null) {
          connected.put("cable", cable.path("id").asString());
        }
      }
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

  private void detach(JsonNode cable) {
    for (String end : ENDS) {
      ObjectNode connected = interfaceAt(cable, end);
      if (connected != null) {
        connected.putNull("cable");
      }
    }
  }

  private @Nullable ObjectNode interfaceAt(JsonNode cable, String end) {
    return tables.get(tables.need(Models.INTERFACES), cable.path(end + "_id").asString(""));
  }

  private static boolean isCable(Model model) {
    return model.path().equals(Models.CABLES);
  }
}
