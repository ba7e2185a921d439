package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.ApiException;
import dev.understack.cluster.ApiException.Reason;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceTypes;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What must come out right although something around goes wrong, or comes late or all at once. */
class HardTimesTest {
  private static final String TEMPLATE = "keystone-event-project-";

  private final PlatformSystem platform = PlatformSystem.get();

  @Test
  void whatTheApiRefusesForAWhileHappensAfterwards() {
    // given
    AtomicBoolean away = new AtomicBoolean(true);
    platform
        .system()
        .cluster()
        .admit((_, type, _, before, _) -> {
          if (away.get() && before.isEmpty() && type.equals(ResourceTypes.WORKFLOW)) {
            throw new ApiException(Reason.UNAVAILABLE, "the API is away");
          }
        });

    // when
    platform.keystone().createProject("while-away", "default", "");
    StoredAction waiting =
        await()
            .until(
                () ->
                    platform.system().store().actions().newest(State.PENDING, 100).stream()
                        .filter(
                            action -> action.sensor().equals("openstack/keystone-event-project"))
                        .filter(action -> action.attempts() >= 3)
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    assertThat(waiting.lastError()).contains("the API is away");
    assertThat(platform.tenants()).doesNotContain("default:while-away");
    away.set(false);

    // then
    await().until(() -> platform.tenants().contains("default:while-away"));
  }

  @Test
  void aProjectThatIsDeletedASecondLaterLeavesNoTenantInWhateverOrderItIsTold() {
    // when
    String brief = platform.keystone().createProject("brief", "default", "");
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    platform.keystone().deleteProject(brief);
    String late = UUID.randomUUID().toString().replace("-", "");
    platform.publishProject("deleted", late, "");
    platform.publishProject("created", late, "");

    // then
    for (String project : List.of(brief, late)) {
      await().until(() -> ended(project).size() == 2);
      assertThat(ended(project)).extracting(Ledger::phase).containsOnly("Succeeded");
    }
    assertThat(platform.tenants()).doesNotContain("default:brief");
    assertThat(platform.nautobot().objects("tenancy/tenants"))
        .noneMatch(
            tenant -> List.of(brief, late).contains(tenant.path("id").asString().replace("-", "")));
  }

  @Test
  void aBacklogOfAnOutageIsAppliedAndNothingIsLostOrLeftToClearUp() {
    // given
    int dead = platform.system().store().actions().newest(State.DEAD, 1_000).size();

    // when
    platform.nautobot().http().refuseFor(Duration.ofSeconds(8), 500);
    List<String> kept = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String project = platform.keystone().createProject("backlog-" + i, "default", "");
      (i % 4 == 0 ? gone : kept).add(project);
    }
    gone.forEach(platform.keystone()::deleteProject);

    // then
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() ->
            assertThat(platform.tenants().stream().filter(t -> t.startsWith("default:backlog-")))
                .hasSize(kept.size()));
    for (String project : kept) {
      await().until(() -> ended(project).size() == 1);
      assertThat(ended(project)).extracting(Ledger::phase).containsOnly("Succeeded");
    }
    for (String project : gone) {
      await().until(() -> ended(project).size() == 2);
      assertThat(ended(project)).extracting(Ledger::phase).containsOnly("Succeeded");
    }
    assertThat(platform.system().store().actions().newest(State.DEAD, 1_000)).hasSize(dead);
  }

  @Test
  void aNotificationOfAMegabyteReachesItsOperation() {
    // given
    String project = UUID.randomUUID().toString().replace("-", "");
    ObjectNode seed = JsonNodeFactory.instance.objectNode();
    platform
        .keystone()
        .seedProject(seed.put("id", project).put("name", "large").put("domain_id", "default"));

    // when
    platform.publishProject("created", project, "x".repeat(1 << 20));

    // then
    await().until(() -> platform.tenants().contains("default:large"));
    KubeObject handled =
        await()
            .until(
                () ->
                    platform.workflows("argo-events", "keystone-project-").stream()
                        .filter(workflow -> isAbout(workflow, project))
                        .filter(workflow -> Ledger.phase(workflow).equals("Succeeded"))
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow();
    assertThat(handled.spec().at("/arguments/parameters/0/value").asString())
        .hasSizeGreaterThan(1 << 20);
  }

  @Test
  void whatFailedInIronicIsKeptAndShown() {
    // when
    String id = UUID.randomUUID().toString();
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("message_id", id).put("event_type", "baremetal.node.power_set.error");
    message.putObject("payload").putObject("ironic_object.data").put("uuid", id);
    platform.publish("ironic", "ironic", "ironic_versioned_notifications.error", message);

    // then
    EventFilter errors = new EventFilter("openstack/default", "openstack-ironic", "errors");
    String event =
        await()
            .until(
                () ->
                    platform.system().store().events().newest(errors, 100).stream()
                        .filter(stored -> stored.data().contains(id))
                        .findFirst(),
                java.util.Optional::isPresent)
            .orElseThrow()
            .id();
    await()
        .until(() ->
            platform.system().store().actions().ofEvent(event).stream()
                .anyMatch(action ->
                    action.sensor().equals("openstack/ironic-errors")
                        && action.state() == State.DONE));
  }

  @Test
  void rangesThatComeAllAtOnceAreAllInTheirGroup() throws Exception {
    // given
    platform
        .nautobot()
        .seed("plugins/undercloud-vni/ucvni-groups", "{\"name\": \"crowded\", \"range\": \"1-9\"}");
    List<ObjectNode> ranges = IntStream.range(0, 12).mapToObj(HardTimesTest::range).toList();
    ranges.forEach(range -> platform.neutron().seed("network_segment_ranges", range.toString()));

    // when
    List<Thread> senders =
        ranges.stream().map(range -> Thread.ofVirtual().start(() -> announce(range))).toList();
    for (Thread sender : senders) {
      sender.join();
    }

    // then
    String[] wanted =
        IntStream.range(0, 12)
            .mapToObj(i -> (1000 + i * 100) + "-" + (1049 + i * 100))
            .toArray(String[]::new);
    await()
        .untilAsserted(() ->
            assertThat(platform.nautobot().objects("plugins/undercloud-vni/ucvni-groups"))
                .filteredOn(group -> group.path("name").asString().equals("crowded"))
                .singleElement()
                .satisfies(group ->
                    assertThat(group.path("range").asString().split(","))
                        .hasSize(13)
                        .contains("1-9")
                        .contains(wanted)));
  }

  private void announce(ObjectNode range) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("message_id", UUID.randomUUID().toString());
    message.put("event_type", "network_segment_range.create.end");
    message.putObject("payload").set("network_segment_range", range);
    platform.publish("neutron", "neutron", "notifications.info", message);
  }

  private static ObjectNode range(int number) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", UUID.randomUUID().toString())
        .put("name", "crowded")
        .put("network_type", "vxlan")
        .put("minimum", 1000 + number * 100)
        .put("maximum", 1049 + number * 100);
  }

  /** The workflows about a project that have ended. */
  private List<KubeObject> ended(String project) {
    return platform.workflows("argo-events", TEMPLATE).stream()
        .filter(workflow -> isAbout(workflow, project))
        .filter(
            workflow -> List.of("Succeeded", "Failed", "Error").contains(Ledger.phase(workflow)))
        .toList();
  }

  private static boolean isAbout(KubeObject workflow, String project) {
    return workflow
        .spec()
        .at("/arguments/parameters")
        .valueStream()
        .anyMatch(parameter -> parameter.path("value").asString("").equals(project));
  }
}
