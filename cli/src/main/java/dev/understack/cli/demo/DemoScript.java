package dev.understack.cli.demo;

import dev.understack.sensors.explain.EventExplanation;
import dev.understack.sensors.explain.Explainer;
import dev.understack.sensors.explain.ExplanationText;
import dev.understack.server.standalone.Standalone;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.SqliteStore;
import dev.understack.store.StoredEvent;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.node.JsonNodeFactory;

/** Creates, renames and deletes a project, and shows the path of each change. */
final class DemoScript {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration GLANCE = Duration.ofMillis(5);
  private static final String TENANTS = "tenancy/tenants";

  private final DemoWorld world;
  private final SqliteStore store;
  private final Explainer explainer;
  private final PrintStream out;
  private long seen;

  DemoScript(DemoWorld world, Standalone system, PrintStream out) {
    this.world = world;
    this.store = system.store();
    this.explainer = new Explainer(store);
    this.out = out;
  }

  /** True when Nautobot followed every change. */
  boolean run() {
    String[] project = new String[1];
    boolean followed =
        step(
            "A project is created in Keystone",
            () -> project[0] = world.keystone().createProject("demo", "default", "First light"),
            () -> tenants().equals(List.of("default:demo")));
    followed &=
        step(
            "The project is renamed",
            () ->
                world
                    .keystone()
                    .updateProject(
                        project[0], JsonNodeFactory.instance.objectNode().put("name", "renamed")),
            () -> tenants().equals(List.of("default:renamed")));
    followed &=
        step(
            "The project is deleted",
            () -> world.keystone().deleteProject(project[0]),
            () -> tenants().isEmpty());
    return followed;
  }

  private boolean step(String title, Runnable change, BooleanSupplier followed) {
    out.println();
    out.println("== " + title);
    Instant begun = Instant.now();
    change.run();
    boolean done = await(followed);
    Duration latency = Duration.between(begun, Instant.now());
    await(() -> ended().isPresent());
    ended().ifPresent(event -> out.print(ExplanationText.of(event)));
    newest().ifPresent(event -> seen = event.sequence());
    out.println(
        done
            ? "Nautobot followed after %d ms: tenants %s".formatted(latency.toMillis(), tenants())
            : "Nautobot did not follow in %d s".formatted(PATIENCE.toSeconds()));
    return done;
  }

  private List<String> tenants() {
    return world.nautobot().objects(TENANTS).stream()
        .map(tenant -> tenant.path("name").asString(""))
        .toList();
  }

  /** The newest event once all that followed from it has ended. */
  private Optional<EventExplanation> ended() {
    return newest()
        .filter(event -> event.sequence() > seen)
        .flatMap(event -> explainer.event(event.id()))
        .filter(event ->
            !event.actions().isEmpty()
                && event.actions().stream()
                    .allMatch(
                        action -> action.workflow().map(run -> isEnd(run.phase())).orElse(false)));
  }

  private static boolean isEnd(String phase) {
    return phase.equals("Succeeded") || phase.equals("Failed") || phase.equals("Error");
  }

  /** The newest event about a project: Keystone tells of its users too. */
  private Optional<StoredEvent> newest() {
    return store
        .events()
        .newest(new EventFilter("openstack/default", "openstack-keystone", ""), 10)
        .stream()
        .filter(event -> event.data().contains("identity.project."))
        .findFirst();
  }

  private static boolean await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        return false;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return true;
  }
}
