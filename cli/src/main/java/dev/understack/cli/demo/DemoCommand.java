package dev.understack.cli.demo;

import dev.understack.cli.api.CommandFailedException;
import dev.understack.cli.command.ApplyOrder;
import dev.understack.cli.kustomize.KustomizeBuild;
import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.server.standalone.ManifestLoad;
import dev.understack.server.standalone.Standalone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code demo}: a Keystone project becomes a Nautobot tenant, on embedded stand-ins. */
@Command(
    name = "demo",
    description = "Show the whole path on embedded stand-ins for RabbitMQ, Keystone and Nautobot.")
public final class DemoCommand implements Callable<Integer> {
  @Option(names = "--keep", description = "Leave everything running afterwards.")
  boolean keep;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Address of the API (default: a free port).")
  String listen = "127.0.0.1:0";

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Manifest> manifests = manifests();
    Path state = Files.createTempDirectory("understack-demo-");
    System.out.println("Starting an AMQP broker, a Keystone and a Nautobot in this process ...");
    try (DemoWorld world = new DemoWorld();
        Standalone system = Standalone.start(state, world.configuration(listen))) {
      ManifestLoad load = system.apply(manifests);
      load.refusals().forEach(System.err::println);
      system.announceReady();
      System.out.println(load.summary());
      awaitReceiving(system);
      boolean followed = new DemoScript(world, system, System.out).run();
      if (keep) {
        System.out.println();
        System.out.println("Still running. In another terminal:");
        System.out.println("  export KUBECONFIG=" + system.kubeconfig());
        System.out.println("  ./understack events");
        System.out.println("  kubectl get sensors,workflows -A");
        new CountDownLatch(1).await();
      }
      return followed ? 0 : 1;
    } finally {
      remove(state);
    }
  }

  /** What is sent before the queue is there would be lost in the broker, as in real life. */
  private static void awaitReceiving(Standalone system) throws InterruptedException {
    ObjectKey source = new ObjectKey(ResourceTypes.EVENT_SOURCE, "openstack", "openstack-keystone");
    CountDownLatch receiving = new CountDownLatch(1);
    ObjectApi objects = system.cluster().as(Identity.SYSTEM);
    try (Watch _ =
        objects.watch(
            ResourceTypes.EVENT_SOURCE,
            source.namespace(),
            Selection.ALL,
            "",
            event -> {
              if (event.object().name().equals(source.name()) && isReceiving(event.object())) {
                receiving.countDown();
              }
            })) {
      if (!receiving.await(20, TimeUnit.SECONDS)) {
        throw new CommandFailedException(source + " does not receive");
      }
    }
  }

  private static boolean isReceiving(KubeObject source) {
    for (JsonNode condition : source.status().path("conditions")) {
      if (condition.path("type").asString("").equals("Receiving")) {
        return condition.path("status").asString("").equals("True");
      }
    }
    return false;
  }

  private static List<Manifest> manifests() {
    Path home = Path.of(System.getProperty("understack.home", "."));
    List<Manifest> manifests = new ArrayList<>();
    for (String folder : List.of("openstack", "argo-events")) {
      Path kustomization = home.resolve("workflows").resolve(folder);
      if (!KustomizeBuild.isKustomization(kustomization)) {
        throw new CommandFailedException(
            "no manifests at " + kustomization + ": run this from a checkout");
      }
      manifests.addAll(KustomizeBuild.of(kustomization));
    }
    return ApplyOrder.sorted(manifests);
  }

  private static void remove(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> tree = Files.walk(folder)) {
      paths = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
