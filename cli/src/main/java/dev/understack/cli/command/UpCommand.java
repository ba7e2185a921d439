package dev.understack.cli.command;

import dev.understack.cli.api.StateFolder;
import dev.understack.model.Fault;
import dev.understack.model.Manifest;
import dev.understack.server.standalone.ManifestLoad;
import dev.understack.server.standalone.Standalone;
import dev.understack.server.standalone.StandaloneConfig;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code up}: runs the whole system in this process until it is told to stop. */
@Command(name = "up", description = "Run the system on this machine, with these manifests applied.")
final class UpCommand implements Callable<Integer> {
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  @Mixin ManifestOptions manifests = new ManifestOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Endpoints, secrets and settings; see docs/reference/configuration.md.")
  @Nullable Path config;

  @Option(
      names = "--state",
      paramLabel = "FOLDER",
      description =
          "Where everything is kept (default: UNDERSTACK_STATE, else ~/.local/state/understack).")
  @Nullable Path state;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "Address of the API (default 127.0.0.1:2746).")
  String listen = "";

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Fault> unreadable = new ArrayList<>();
    List<Manifest> wanted = ApplyOrder.sorted(manifests.read(unreadable::add));
    Path folder = StateFolder.resolve(state);
    Files.createDirectories(folder);
    StandaloneConfig settings =
        config == null ? StandaloneConfig.DEFAULT : StandaloneConfig.read(config, System.getenv());
    if (!listen.isEmpty()) {
      settings = settings.listeningOn(listen);
    }
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    try (Standalone system = Standalone.start(folder, settings)) {
      ManifestLoad load = system.apply(wanted);
      unreadable.forEach(System.err::println);
      load.refusals().forEach(System.err::println);
      system.shortcomings().forEach(missing -> System.err.println("warning: " + missing));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stop, closed)));
      Instant begun = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
      System.out.println(
          load.summary()
              + (unreadable.isEmpty()
                  ? ""
                  : "; " + unreadable.size() + " faults in other texts, see above"));
      System.out.printf(
          "Ready after %.1f s: API on https://%s, KUBECONFIG=%s%n",
          Duration.between(begun, Instant.now()).toMillis() / 1000.0,
          system.address(),
          system.kubeconfig());
      system.announceReady();
      ManifestLint lint = ManifestLint.check(wanted);
      lint.ignored().forEach(fault -> System.err.println("warning: " + fault));
      lint.warnings().forEach(fault -> System.err.println("warning: " + fault));
      stop.await();
    } finally {
      closed.countDown();
    }
    return 0;
  }

  /** Holds the end of the JVM up until the system is closed in order, for as long as is usual. */
  private static void stop(CountDownLatch stop, CountDownLatch closed) {
    stop.countDown();
    try {
      if (!closed.await(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "Not everything came to an end in time; the next start goes on from here.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
