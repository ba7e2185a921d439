package dev.understack.operations.netapp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.operations.json.Trees;
import dev.understack.operations.vectors.CallCheck;
import dev.understack.operations.vectors.Refusal;
import dev.understack.operations.vectors.Vector;
import dev.understack.operations.vectors.VectorSite;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Vectors about single steps on a storage system, and about its network. */
public final class NetappVectors {
  private static final String PROJECT = "test-project-123";

  private NetappVectors() {}

  public static void aggregate(Vector vector, VectorSite site) {
    List<JsonNode> rows = StorageScene.aggregates(vector.input().path("aggregates"));
    if (vector.expects("raises")) {
      Refusal.check(vector, () -> Aggregates.select(rows));
    } else {
      assertThat(Aggregates.select(rows)).isEqualTo(vector.wanted("selected").asString());
    }
  }

  public static void cleanup(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    assertThat(input.path("volume_exists").isBoolean()).as("existence is known").isTrue();
    StorageScene scene = new StorageScene(site, Trees.object());
    if (input.path("svm_exists").asBoolean()) {
      scene.seedSvm(PROJECT);
    }
    if (input.path("volume_exists").asBoolean()) {
      scene.seedVolume("vol_1", PROJECT);
    }
    if (fails(input.path("volume_delete"))) {
      site.ontap.refuseWrites("storage/volumes");
    }
    if (fails(input.path("svm_delete"))) {
      site.ontap.refuseWrites("svm/svms");
    }
    boolean clean = scene.svm(PROJECT).deleteWithVolumes();
    JsonNode expected = vector.expected();
    assertThat(clean)
        .isEqualTo(expected.path("volume").asBoolean() && expected.path("svm").asBoolean());
    if (expected.has("svm_delete_attempted")) {
      assertThat(scene.requests().stream().anyMatch(r -> r.path().startsWith("/api/svm/svms/")))
          .as("SVM delete attempted")
          .isEqualTo(expected.path("svm_delete_attempted").asBoolean());
    }
  }

  private static boolean fails(JsonNode outcome) {
    return outcome.isString() || (outcome.isBoolean() && !outcome.asBoolean());
  }

  public static void create(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String project = input.path("project").asString(PROJECT);
    StorageScene scene = new StorageScene(site, input);
    if (input.path("svm_exists").asBoolean(false)) {
      scene.seedSvm(project);
    }
    ProjectSvm svm = scene.svm(project);
    if (vector.expects("raises")) {
      Refusal.check(vector, () -> svm.create(input.path("aggregate").asString("a")));
    } else {
      svm.create(input.path("aggregate").asString("a"));
    }
    CallCheck.notCalled(vector.wanted("not_called"), scene.requests());
    if (vector.expects("calls")) {
      CallCheck.writes("ontap", vector.wanted("calls"), scene.requests());
    }
  }

  public static void names(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    String volume = ProjectSvm.volumeName(vector.in("volume_type_id"));
    if (vector.expects("name")) {
      assertThat(volume).isEqualTo(vector.wanted("name").asString());
    }
    if (!vector.expects("calls")) {
      return;
    }
    StorageScene scene = new StorageScene(site, input);
    scene.seedSvm(PROJECT);
    ProjectSvm svm = scene.svm(PROJECT);
    if (vector.wanted("calls").toString().contains("DELETE")) {
      scene.seedVolume(volume, PROJECT);
      svm.deleteVolume(svm.findVolume(volume).orElseThrow(), input.path("force").asBoolean(false));
    } else {
      svm.createVolume(
          volume, input.path("aggregate").asString("aggr1"), input.path("size").asString("514GB"));
    }
    CallCheck.writes("ontap", vector.wanted("calls"), scene.requests());
    JsonNode query = vector.wanted("calls").path(0).path("query");
    query
        .properties()
        .forEach(e ->
            assertThat(scene.requests().getFirst().parameter(e.getKey()))
                .contains(e.getValue().asString()));
  }

