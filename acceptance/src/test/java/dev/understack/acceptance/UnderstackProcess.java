package dev.understack.acceptance;

import static org.awaitility.Awaitility.await;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.testing.FreePorts;
import dev.understack.testing.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A real {@code understack up} in a process of its own, that a test may kill and start again. */
public final class UnderstackProcess implements AutoCloseable {
  private final Path state;
  private final Path log;
  private final List<String> arguments;
  private final URI api;
  private final HttpClient http =
      HttpClient.newBuilder().sslContext(AnyCertificate.context()).build();
  private ServiceProcess process;

  private UnderstackProcess(Path state, Path log, List<String> arguments, URI api) {
    this.state = state;
    this.log = log;
    this.arguments = arguments;
    this.api = api;
    this.process = launch();
  }

  /** Starts {@code understack up ARGUMENTS} on a state folder. Ready when this returns. */
  public static UnderstackProcess up(Path state, String... arguments) {
    return up(state, state.resolve("process.log"), arguments);
  }

  /** The same with another place for its output. */
  static UnderstackProcess up(Path state, Path log, String... arguments) {
    String listen = "127.0.0.1:" + FreePorts.next();
    List<String> all =
        new ArrayList<>(List.of("up", "--state", state.toString(), "--listen", listen));
    all.addAll(Arrays.asList(arguments));
    UnderstackProcess started =
        new UnderstackProcess(state, log, all, URI.create("https://" + listen));
    started.awaitReady();
    return started;
  }

  /** SIGKILL. */
  public void kill() {
    process.close();
  }

  /** SIGTERM, as a service manager stops it. */
  public void stop() {
    process.terminate(Duration.ofSeconds(20));
    process.close();
  }

  /** Starts it again on its state; does not wait for readiness. */
  public void startAgain() {
    process = launch();
  }

  public void awaitReady() {
    process.awaitReady(Duration.ofSeconds(60), () -> get("/readyz").startsWith("ok"));
  }

  /** Waits until no workflow of argo-events is left that has not ended. */
  public void awaitIdle(Duration patience) {
    await()
        .atMost(patience)
        .pollInterval(Duration.ofSeconds(1))
        .until(() ->
            command(
                    "get",
                    "wf",
                    "-n",
                    "argo-events",
                    "-o",
                    "name",
                    "-l",
                    "workflows.argoproj.io/completed!=true")
                .out()
                .lines()
                .noneMatch(line -> line.startsWith("workflow")));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it has printed so far, both outputs together. */
  public String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path state() {
    return state;
  }

  Path kubeconfig() {
    return state.resolve("kubeconfig");
  }

  URI api() {
    return api;
  }

  /** Calls the HTTP API as administrator. */
  public ApiClient client() {
    return new ApiClient(Kubeconfig.read(kubeconfig()));
  }

  /** Calls the HTTP API with a bearer token; the answer, whatever its status. */
  public HttpResponse<String> send(String method, String path, String token, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(api.resolve(path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The folder of this checkout. */
  public static Path project() {
    return Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
        .filter(folder -> Files.exists(folder.resolve("ARCHITECTURE.md")))
        .findFirst()
        .orElseThrow();
  }

  /** Runs a client command against this system; its exit code and output. */
  public Outcome command(String... words) {
    return command(kubeconfig(), words);
  }

  /** Runs a client command against the system of a kubeconfig. */
  static Outcome command(Path kubeconfig, String... words) {
    List<String> command = new ArrayList<>(java("dev.understack.cli.Main"));
    command.addAll(Arrays.asList(words));
    return Outcome.of(command, Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  @Override
  public void close() {
    process.close();
  }

  private ServiceProcess launch() {
    List<String> command = new ArrayList<>(java("dev.understack.cli.Main"));
    command.addAll(arguments);
    return ServiceProcess.start(log, Map.of(), command);
  }

  private String get(String path) {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(api.resolve(path)).timeout(Duration.ofSeconds(5)).build(),
              BodyHandlers.ofString());
      return response.statusCode() == 200 ? response.body() : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static List<String> java(String main) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Xshare:auto",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        classPath,
        main);
  }
}
