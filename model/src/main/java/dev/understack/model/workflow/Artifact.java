package dev.understack.model.workflow;

import dev.understack.model.Fields;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * An artifact: a file or directory that is passed between steps.
 *
 * @param tree the whole artifact as written
 * @param name its name
 * @param path where it stands in the container; may be empty
 * @param from a single tag that names another artifact; may be empty
 * @param fromExpression an expr expression that yields another artifact; may be empty
 * @param subPath part of the artifact that {@code from} names; may be empty
 * @param globalName name under which it is published for the whole run; may be empty
 * @param optional whether it may be missing
 */
public record Artifact(
    ObjectNode tree,
    String name,
    String path,
    String from,
    String fromExpression,
    String subPath,
    String globalName,
    boolean optional) {
  /** The fields that each name a kind of place. */
  public static final List<String> LOCATIONS =
      List.of("s3", "gcs", "azure", "oss", "hdfs", "artifactory", "http", "git", "raw", "plugin");

  static Artifact read(Fields fields) {
    Artifact artifact =
        new Artifact(
            fields.tree(),
            fields.text("name"),
            fields.text("path"),
            fields.text("from"),
            fields.text("fromExpression"),
            fields.text("subPath"),
            fields.text("globalName"),
            fields.bool("optional", false));
    LOCATIONS.forEach(location -> fields.object(location));
    fields
        .known("mode", "recurseMode", "archive", "archiveLogs", "artifactGC", "deleted")
        .rejectUnknown();
    return artifact;
  }

  /** Whether the artifact itself says where it is. */
  public boolean hasLocation() {
    return LOCATIONS.stream().anyMatch(tree::has);
  }
}
