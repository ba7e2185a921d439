package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A real RabbitMQ with its management API, on private loopback ports with private data.
 *
 * <p>{@link #shared} is started once per JVM; tests keep apart by virtual hosts.
 */
public final class RabbitMqServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/lib/rabbitmq/bin/rabbitmq-server";

  private final Path home;
  private final int amqpPort = FreePorts.next();
  private final int managementPort = FreePorts.next();
  private final int epmdPort = FreePorts.next();
  private final int distributionPort = FreePorts.next();
  private final String password = UUID.randomUUID().toString();
  private final ServiceProcess epmd;
  private ServiceProcess node;

  private RabbitMqServer(Path home) {
    this.home = home;
    try {
      prepare();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    epmd =
        ServiceProcess.start(
            home.resolve("epmd.log"),
            Map.of("HOME", home.toString()),
            List.of("epmd", "-address", "127.0.0.1", "-port", String.valueOf(epmdPort)));
    epmd.awaitReady(Duration.ofSeconds(20), () -> listens(epmdPort));
    node = startNode();
  }

  /** Starts a server with its data in {@code home}, an empty folder. Ready when this returns. */
  public static RabbitMqServer start(Path home) {
    DebianPackages.ensure(PROGRAM, "rabbitmq-server");
    return new RabbitMqServer(home);
  }

  /** The server that all tests of this JVM share; it ends with the JVM. */
  public static RabbitMqServer shared() {
    return Shared.SERVER;
  }

  /** {@code amqp://...} of a virtual host, with the administrator's credentials. */
  public String uri(String vhost) {
    return "amqp://admin:" + password + "@127.0.0.1:" + amqpPort + "/" + vhost;
  }

  public int amqpPort() {
    return amqpPort;
  }

  /** Base of the management API. */
  public URI management() {
    return URI.create("http://127.0.0.1:" + managementPort);
  }

  public String adminUser() {
    return "admin";
  }

  public String adminPassword() {
    return password;
  }

  /** Makes a new virtual host and returns its name. */
  public String newVhost() {
    String name = "v" + UUID.randomUUID().toString().substring(0, 8);
    createVhost(name);
    return name;
  }

  /** Makes a virtual host, empty also when there was one of that name. */
  public void freshVhost(String name) {
    if (management("GET", "/api/vhosts", "").contains("\"name\":\"" + name + "\"")) {
      management("DELETE", "/api/vhosts/" + name, "");
    }
    createVhost(name);
  }

  public void createVhost(String name) {
    management("PUT", "/api/vhosts/" + name, "{}");
    management(
        "PUT",
        "/api/permissions/" + name + "/admin",
        "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
  }

  /** Makes a user with all rights on one virtual host. */
  public void createUser(String user, String userPassword, String vhost) {
    management(
        "PUT", "/api/users/" + user, "{\"password\":\"" + userPassword + "\",\"tags\":\"\"}");
    management(
        "PUT",
        "/api/permissions/" + vhost + "/" + user,
        "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
  }

  /** Calls the management API as administrator; the answer's body. */
  public String management(String method, String path, String body) {
    HttpResponse<String> response =
        Http.send(method, management().resolve(path), Http.basic("admin", password), body);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /** What the management API says of a queue; empty when there is none. */
  public String queue(String vhost, String queue) {
    URI uri =
        management()
            .resolve(
                "/api/queues/" + vhost + "/" + URLEncoder.encode(queue, StandardCharsets.UTF_8));
    HttpResponse<String> response = Http.send("GET", uri, Http.basic("admin", password), "");
    return response.statusCode() == 200 ? response.body() : "";
  }

  /** Kills the broker with SIGKILL and starts it again on its data. */
  public void crashAndRestart() {
    node.close();
    node = startNode();
  }

  /** Kills the broker with SIGKILL; {@link #startAgain} brings it back. */
  public void crash() {
    node.close();
  }

  /** Starts the broker again on its data. */
  public void startAgain() {
    node = startNode();
  }

  @Override
  public void close() {
    node.close();
    epmd.close();
  }

  private void prepare() throws IOException {
    for (String folder : List.of("mnesia", "log", "generated", "schema")) {
      Files.createDirectories(home.resolve(folder));
    }
    Path cookie = Files.writeString(home.resolve(".erlang.cookie"), UUID.randomUUID().toString());
    Files.setPosixFilePermissions(cookie, PosixFilePermissions.fromString("r--------"));
    Files.writeString(home.resolve("rabbitmq-env.conf"), "");
    Files.writeString(home.resolve("advanced.config"), "[].\n");
    Files.writeString(home.resolve("enabled_plugins"), "[rabbitmq_management].\n");
    Files.writeString(
        home.resolve("rabbitmq.conf"),
        """
        listeners.tcp.1 = 127.0.0.1:%d
        management.tcp.ip = 127.0.0.1
        management.tcp.port = %d
        default_user = admin
        default_pass = %s
        loopback_users = none
        vm_memory_high_watermark.absolute = 2GB
        disk_free_limit.absolute = 64MB
        log.file = rabbit.log
        log.console = false
        """
            .formatted(amqpPort, managementPort, password));
  }

  private ServiceProcess startNode() {
    ServiceProcess started =
        ServiceProcess.start(home.resolve("server.log"), environment(), List.of(PROGRAM));
    started.awaitReady(
        Duration.ofMinutes(2),
        () ->
            listens(amqpPort)
                && Http.answers(
                    management().resolve("/api/overview"), Http.basic("admin", password)));
    return started;
  }

  private Map<String, String> environment() {
    Map<String, String> all = new HashMap<>();
    all.put("HOME", home.toString());
    all.put("ERL_EPMD_PORT", String.valueOf(epmdPort));
    all.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    all.put("RABBITMQ_CONF_ENV_FILE", at("rabbitmq-env.conf"));
    all.put("RABBITMQ_NODENAME", "svc@localhost");
    all.put("RABBITMQ_USE_LONGNAME", "false");
    all.put("RABBITMQ_CONFIG_FILE", at("rabbitmq.conf"));
    all.put("RABBITMQ_ADVANCED_CONFIG_FILE", at("advanced.config"));
    all.put("RABBITMQ_ENABLED_PLUGINS_FILE", at("enabled_plugins"));
    all.put("RABBITMQ_MNESIA_BASE", at("mnesia"));
    all.put("RABBITMQ_LOG_BASE", at("log"));
    all.put("RABBITMQ_PID_FILE", at("node.pid"));
    all.put("RABBITMQ_GENERATED_CONFIG_DIR", at("generated"));
    all.put("RABBITMQ_SCHEMA_DIR", at("schema"));
    all.put("RABBITMQ_FEATURE_FLAGS_FILE", at("feature_flags"));
    all.put("RABBITMQ_DIST_PORT", String.valueOf(distributionPort));
    // Makes the start script replace itself with the Erlang machine, so that a kill reaches it.
    all.put("RUNNING_UNDER_SYSTEMD", "1");
    all.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}");
    return all;
  }

  private String at(String file) {
    return home.resolve(file).toString();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Started on first use. */
  private static final class Shared {
    static final RabbitMqServer SERVER = start(TemporaryFolders.create("rabbitmq"));
  }
}
