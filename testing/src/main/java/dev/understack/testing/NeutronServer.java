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
import java.util.UUID;

/** A real Neutron API without agents: ML2, SQLite, Keystone tokens, notifications to a RabbitMQ. */
public final class NeutronServer implements AutoCloseable {
  private static final String PROGRAM = "/usr/bin/neutron-server";

  /** The migrations need more than SQLite can do, so the tables are made from the models. */
  private static final String CREATE_TABLES =
      """
      import os
      from neutron.db.migration.models import head
      import sqlalchemy as sa
      engine = sa.create_engine(os.environ["NEUTRON_DB"])
      head.get_metadata().create_all(engine)
      with engine.connect() as connection:
          connection.execute(sa.text("PRAGMA journal_mode=WAL"))
      """;

  private final Path home;
  private final URI url;
  private final ServiceProcess server;

  private NeutronServer(Path home, KeystoneServer keystone, RabbitMqServer rabbit, String vhost) {
    this.home = home;
    int port = FreePorts.next();
    url = URI.create("http://127.0.0.1:" + port);
    String password = keystone.registerService("neutron", "network", url);
    configure(home, port, keystone.middleware("neutron", password), rabbit.uri(vhost));
    ServiceProcess.run(
        home.resolve("manage.log"),
        Map.of("NEUTRON_DB", "sqlite:///" + home.resolve("neutron.db")),
        List.of("/usr/bin/python3", "-c", CREATE_TABLES));
    server =
        ServiceProcess.start(
            home.resolve("server.log"),
            Map.of(),
            List.of(
                PROGRAM,
                "--config-file",
                home.resolve("neutron.conf").toString(),
                "--config-file",
                home.resolve("ml2.ini").toString(),
                "--config-dir",
                home.resolve("policy.d").toString()));
    server.awaitReady(Duration.ofMinutes(2), () -> Http.answers(url.resolve("/"), Map.of()));
  }

  /** Starts Neutron with its data in {@code home}, an empty folder. Ready when this returns. */
  public static NeutronServer start(
      Path home, KeystoneServer keystone, RabbitMqServer rabbit, String vhost) {
    DebianPackages.ensure(PROGRAM, "neutron-server");
    return new NeutronServer(home, keystone, rabbit, vhost);
  }

  public URI url() {
    return url;
  }

  /** Calls the v2.0 API with a token; the answer's body. */
  public String call(String token, String method, String path, String body) {
    HttpResponse<String> response =
        Http.send(
            method,
            url.resolve("/v2.0" + path),
            Map.of("Content-Type", "application/json", "X-Auth-Token", token),
            body);
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  /**
   * Registers an agent of a host that has been silent for long, as it would have done itself over
   * the message bus.
   *
   * @return the agent's id
   */
  public String storeAgent(String host) {
    String id = UUID.randomUUID().toString();
    String statement =
        """
        INSERT INTO agents (id, agent_type, binary, topic, host, admin_state_up, created_at,
            started_at, heartbeat_timestamp, configurations, load)
          VALUES ('%s', 'Baremetal Node', 'ironic-neutron-agent', 'N/A', '%s', 1,
            '2026-01-01 00:00:00', '2026-01-01 00:00:00', '2026-01-01 00:00:00', '{}', 0);
        """
            .formatted(id, host);
    ServiceProcess.run(
        home.resolve("manage.log"),
        Map.of(),
        List.of(
            "sqlite3", "-cmd", ".timeout 10000", home.resolve("neutron.db").toString(), statement));
    return id;
  }

  @Override
  public void close() {
    server.close();
  }

  private static void configure(Path home, int port, String middleware, String rabbit) {
    try {
      Files.createDirectories(home.resolve("policy.d"));
      Files.createDirectories(home.resolve("lock"));
      Files.writeString(
          home.resolve("neutron.conf"),
          """
          [DEFAULT]
          host = net-server
          bind_host = 127.0.0.1
          bind_port = %3$d
          state_path = %1$s
          log_file = %1$s/neutron.log
          use_stderr = false
          auth_strategy = keystone
          api_paste_config = /etc/neutron/api-paste.ini
          core_plugin = ml2
          service_plugins = network_segment_range,router
          api_workers = 0
          rpc_workers = 0
          rpc_state_report_workers = 0
          dhcp_agent_notification = false
          notify_nova_on_port_status_changes = false
          notify_nova_on_port_data_changes = false
          transport_url = %2$s
          [database]
          connection = sqlite:///%1$s/neutron.db
          [keystone_authtoken]
          %4$s
          [oslo_messaging_notifications]
          driver = messagingv2
          topics = notifications
          [oslo_messaging_rabbit]
          amqp_durable_queues = true
          [oslo_concurrency]
          lock_path = %1$s/lock
          [oslo_policy]
          policy_dirs = %1$s/policy.d
          [quotas]
          default_quota = -1
          """
              .formatted(home, rabbit.replaceFirst("^amqp", "rabbit"), port, middleware));
      Files.writeString(
          home.resolve("ml2.ini"),
          """
          [ml2]
          type_drivers = local,flat,vlan,vxlan
          tenant_network_types = vxlan
          mechanism_drivers = logger
          extension_drivers = port_security
          [ml2_type_flat]
          flat_networks = physnet0
          [ml2_type_vlan]
          network_vlan_ranges = physnet1:100:199
          [ml2_type_vxlan]
          vni_ranges = 1000:1999
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
