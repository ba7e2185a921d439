package dev.understack.operations.baremetal;

import dev.understack.operations.OperationFailedException;
import dev.understack.operations.OperationRun;
import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.json.OpenStackIds;
import dev.understack.operations.json.Trees;
import dev.understack.operations.keystone.ProjectTags;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * When a node with an instance has changed its provision state: tells later steps whether the
 * instance wants storage, and gives the node the name that storage knows the instance by.
 */
public final class ProvisionEnd {
  private static final String NQN = "nqn.2014-08.org.nvmexpress:uuid:";

  private ProvisionEnd() {}

  /** 0, or 1 when the event is empty or Nova does not know the instance. */
  public static int handle(NotificationScene scene) {
    OperationRun run = scene.run();
    JsonNode data = scene.event().path("payload").path("ironic_object.data");
    if (!data.isObject()) {
      run.log().error("Invalid event. No 'ironic_object.data' in payload");
      return 1;
    }
    Optional<String> lessee = Trees.text(data, "lessee");
    Optional<String> instance = Trees.text(data, "instance_uuid");
    String node = scene.needIronic("uuid");
    if (lessee.isEmpty() || instance.isEmpty()) {
      String missing = lessee.isEmpty() ? "lessee" : "instance_uuid";
      run.log().info("No " + missing + " on node " + node + ", skipping SVM check");
      return 0;
    }
    boolean tagged = ProjectTags.of(scene, projectId(lessee.get())).wantsStorage();
    Optional<JsonNode> server = scene.openstack().nova().findServer(instance.get());
    if (server.isEmpty()) {
      run.log().error("Server " + instance.get() + " not found");
      run.output("storage", "not-found");
      return 1;
    }
    run.output("storage", storage(run, tagged, server.get()));
    run.output("node_uuid", node);
    run.output("instance_uuid", instance.get());
    if (!isGoingAway(data)) {
      connect(scene, node, instance.get());
    }
    return 0;
  }

  private static String projectId(String lessee) {
    return OpenStackIds.hex(lessee)
        .orElseThrow(() -> new OperationFailedException("lessee " + lessee + " is not a UUID"));
  }

  private static String storage(OperationRun run, boolean tagged, JsonNode server) {
    boolean wanted = server.path("metadata").path("storage").asString("").equals("wanted");
    if (wanted && !tagged) {
      run.log().warn("instance wanted storage but project does not have UNDERSTACK_SVM");
      return "wanted-but-not-project";
    }
    return wanted ? "wanted" : "not-set";
  }

  /** A connector made while the instance is torn down would stay on the node. */
  private static boolean isGoingAway(JsonNode data) {
    return switch (data.path("provision_state").asString("")) {
      case "deleting", "cleaning", "clean wait", "clean failed", "undeploying" -> true;
      default -> false;
    };
  }

  private static void connect(NotificationScene scene, String node, String instance) {
    boolean created =
        scene
            .openstack()
            .ironic()
            .createVolumeConnector(
                Trees.object()
                    .put("node_uuid", node)
                    .put("type", "iqn")
                    .put("connector_id", connectorId(instance)));
    if (!created) {
      scene.run().log().info("Connector already exists.");
    }
  }

  /** The NVMe name of an instance. */
  static String connectorId(String instance) {
    return NQN + instance;
  }
}
