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
      String got =
          rabbit.management(
              "POST",
              "/api/queues/" + vhost + "/notifications.info/get",
              "{\"count\":50,\"ackmode\":\"ack_requeue_false\",\"encoding\":\"auto\"}");
      assertThat(got).contains("identity.project.created");
    }
  }
}
