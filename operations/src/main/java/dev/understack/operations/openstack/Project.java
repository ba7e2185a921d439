package dev.understack.operations.openstack;

import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A Keystone project.
 *
 * @param id 32 digits
 * @param domainId empty for none
 * @param description empty for none
 */
public record Project(
    String id,
    String name,
    String description,
    Optional<String> domainId,
    boolean isDomain,
    List<String> tags) {

  public Project {
    tags = List.copyOf(tags);
  }

  static Project of(JsonNode json) {
    return new Project(
        Trees.text(json, "id").orElse(""),
        Trees.text(json, "name").orElse(""),
        Trees.text(json, "description").orElse(""),
        Trees.text(json, "domain_id"),
        json.path("is_domain").asBoolean(false),
        Trees.items(json.path("tags")).stream().map(JsonNode::asString).toList());
  }
}
