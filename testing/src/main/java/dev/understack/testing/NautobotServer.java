package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Nautobot 2 with its own PostgreSQL and Redis, on a private loopback port. It has
 * Nautobot's statuses and the namespace {@code Global}, nothing else.
 */
public final class NautobotServer implements AutoCloseable {
  private static final String RELEASE = "nautobot==2.4.44";
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

  /** The tables come from the models: the 500 migrations end in the same ones after minutes. */
  private static final String PREPARE =
      """
      import nautobot
      nautobot.setup()
      from django.core.management import call_command
      call_command("migrate", run_syncdb=True, verbosity=0)
      from nautobot.extras.management import populate_role_choices, populate_status_choices
      populate_status_choices(verbosity=0)
      populate_role_choices(verbosity=0)
      from nautobot.ipam.models import get_default_namespace
      get_default_namespace()
      from django.contrib.auth import get_user_model
      from nautobot.users.models import Token
      admin = get_user_model().objects.create_superuser("admin", password="admin")
      Token.objects.create(user=admin, key="%s")
      """
          .formatted(TOKEN);

  private final URI url;
  private final PostgresServer postgres;
  private final RedisServer redis;
  private final ServiceProcess server;

  private NautobotServer(Path home, PythonEnvironment python) {
    postgres = PostgresServer.start();
    redis = RedisServer.start();
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port);
    configure(home);
    Map<String, String> environment =
        Map.of(
            "HOME",
            home.toString(),
            "NAUTOBOT_ROOT",
            home.toString(),
            "NAUTOBOT_CONFIG",
            home.resolve("nautobot_config.py").toString());
    ServiceProcess.run(
        home.resolve("prepare.log"), environment, List.of(python.program("python"), "-c", PREPARE));
    server =
        ServiceProcess.start(
            home.resolve("server.log"),
            environment,
            List.of(
                python.program("uwsgi"),
                "--http-socket",
                "127.0.0.1:" + port,
                "--module",
                "nautobot.core.wsgi:application",
                "--master",
                "--processes",
                "2",
                "--enable-threads",
                "--lazy-apps",
                "--single-interpreter",
                "--die-on-term",
                "--buffer-size",
                "65535",
                "--add-header",
                "Connection: close"));
    server.awaitReady(
        Duration.ofMinutes(2),
        () -> Http.answers(url.resolve("/api/status/"), authorization(TOKEN)));
  }

  /**
   * Starts a Nautobot. Ready when this returns.
   *
   * @throws UnavailableException when it cannot be installed on this machine
   */
  public static NautobotServer start() {
    PythonEnvironment python = PythonEnvironment.with(new PythonVersions(10, 12), RELEASE);
    return new NautobotServer(TemporaryFolders.create("nautobot"), python);
  }

  /** {@code http://127.0.0.1:PORT}. */
  public URI url() {
    return url;
  }

  /** May do everything. */
  public String token() {
    return TOKEN;
  }

  /**
   * Makes a user and gives its token.
   *
   * @param actions {@code view}, {@code add}, {@code change}, {@code delete}
   * @param objectTypes what it may do so with, {@code tenancy.tenant} and the like
   */
  public String newToken(String user, List<String> actions, List<String> objectTypes) {
    String id =
        id(
            post(
                "/api/users/users/",
                "{\"username\": \"%s\", \"password\": \"secret\"}".formatted(user)));
    permit(user, id, actions, objectTypes);
    permit(user + " makes a token", id, List.of("add"), List.of("users.token"));
    HttpResponse<String> answer =
        Http.send("POST", url.resolve("/api/users/tokens/"), Http.basic(user, "secret"), "{}");
    Matcher key = Pattern.compile("\"key\":\"([0-9a-f]{40})\"").matcher(answer.body());
    if (!key.find()) {
      throw new IllegalStateException("no token for " + user + ": " + answer.body());
    }
    return key.group(1);
  }

  private void permit(String name, String user, List<String> actions, List<String> objectTypes) {
    post(
        "/api/users/permissions/",
        """
        {"name": "%s", "users": ["%s"], "actions": %s, "object_types": %s}
        """
            .formatted(name, user, quoted(actions), quoted(objectTypes)));
  }

  @Override
  public void close() {
    server.close();
    redis.close();
    postgres.close();
  }

  private String post(String path, String body) {
    HttpResponse<String> answer = Http.send("POST", url.resolve(path), authorization(TOKEN), body);
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          "POST " + path + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String id(String body) {
    Matcher id = ID.matcher(body);
    if (!id.find()) {
      throw new IllegalStateException("no id in " + body);
    }
    return id.group(1);
  }

  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(text -> "\"" + text + "\"")
        .collect(java.util.stream.Collectors.joining(", ", "[", "]"));
  }

  private static Map<String, String> authorization(String token) {
    return Map.of("Authorization", "Token " + token, "Content-Type", "application/json");
  }

  private void configure(Path home) {
    try {
      Files.writeString(
          home.resolve("nautobot_config.py"),
          """
          from nautobot.core.settings import *

          class FromModels(dict):
              def __contains__(self, app):
                  return True

              def __getitem__(self, app):
                  return None

          MIGRATION_MODULES = FromModels()
          ALLOWED_HOSTS = ["*"]
          SECRET_KEY = "only-for-tests-on-loopback-0123456789012345678901"
          INSTALLATION_METRICS_ENABLED = False
          DATABASES = {
              "default": {
                  "ENGINE": "django.db.backends.postgresql",
                  "HOST": "127.0.0.1",
                  "PORT": "%d",
                  "NAME": "test",
                  "USER": "test",
                  "CONN_MAX_AGE": 300,
              }
          }
          CACHES["default"]["LOCATION"] = "%s/1"
          CELERY_BROKER_URL = "%s/0"
          """
              .formatted(postgres.port(), redis.uri(), redis.uri()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