  public static void config(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.hasNonNull("ini")) {
      site.fixture.files.put(BackendsFile.PATH, vector.in("ini"));
    }
    if (vector.expects("raises")) {
      Refusal.check(vector, () -> BackendsFile.read(site.run(), BackendsFile.PATH));
      return;
    }
    List<Backend> backends = BackendsFile.read(site.run(), BackendsFile.PATH);
    String wanted = input.path("section").asString(backends.getFirst().name());
    Backend backend =
        backends.stream().filter(each -> each.name().equals(wanted)).findFirst().orElseThrow();
    Map.of(
            "hostname", backend.host(),
            "username", backend.user(),
            "password", backend.password(),
            "netapp_nic_slot_prefix", backend.nicSlotPrefix())
        .forEach((name, value) ->
            assertThat(value).as(name).isEqualTo(vector.wanted(name).asString(value)));
    if (vector.expects("backends")) {
      assertThat(backends.stream().map(Backend::name))
          .containsExactlyElementsOf(Vector.texts(vector.wanted("backends")));
    }
  }

  public static void home(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.has("svm_exists") && !input.path("svm_exists").asBoolean()) {
      withoutSvm(site);
      return;
    }
    List<String> nodes = Vector.texts(input.path("nodes"));
    LogicalInterface lif =
        new LogicalInterface(
            vector.in("interface"), Ipv4.of("100.64.0.2/29"), input.path("vlan").asInt(100));
    if (vector.expects("raises")) {
      Refusal.check(vector, () -> SvmNetwork.homeNode(nodes, lif));
      return;
    }
    if (vector.expects("home_node")) {
      assertThat(SvmNetwork.homeNode(nodes, lif)).isEqualTo(vector.wanted("home_node").asString());
    }
    if (vector.expects("base_port")) {
      assertThat(lif.basePort(input.path("prefix").asString("e4")))
          .isEqualTo(vector.wanted("base_port").asString());
    }
    if (vector.expects("calls")) {
      StorageScene scene = new StorageScene(site, input);
      scene.seedNetwork();
      scene.seedSvm(PROJECT);
      new SvmNetwork(site.run(), scene.svm(PROJECT)).configure(lif);
      CallCheck.writes("ontap", vector.wanted("calls"), scene.requests());
    }
  }

  private static void withoutSvm(VectorSite site) {
    StorageScene scene = new StorageScene(site, Trees.object());
    scene.seedNetwork();
    List<String> arguments = List.of("--project-id", "148f2f86b96440a1ba0934f837b2c77b");
    assertThat(site.run("netapp-configure-interfaces", arguments)).isEqualTo(1);
    assertThat(scene.requests()).isEmpty();
  }

  public static void interfaces(Vector vector, VectorSite site) {
    JsonNode input = vector.input();
    if (input.has("nexthops")) {
      hops(vector);
      return;
    }
    String project =
        vector
            .wanted("project_id")
            .asString(input.path("project_id").asString("148f2f86b96440a1ba0934f837b2c77b"));
    StorageScene scene = new StorageScene(site, input);
    scene.seedNetwork();
    if (input.path("svm_exists").asBoolean(true)) {
      scene.seedSvm(project);
    }
    if (input.path("routes").isString()) {
      site.ontap.refuseWrites("network/ip/routes");
    }
    site.learn(vector);
    seedPlan(vector, site);
    List<String> arguments = input.has("args") ? vector.args() : List.of("--project-id", project);
    int exit = site.run("netapp-configure-interfaces", arguments);
    int wanted = vector.wanted("exit").asInt(vector.expects("raises") ? 1 : 0);
    assertThat(exit).as(site.fixture.err()).isEqualTo(wanted);
    checkNetwork(vector, site);
    if (vector.expects("project_id")) {
      assertThat(site.nautobot.all().getFirst().body()).contains(project);
    }
  }

  private static void seedPlan(Vector vector, VectorSite site) {
    JsonNode graphql = vector.input().path("graphql");
    if (graphql.isString()) {
      site.nautobot.refuse("POST", "/api/graphql/", graphql);
      return;
    }
    JsonNode nothing = Trees.read("{\"data\": {\"virtual_machines\": []}}");
    site.nautobot.rule("POST", "/api/graphql/", 200, graphql.isMissingNode() ? nothing : graphql);
  }

  /** Interfaces by name or by what they are like; routes by gateway and destination. */
  private static void checkNetwork(Vector vector, VectorSite site) {
    List<JsonNode> lifs = site.ontap.all("network/ip/interfaces");
    JsonNode wantedLifs = vector.wanted("lifs");
    if (wantedLifs.isNumber()) {
      assertThat(lifs).hasSize(wantedLifs.asInt());
    } else if (wantedLifs.isArray()) {
      assertThat(lifs).hasSameSizeAs(wantedLifs);
      for (int i = 0; i < lifs.size(); i++) {
        checkInterface(lifs.get(i), wantedLifs.path(i));
      }
    }
    if (vector.expects("routes")) {
      List<JsonNode> routes = site.ontap.all("network/ip/routes");
      assertThat(routes).hasSameSizeAs(vector.wanted("routes"));
      for (JsonNode route : routes) {
        JsonNode destination = route.path("destination");
        assertThat(destination.path("netmask").asString()).isEqualTo("255.255.128.0");
        assertThat(Trees.items(vector.wanted("routes")))
            .anyMatch(wanted ->
                wanted.toString().contains(route.path("gateway").asString())
                    && wanted.toString().contains(destination.path("address").asString() + "/17"));
      }
    }
  }

  /** A name, a list that starts with it, or fields at any depth. */
  private static void checkInterface(JsonNode lif, JsonNode wanted) {
    if (!wanted.isObject()) {
      assertThat(lif.path("name")).isEqualTo(wanted.isArray() ? wanted.path(0) : wanted);
      return;
    }
    ObjectNode known = Trees.object();
    wanted.properties().stream()
        .filter(e -> lif.has(e.getKey()))
        .forEach(e -> known.set(e.getKey(), e.getValue()));
    assertThat(CallCheck.contains(lif, known)).as("%s is %s", lif, wanted).isTrue();
    for (String field : List.of("address", "netmask")) {
      String text = lif.path("ip").path(field).asString();
      assertThat(wanted.path(field).asString(text).replaceFirst("/.*", "")).isEqualTo(text);
    }
  }

  private static void hops(Vector vector) {
    List<String> hops = Vector.texts(vector.input().path("nexthops"));
    if (vector.expects("raises")) {
      for (String hop : hops) {
        Refusal.check(vector, () -> LogicalInterface.destination(Ipv4.of(hop)));
      }
      return;
    }
    List<String> destinations =
        hops.stream()
            .map(hop -> LogicalInterface.destination(Ipv4.of(hop)))
            .map(destination -> destination.address() + "/" + destination.prefixLength())
            .toList();
    assertThat(destinations).isEqualTo(Vector.texts(vector.wanted("destinations")));
  }
}
