package dev.understack.operations.netapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.operations.dispatch.NotificationScene;
import dev.understack.operations.json.Trees;
import dev.understack.operations.openstack.OpenStack;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import dev.understack.standins.http.Request;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about storage. */
public final class NetappVectors {
  private static final String PROJECT = "test-project-123";

  private NetappVectors() {}

  public static void project(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    configure(site, input);
    ObjectNode project = Trees.object().put("id", PROJECT).put("name", "p");
    project.set("tags", input.has("tags") ? input.path("tags") : Trees.array());
    if (!vector.in("function").equals("deleted")) {
      site.keystone.seedProject(project);
    }
    if (input.path("svm_exists").asBoolean(false)) {
      seedSvm(site, PROJECT);
    }
    if (vector.in("create_svm").equals("raises")) {
      site.ontap.refuseWrites("svm/svms");
    }
    if (vector.in("netapp").equals("raises")) {
      site.ontap.http().refuseNext(1000, 500);
    }
    site.check(vector, handle(vector, site));
    String svms = site.ontap.all("svm/svms").toString();
    for (JsonNode step : vector.expected().path("netapp")) {
      String text = step.asString("");
      if (text.startsWith("create svm ")) {
        assertThat(svms).contains(text.substring("create svm ".length()));
      } else if (text.startsWith("cleanup project")) {
        assertThat(site.ontap.all("svm/svms")).isEmpty();
      }
    }
    checkNotCalled(vector, site);
  }

  /** The dispatcher would not call a handler for a type that is not its own. */
  private static int handle(Vector vector, VectorSite site) {
    JsonNode event = vector.input().path("event");
    String function = vector.in("function");
    if (event.path("event_type").asString().endsWith(function)) {
      return site.dispatch(event);
    }
    NotificationScene scene =
        new NotificationScene(
            site.run(),
            OpenStack.open(site.run(), Optional.empty()),
            site.nautobotClient(),
            event,
            false);
    return switch (function) {
      case "created" -> ProjectStorage.created(scene);
      case "updated" -> ProjectStorage.updated(scene);
      case "deleted" -> ProjectStorage.deleted(scene);
      case "add" -> VolumeTypeStorage.added(scene);
      default -> VolumeTypeStorage.removed(scene);
    };
  }

  private static void checkNotCalled(Vector vector, VectorSite site) {
    List<String> writes =
        requests(site).stream().map(request -> request.method() + " " + request.path()).toList();
    for (JsonNode word : vector.expected().path("not_called")) {
      switch (word.asString()) {
        case "create svm" -> assertThat(writes).doesNotContain("POST /api/svm/svms");
        case "cleanup project" -> assertThat(writes).noneMatch(w -> w.startsWith("DELETE"));
        case "select aggregate" ->
            assertThat(site.ontap.http().calls())
                .noneMatch(call -> call.path().endsWith("/storage/aggregates"));
        default -> CallCheck.notCalled(Trees.array().add(word), requests(site));
      }
    }
  }

  private static List<Request> requests(VectorSite site) {
    return VectorSite.writes(site.ontap.http());
  }

  private static void configure(VectorSite site, JsonNode input) {
    site.fixture.files.put(BackendsFile.PATH, site.ontap.configuration("b"));
    if (!input.path("aggregates").isArray()) {
      site.ontap.seed(
          "storage/aggregates",
          """
          {"name": "%s", "state": "online", "space": {"block_storage": {"used_percent": 10}}}
          """
              .formatted(input.path("selected_aggregate").asString("aggr1")));
    }
  }

