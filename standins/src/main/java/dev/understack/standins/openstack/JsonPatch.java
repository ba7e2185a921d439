package dev.understack.standins.openstack;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON-Patch on objects: add, replace and remove. */
final class JsonPatch {
  private JsonPatch() {}

  /** False when a path to remove or replace is not there. */
  static boolean apply(ObjectNode row, JsonNode patch) {
    for (JsonNode step : patch) {
      String[] path = step.path("path").asString().substring(1).split("/", -1);
      ObjectNode parent = row;
      for (int i = 0; i < path.length - 1; i++) {
        parent =
            parent.path(path[i]) instanceof ObjectNode known ? known : parent.putObject(path[i]);
      }
      String name = path[path.length - 1].replace("~1", "/").replace("~0", "~");
      boolean add = step.path("op").asString().equals("add");
      if (!add && !parent.has(name)) {
        return false;
      }
      if (step.path("op").asString().equals("remove")) {
        parent.remove(name);
      } else {
        parent.set(name, step.path("value"));
      }
    }
    return true;
  }
}
