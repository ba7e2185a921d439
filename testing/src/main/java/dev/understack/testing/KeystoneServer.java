package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Keystone on SQLite that sends its notifications to a RabbitMQ, on a private loopback port.
 */
public final class KeystoneServer implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\": \"([^\"]+)\"");

  private final URI url;
  private final String password = UUID.randomUUID().toString();
  private final ServiceProcess server;

  /** Which notifications Keystone sends. */
  public enum Format {
    BASIC,
    CADF
  }

  private KeystoneServer(Path home, RabbitMqServer rabbit, String vhost, Format format) {
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port + "/v3");
    Path configuration = configure(home, rabbit, vhost, format);
    bootstrap(home, configuration);
    server =
        ServiceProcess.start(
            home.resolve("uwsgi.log"),
            Map.of("OS_KEYSTONE_CONFIG_FILES", configuration.toString()),
            List.of(
                "uwsgi",
                "--plugin",
                "python3",
                "--http-socket",
                "127.0.0.1:" + port,
                "--wsgi-file",
                "/usr/bin/keystone-wsgi-public",
                "--master",
                "--processes",
                "1",
                "--threads",
                "1",
                "--enable-threads",
                "--lazy-apps",
                "--single-interpreter",
                "--die-on-term",
                "--buffer-size",
                "65535",
                "--add-header",
                "Connection: close"));
    server.awaitReady(Duration.ofSeconds(90), () -> Http.answers(url, Map.of()));
  }

  /**
   * Starts Keystone with its data in {@code home}, an empty folder. Ready when this returns.
   *
   * @param vhost an existing virtual host of {@code rabbit}
   */
  public static KeystoneServer start(
      Path home, RabbitMqServer rabbit, String vhost, Format format) {
    DebianPackages.ensure(
        "/usr/bin/keystone-manage", "keystone", "uwsgi", "uwsgi-plugin-python3", "sqlite3");
    return new KeystoneServer(home, rabbit, vhost, format);
  }

  /** The v3 endpoint. */
  public URI url() {
    return url;
  }

  /** Password of user {@code admin} (project {@code admin}, domain {@code default}). */
  public String adminPassword() {
    return password;
  }

  /** A {@code clouds.yaml} with the cloud {@code understack} as the administrator. */
  public String cloudsYaml() {
    return """
    clouds:
      understack:
        auth:
          auth_url: %s
          username: admin
          password: %s
          project_name: admin
          user_domain_id: default
          project_domain_id: default
        region_name: RegionOne
        interface: public
        identity_api_version: 3
    """
        .formatted(url, password);
  }

  /** An administrator's token. */
  public String token() {
    return Http.send(
            "POST",
            URI.create(url + "/auth/tokens"),
            Map.of("Content-Type", "application/json"),
            """
            {"auth": {"identity": {"methods": ["password"], "password": {"user":
              {"name": "admin", "domain": {"id": "default"}, "password": "%s"}}},
              "scope": {"project": {"name": "admin", "domain": {"id": "default"}}}}}
            """
                .formatted(password))
        .headers()
        .firstValue("X-Subject-Token")
        .orElseThrow(() -> new IllegalStateException("Keystone gave no token"));
  }

  /** Whether a user of a domain, by name, can log in with a password. */
  public boolean accepts(String user, String domain, String userPassword) {
    String identity =
        """
        {"auth": {"identity": {"methods": ["password"], "password": {"user":
          {"name": "%s", "domain": {"name": "%s"}, "password": "%s"}}}}}
        """
            .formatted(user, domain, userPassword);
    return Http.send(
                "POST",
                URI.create(url + "/auth/tokens"),
                Map.of("Content-Type", "application/json"),
                identity)
            .statusCode()
        == 201;
  }

  /** Calls the API as administrator; the answer's body. */
  public String call(String token, String method, String path, String body) {
    var response =
        Http.send(
            method,
            URI.create(url + path),
            Map.of("Content-Type", "application/json", "X-Auth-Token", token),
            body);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /**
   * Registers a service with an endpoint and a user of its own, which is administrator of project
   * {@code service}.
   *
   * @param type for example {@code baremetal}
   * @return the user's password
   */
  public String registerService(String name, String type, URI endpoint) {
    String secret = UUID.randomUUID().toString();
    String token = token();
    String project = serviceProject(token);
    String user =
        idOf(
            call(
                token,
                "POST",
                "/users",
                "{\"user\": {\"name\": \"%s\", \"domain_id\": \"default\", \"password\": \"%s\"}}"
                    .formatted(name, secret)));
    String role = idOf(call(token, "GET", "/roles?name=admin", ""));
    call(token, "PUT", "/projects/" + project + "/users/" + user + "/roles/" + role, "");
    String service =
        idOf(
            call(
                token,
                "POST",
                "/services",
                "{\"service\": {\"name\": \"%s\", \"type\": \"%s\"}}".formatted(name, type)));
    call(
        token,
        "POST",
        "/endpoints",
        "{\"endpoint\": {\"service_id\": \"%s\", \"interface\": \"public\", \"region_id\": \"RegionOne\", \"url\": \"%s\"}}"
            .formatted(service, endpoint));
    return secret;
  }

  /** Options of {@code [keystone_authtoken]} for a registered service. */
  String middleware(String user, String userPassword) {
    String base = url.toString().replace("/v3", "");
    return """
    www_authenticate_uri = %s
    auth_url = %s
    auth_type = password
    username = %s
    password = %s
    project_name = service
    user_domain_id = default
    project_domain_id = default
    """
        .formatted(base, base, user, userPassword);
  }

  private String serviceProject(String token) {
    String found = call(token, "GET", "/projects?name=service&domain_id=default", "");
    if (found.contains("\"id\"")) {
      return idOf(found);
    }
    return idOf(
        call(
            token,
            "POST",
            "/projects",
            "{\"project\": {\"name\": \"service\", \"domain_id\": \"default\"}}"));
  }

  /** The id of the first object in an answer. */
  private static String idOf(String answer) {
    Matcher id = ID.matcher(answer);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + answer);
    }
    return id.group(1);
  }

  @Override
  public void close() {
    server.close();
  }

  private Path configure(Path home, RabbitMqServer rabbit, String vhost, Format format) {
    try {
      Files.createDirectories(home.resolve("policy.d"));
      return Files.writeString(
          home.resolve("keystone.conf"),
          """
          [DEFAULT]
          transport_url = %s
          notification_format = %s
          log_file = %s/keystone.log
          use_stderr = false
          [database]
          connection = sqlite:///%s/keystone.db
          [cache]
          enabled = true
          backend = oslo_cache.dict
          [fernet_tokens]
          key_repository = %s/fernet
          [credential]
          key_repository = %s/credential
          [token]
          provider = fernet
          [identity]
          password_hash_rounds = 4
          [oslo_messaging_notifications]
          driver = messagingv2
          topics = notifications
          [oslo_messaging_rabbit]
          amqp_durable_queues = true
          [oslo_policy]
          policy_dirs = %s/policy.d
          """
              .formatted(
                  rabbit.uri(vhost).replaceFirst("^amqp", "rabbit"),
                  format.name().toLowerCase(java.util.Locale.ROOT),
                  home,
                  home,
                  home,
                  home,
                  home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void bootstrap(Path home, Path configuration) {
    Path log = home.resolve("manage.log");
    List<String> manage =
        List.of("/usr/bin/keystone-manage", "--config-file", configuration.toString());
    Map<String, String> environment = Map.of("OS_BOOTSTRAP_PASSWORD", password);
    ServiceProcess.run(log, environment, with(manage, "db_sync"));
    // Keystone reads while it writes; with SQLite's default journal that ends in "locked".
    ServiceProcess.run(
        log,
        environment,
        List.of("sqlite3", home.resolve("keystone.db").toString(), "PRAGMA journal_mode=WAL"));
    for (String keys : List.of("fernet_setup", "credential_setup")) {
      ServiceProcess.run(
          log,
          environment,
          with(manage, keys, "--keystone-user", "root", "--keystone-group", "root"));
    }
    ServiceProcess.run(
        log,
        environment,
        with(
            manage,
            "bootstrap",
            "--bootstrap-username",
            "admin",
            "--bootstrap-project-name",
            "admin",
            "--bootstrap-role-name",
            "admin",
            "--bootstrap-service-name",
            "keystone",
            "--bootstrap-region-id",
            "RegionOne",
            "--bootstrap-public-url",
            url.toString(),
            "--bootstrap-internal-url",
            url.toString(),
            "--bootstrap-admin-url",
            url.toString()));
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> all = new java.util.ArrayList<>(command);
    all.addAll(List.of(more));
    return all;
  }
}