  private static void seedSvm(VectorSite site, String project) {
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

  private static void seedVolume(VectorSite site, String volume, String project) {
    site.ontap.seed(
        "storage/volumes",
        "{\"name\": \"%s\", \"svm\": {\"name\": \"%s\"}}"
            .formatted(volume, ProjectSvm.nameOf(project)));
  }

  public static void volumeType(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode payload = input.path("event").path("payload");
    String project = payload.path("project_id").asString("");
    String type = payload.path("volume_type_id").asString("");
    configure(site, input);
    JsonNode specs =
        input.path("extra_specs").isObject() ? input.path("extra_specs") : Trees.object();
    site.nova.seedVolumeType(type, Trees.object().set("extra_specs", specs).toString());
    if (input.path("svm_exists").asBoolean(false)) {
      seedSvm(site, project);
    }
    String volume = ProjectSvm.volumeName(type);
    if (input.has("delete")) {
      seedVolume(site, volume, project);
    }
    if (vector.in("delete").equals("raises")) {
      site.ontap.refuseWrites("storage/volumes");
    }
    site.check(vector, handle(vector, site));
    checkNotCalled(vector, site);
    JsonNode step = vector.expected().path("netapp").path(0);
    if (step.has("create volume")) {
      assertThat(requests(site))
          .anyMatch(request ->
              step.path("create volume").properties().stream()
                  .allMatch(e -> request.body().contains(e.getValue().asString())));
    }
    if (step.has("delete volume")) {
      assertThat(site.ontap.all("storage/volumes").toString()).doesNotContain(volume);
    }
  }

  public static void aggregate(Vector vector, VectorSite site) {
    ArrayNode rows = Trees.array();
    for (JsonNode each : vector.input().path("aggregates")) {
      ObjectNode row = rows.addObject().put("name", each.path(0).asString());
      row.put("state", each.path(1).asString());
      row.putObject("space").putObject("block_storage").set("used_percent", each.path(2));
    }
    if (vector.expected().has("raises")) {
      assertThatThrownBy(() -> Aggregates.select(Trees.items(rows)))
          .hasMessageContaining(vector.expected().path("raises").asString());
    } else {
      assertThat(Aggregates.select(Trees.items(rows)))
          .isEqualTo(vector.expected().path("selected").asString());
    }
  }

  public static void cleanup(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    assertThat(input.path("volume_exists").isBoolean()).as("existence is known").isTrue();
    configure(site, input);
    if (input.path("svm_exists").asBoolean()) {
      seedSvm(site, PROJECT);
    }
    if (input.path("volume_exists").asBoolean()) {
      seedVolume(site, "vol_1", PROJECT);
    }
    if (fails(input.path("volume_delete"))) {
      site.ontap.refuseWrites("storage/volumes");
    }
    if (fails(input.path("svm_delete"))) {
      site.ontap.refuseWrites("svm/svms");
    }
    boolean clean = svm(site).deleteWithVolumes();
    JsonNode expected = vector.expected();
    assertThat(clean)
        .isEqualTo(expected.path("volume").asBoolean() && expected.path("svm").asBoolean());
    assertThat(requests(site).stream().anyMatch(r -> r.path().startsWith("/api/svm/svms/")))
        .as("SVM delete attempted")
        .isEqualTo(expected.path("svm_delete_attempted").asBoolean());
  }

  private static boolean fails(JsonNode outcome) {
    return outcome.isString() || (outcome.isBoolean() && !outcome.asBoolean());
  }

  private static ProjectSvm svm(VectorSite site) {
    Backend backend = BackendsFile.parse("f", site.ontap.configuration("b")).getFirst();
    return new ProjectSvm(site.run(), new OntapClient(site.run(), backend), PROJECT);
  }

  public static void create(Vector vector, VectorSite site) {
    configure(site, vector.input());
    if (vector.input().path("svm_exists").asBoolean(false)) {
      seedSvm(site, PROJECT);
      assertThatThrownBy(() -> svm(site).create("a")).hasMessageContaining("already exists");
      CallCheck.notCalled(vector.expected().path("not_called"), requests(site));
      return;
    }
    svm(site).create(vector.in("aggregate"));
    JsonNode calls = vector.expected().path("calls");
    for (int i = 0; i < calls.size(); i++) {
      Request request = requests(site).get(i);
      assertThat(request.method()).isEqualTo(calls.path(i).path("method").asString());
      assertThat(CallCheck.contains(request.json(), calls.path(i).path("body")))
          .as(request.body())
          .isTrue();
    }
  }

  public static void names(Vector vector, VectorSite site) {
    assertThat(ProjectSvm.volumeName(vector.in("volume_type_id")))
        .isEqualTo(vector.expected().path("name").asString());
  }

  public static void config(Vector vector, VectorSite site) {
    Backend backend = BackendsFile.parse("f", vector.in("ini")).getFirst();
    JsonNode expected = vector.expected();
    assertThat(backend.host()).isEqualTo(expected.path("hostname").asString());
    assertThat(backend.user()).isEqualTo(expected.path("username").asString());
    assertThat(backend.password()).isEqualTo(expected.path("password").asString());
    assertThat(backend.nicSlotPrefix())
        .isEqualTo(expected.path("netapp_nic_slot_prefix").asString());
  }

  public static void home(Vector vector, VectorSite site) {
    List<String> nodes = texts(vector.input().path("nodes"));
    LogicalInterface lif =
        new LogicalInterface(vector.in("interface"), Ipv4.of("100.64.0.2/29"), 100);
    if (vector.expected().has("raises")) {
      assertThatThrownBy(() -> SvmNetwork.homeNode(nodes, lif))
          .hasMessageContaining(vector.expected().path("raises").asString());
    } else {
      assertThat(SvmNetwork.homeNode(nodes, lif))
          .isEqualTo(vector.expected().path("home_node").asString());
    }
  }

  public static void interfaces(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    JsonNode expected = vector.expected();
    if (input.has("nexthops")) {
      hops(vector);
      return;
    }
    String project = "148f2f86b96440a1ba0934f837b2c77b";
    configure(site, input);
    if (input.path("svm_exists").asBoolean(true)) {
      seedSvm(site, expected.path("project_id").asString(project));
    }
    JsonNode nothing = Trees.read("{\"data\": {\"virtual_machines\": []}}");
    site.nautobot.rule(
        "POST", "/api/graphql/", 200, input.has("graphql") ? input.path("graphql") : nothing);
    String[] arguments =
        input.has("args")
            ? texts(input.path("args")).toArray(String[]::new)
            : new String[] {"--project-id", project};
    int exit = site.fixture.run("netapp-configure-interfaces", arguments);
    assertThat(exit).as(site.fixture.err()).isEqualTo(expected.path("exit").asInt(0));
    if (expected.has("lifs")) {
      assertThat(requests(site)).isEmpty();
    }
    if (expected.has("project_id")) {
      assertThat(site.nautobot.all().getFirst().body())
          .contains(expected.path("project_id").asString());
    }
  }

  private static void hops(Vector vector) {
    List<String> hops = texts(vector.input().path("nexthops"));
    if (vector.expected().has("raises")) {
      for (String hop : hops) {
        assertThatThrownBy(() -> LogicalInterface.destination(Ipv4.of(hop)))
            .hasMessageContaining("not within 100.64.0.0/10");
      }
      return;
    }
    List<String> destinations =
        hops.stream()
            .map(hop -> LogicalInterface.destination(Ipv4.of(hop)))
            .map(destination -> destination.address() + "/" + destination.prefixLength())
            .toList();
    assertThat(destinations).isEqualTo(texts(vector.expected().path("destinations")));
  }

  private static List<String> texts(JsonNode array) {
    return Trees.items(array).stream().map(JsonNode::asString).toList();
  }
}
