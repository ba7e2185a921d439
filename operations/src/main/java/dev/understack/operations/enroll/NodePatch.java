package dev.understack.operations.enroll;

import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.IronicClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.StringNode;

/** Collects the steps of one JSON-Patch. */
final class NodePatch {
  private final ArrayNode steps = Trees.array();

  static NodePatch of(String path, String text) {
    return new NodePatch().set(path, text);
  }

  static NodePatch without(String path) {
    NodePatch patch = new NodePatch();
    patch.steps.add(IronicClient.patch("remove", path, null));
    return patch;
  }

  NodePatch set(String path, String text) {
    return set(path, StringNode.valueOf(text));
  }

  NodePatch set(String path, JsonNode value) {
    steps.add(IronicClient.patch("add", path, value));
    return this;
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  ArrayNode steps() {
    return steps;
  }
}
