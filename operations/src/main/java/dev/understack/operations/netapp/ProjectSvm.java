package dev.understack.operations.netapp;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.console.OperationLog;
import dev.understack.operations.http.RequestFailedException;
import dev.understack.operations.json.Trees;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The storage machine (SVM) of one project on one storage system. */
final class ProjectSvm {
  private static final String SVMS = "svm/svms";
  private static final String VOLUMES = "storage/volumes";
  private static final long ROOT_SIZE = 1L << 30;
  private static final long ROOT_LIMIT = 2L << 30;

  private final OperationRun run;
  private final OntapClient ontap;
  private final String name;

  /** {@code project} as the event spells it. */
  ProjectSvm(OperationRun run, OntapClient ontap, String project) {
    this.run = run;
    this.ontap = ontap;
    this.name = nameOf(project);
  }

  static String nameOf(String project) {
    return "os-" + project;
  }

  /** The name of the volume of a volume type. */
  static String volumeName(String id) {
    return "vol_" + id.replace("-", "");
  }

  String name() {
    return name;
  }

  OntapClient ontap() {
    return ontap;
  }

  boolean exists() {
    return find().isPresent();
  }

  private Optional<JsonNode> find() {
    return ontap.find(SVMS, Map.of("name", name));
  }

  /** Creates it on {@code aggregate}; throws when it exists. */
  void create(String aggregate) {
    if (exists()) {
      throw new OperationFailedException("SVM " + name + " already exists");
    }
    ObjectNode body = Trees.object().put("name", name);
    body.putArray("aggregates").addObject().put("name", aggregate);
    body.put("language", "c.utf_8");
    body.putObject("root_volume").put("name", rootVolume()).put("security_style", "unix");
    body.putArray("allowed_protocols").add("nvme");
    body.putObject("nvme").put("enabled", true);
    ontap.create(SVMS, body);
    sizeRootVolume();
  }

  /** Also repairs a machine whose creation stopped half way. */
  void sizeRootVolume() {
    JsonNode root =
        ontap
            .find(
                VOLUMES, Map.of("name", rootVolume(), "svm.name", name, "fields", "uuid,name,size"))
            .or(ontap::imagined)
            .orElseThrow(() ->
                new OperationFailedException("SVM " + name + " has no volume " + rootVolume()));
    if (root.path("size").asLong(0) == ROOT_SIZE) {
      return;
    }
    ObjectNode fields = Trees.object().put("size", ROOT_SIZE);
    fields.putObject("snapshot_policy").put("name", "none");
    fields.putObject("autosize").put("mode", "grow").put("maximum", ROOT_LIMIT);
    ontap.update(VOLUMES, root.path("uuid").asString(), fields);
  }

  private String rootVolume() {
    return name.replace('-', '_') + "_root";
  }

  /** The volumes in it that hold data. */
  List<JsonNode> dataVolumes() {
    return ontap.list(VOLUMES, Map.of("svm.name", name, "fields", "uuid,name")).stream()
        .filter(volume -> volume.path("name").asString("").startsWith("vol_"))
        .toList();
  }

  Optional<JsonNode> findVolume(String volume) {
    return ontap.find(VOLUMES, Map.of("name", volume, "svm.name", name));
  }

  void createVolume(String volume, String aggregate, String size) {
    ObjectNode body = Trees.object().put("name", volume);
    body.putObject("svm").put("name", name);
    body.putArray("aggregates").addObject().put("name", aggregate);
    body.put("size", size);
    ontap.create(VOLUMES, body);
  }

  void deleteVolume(JsonNode volume, boolean force) {
    ontap.delete(
        VOLUMES, volume.path("uuid").asString(), force ? "?allow_delete_while_mapped=true" : "");
  }

  /**
   * Deletes its volumes with what is in them, then the machine itself; the machine stays when a
   * volume does. True when nothing is left.
   */
  boolean deleteWithVolumes() {
    try {
      dataVolumes().forEach(volume -> deleteVolume(volume, true));
      find().ifPresent(svm -> ontap.delete(SVMS, svm.path("uuid").asString(), ""));
      return true;
    } catch (RequestFailedException | OperationFailedException e) {
      run.log().error("cannot remove SVM " + name + ": " + OperationLog.reason(e));
      return false;
    }
  }
}
