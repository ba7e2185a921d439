package dev.understack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.testing.KeystoneServer.Format;
import org.junit.jupiter.api.Test;

class RealServicesTest {

  @Test
  void keystoneTellsRabbitMqAboutProjects() {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (KeystoneServer keystone =
        KeystoneServer.start(TemporaryFolders.create("keystone"), rabbit, vhost, Format.CADF)) {
      String token = keystone.token();

      String created =
          keystone.call(
              token,
              "POST",
              "/projects",
              "{\"project\": {\"name\": \"first\", \"domain_id\": \"default\"}}");

      assertThat(created).contains("\"name\": \"first\"");
      assertThat(messages(rabbit, vhost, "notifications.info"))
          .contains("identity.project.created");
    }
  }

  @Test
  void ironicAndNeutronTellRabbitMqAboutNodesAndNetworks() {
    RabbitMqServer rabbit = RabbitMqServer.shared();
    String vhost = rabbit.newVhost();
    try (KeystoneServer keystone =
            KeystoneServer.start(TemporaryFolders.create("keystone"), rabbit, vhost, Format.CADF);
        IronicServer ironic =
            IronicServer.start(TemporaryFolders.create("ironic"), keystone, rabbit, vhost);
        NeutronServer neutron =
            NeutronServer.start(TemporaryFolders.create("neutron"), keystone, rabbit, vhost)) {
      String token = keystone.token();

      ironic.call(token, "POST", "/v1/nodes", "{\"name\": \"n1\", \"driver\": \"fake-hardware\"}");
      neutron.call(token, "POST", "/networks", "{\"network\": {\"name\": \"net1\"}}");

      assertThat(messages(rabbit, vhost, "ironic_versioned_notifications.info"))
          .contains("baremetal.node.create.end");
      assertThat(messages(rabbit, vhost, "notifications.info")).contains("network.create.end");
    }
  }

  private static String messages(RabbitMqServer rabbit, String vhost, String queue) {
    return rabbit.management(
        "POST",
        "/api/queues/" + vhost + "/" + queue + "/get",
        "{\"count\":50,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}");
  }
}
