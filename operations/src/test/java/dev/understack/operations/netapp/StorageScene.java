package dev.understack.operations.netapp;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A storage system as the vectors describe it. */
final class StorageScene {
  private final VectorSite site;

  /** One backend with what {@code input} says of it. */
  StorageScene(VectorSite site, JsonNode input) {
    this.site = site;
    site.fixture.files.put(BackendsFile.PATH, site.ontap.configuration("b"));
    String selected = input.path("selected_aggregate").asString("aggr1");
    JsonNode aggregates = input.path("aggregates");
    if (aggregates.isArray()) {
      aggregates(aggregates).forEach(row -> site.ontap.seed("storage/aggregates", row.toString()));
    } else if (!aggregates.isString() && !input.path("select_aggregate").isString()) {
      ArrayNode one = Trees.array();
      one.addArray().add(selected).add("online").add(10);
      aggregates(one).forEach(row -> site.ontap.seed("storage/aggregates", row.toString()));
    }
    if (input.path("create_svm").isString()) {
      site.ontap.refuseWrites("svm/svms");
    }
    if (input.path("cleanup").isString()) {
      site.ontap.refuseWrites("svm/svms");
    }
    if (input.path("netapp").isString()) {
      site.ontap.http().refuseNext(1000, 500);
    }
  }

  /** Rows of {@code [name, state, used percent]}. */
  static List<JsonNode> aggregates(JsonNode rows) {
    ArrayNode all = Trees.array();
    for (JsonNode each : rows) {
      ObjectNode row = all.addObject().put("name", each.path(0).asString());
      row.put("state", each.path(1).asString());
      row.putObject("space").putObject("block_storage").set("used_percent", each.path(2));
    }
    return Trees.items(all);
  }

  void seedSvm(String project) {
    String name = ProjectSvm.nameOf(project);
    String root = name.replace('-', '_') + "_root";
    site.ontap.seed(
        "svm/svms",
        "{\"name\": \"%s\", \"root_volume\": {\"name\": \"%s\"}}".formatted(name, root));
    site.ontap.seed(
        "storage/volumes",
        "{\"name\": \"%s\", \"size\": 1073741824, \"svm\": {\"name\": \"%s\"}}"
            .formatted(root, name));
  }

  void seedVolume(String volume, String project) {
    site.ontap.seed(
        "storage/volumes",
        "{\"name\": \"%s\", \"svm\": {\"name\": \"%s\"}}"
            .formatted(volume, ProjectSvm.nameOf(project)));
  }

  /** Two nodes with the ports that interfaces are made on. */
  void seedNetwork() {
    for (String node : List.of("node-01", "node-02")) {
      site.ontap.seed("cluster/nodes", Trees.object().put("name", node).toString());
      for (String port : List.of("e4a", "e4b")) {
        ObjectNode row = Trees.object().put("name", port).put("type", "physical");
        row.putObject("node").put("name", node);
        row.putObject("broadcast_domain").put("name", "Fabric-" + port);
        site.ontap.seed("network/ethernet/ports", row.toString());
      }
    }
  }

  ProjectSvm svm(String project) {
    Backend backend = BackendsFile.parse("f", site.ontap.configuration("b")).getFirst();
    return new ProjectSvm(site.run(), new OntapClient(site.run(), backend), project);
  }

  /** Writes that were accepted. */
  List<Request> requests() {
    return VectorSite.writes(site.ontap.http());
  }
}
