package dev.understack.operations.keystone;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.node.StringNode;

/** The tags of a project; one of them asks for storage. */
public record ProjectTags(List<String> tags) {
  private static final String STORAGE = "UNDERSTACK_SVM";

  public ProjectTags {
    tags = List.copyOf(tags);
  }

  /** Reads the tags and writes them to the output {@code project_tags}. */
  public static ProjectTags of(NotificationScene scene, String projectId) {
    ProjectTags found =
        new ProjectTags(
            scene
                .openstack()
                .keystone()
                .findProject(projectId)
                .orElseThrow(() ->
                    new OperationFailedException(
                        "project " + projectId + " does not exist in Keystone"))
                .tags());
    scene.run().output("project_tags", found.toJson());
    return found;
  }

  public boolean wantsStorage() {
    return tags.contains(STORAGE);
  }

  /** As Python prints a list to JSON: a space after each comma. */
  String toJson() {
    return tags.stream()
        .map(tag -> Trees.write(StringNode.valueOf(tag)))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
