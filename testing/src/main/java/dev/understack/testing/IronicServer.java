package dev.understack.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Ironic in one process: fake hardware, SQLite, Keystone tokens, versioned notifications to
 * a RabbitMQ.
 */
public final class IronicServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/ironic";

  private final Path home;
  private final URI url;
  private final ServiceProcess server;

  private IronicServer(Path home, KeystoneServer keystone, RabbitMqServer rabbit, String vhost) {
    this.home = home;
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port);
    String password = keystone.registerService("ironic", "baremetal", url);
    Path configuration = configure(home, port, keystone, password, rabbit.uri(vhost));
    Path log = home.resolve("manage.log");
    ServiceProcess.run(
        log,
        Map.of(),
        List.of("ironic-dbsync", "--config-file", configuration.toString(), "create_schema"));
    ServiceProcess.run(
        log,
        Map.of(),
        List.of("sqlite3", home.resolve("ironic.db").toString(), "PRAGMA journal_mode=WAL"));
    server =
        ServiceProcess.start(
            home.resolve("server.log"),
            Map.of("PYTHONPATH", IronicPlugin.write(home).toString()),
            List.of(PROGRAM, "--config-file", configuration.toString()));
    server.awaitReady(Duration.ofSeconds(90), () -> Http.answers(url.resolve("/"), Map.of()));
  }

  /** Starts Ironic with its data in {@code home}, an empty folder. Ready when this returns. */
  public static IronicServer start(
      Path home, KeystoneServer keystone, RabbitMqServer rabbit, String vhost) {
    DebianPackages.ensure(PROGRAM, "ironic-api", "ironic-conductor", "python3-sushy", "sqlite3");
    return new IronicServer(home, keystone, rabbit, vhost);
  }

  public URI url() {
    return url;
  }

  /** Calls the API with a token; the answer's body. */
  public String call(String token, String method, String path, String body) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Auth-Token", token);
    headers.put("X-OpenStack-Ironic-API-Version", "1.80");
    HttpResponse<String> response = Http.send(method, url.resolve(path), headers, body);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /**
   * Stores an inventory of a node, as an inspection of real hardware does; fake hardware has none.
   *
   * @param json the {@code inventory} object
   */
  public void storeInventory(String node, String json) {
    String statement =
        """
        DELETE FROM node_inventory WHERE node_id = (SELECT id FROM nodes WHERE uuid = '%1$s');
        INSERT INTO node_inventory (version, node_id, inventory_data, plugin_data)
          SELECT '1.0', id, '%2$s', '{}' FROM nodes WHERE uuid = '%1$s';
        """
            .formatted(node, json.replace("'", "''"));
    ServiceProcess.run(
        home.resolve("manage.log"),
        Map.of(),
        List.of(
            "sqlite3", "-cmd", ".timeout 10000", home.resolve("ironic.db").toString(), statement));
  }

  @Override
  public void close() {
    server.close();
  }

  private static Path configure(
      Path home, int port, KeystoneServer keystone, String password, String rabbit) {
    try {
      Files.createDirectories(home.resolve("policy.d"));
      Files.createDirectories(home.resolve("lock"));
      return Files.writeString(
          home.resolve("ironic.conf"),
          """
          [DEFAULT]
          host = bm-conductor
          my_ip = 127.0.0.1
          state_path = %1$s
          log_file = %1$s/ironic.log
          use_stderr = false
          auth_strategy = keystone
          rpc_transport = none
          transport_url = %2$s
          notification_level = info
          enabled_hardware_types = fake-hardware,redfish
          enabled_bios_interfaces = fake,no-bios
          enabled_boot_interfaces = fake,redfish-virtual-media
          enabled_console_interfaces = fake,no-console
          enabled_deploy_interfaces = fake,ramdisk,failing
          enabled_inspect_interfaces = fake,no-inspect,redfish,agent
          enabled_management_interfaces = fake,redfish
          enabled_network_interfaces = noop
          enabled_power_interfaces = fake,redfish
          enabled_raid_interfaces = fake,no-raid
          enabled_rescue_interfaces = fake,no-rescue
          enabled_storage_interfaces = fake,noop
          enabled_vendor_interfaces = fake,no-vendor
          [api]
          host_ip = 127.0.0.1
          port = %3$d
          api_workers = 1
          [conductor]
          automated_clean = true
          heartbeat_interval = 10
          [database]
          connection = sqlite:///%1$s/ironic.db
          [keystone_authtoken]
          %4$s
          # Without delays a worker may end before its start is announced, and Ironic then drops the
          # notification of the end.
          [fake]
          deploy_delay = 1
          inspect_delay = 1
          [dhcp]
          dhcp_provider = none
          [oslo_messaging_notifications]
          driver = messagingv2
          [oslo_messaging_rabbit]
          amqp_durable_queues = true
          [oslo_concurrency]
          lock_path = %1$s/lock
          [oslo_policy]
          policy_dirs = %1$s/policy.d
          """
              .formatted(
                  home,
                  rabbit.replaceFirst("^amqp", "rabbit"),
                  port,
                  keystone.middleware("ironic", password)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
