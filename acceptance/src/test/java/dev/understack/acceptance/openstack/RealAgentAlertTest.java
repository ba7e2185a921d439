package dev.understack.acceptance.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A real Neutron and Ironic: agents of deleted nodes go when Alertmanager reports them. */
class RealAgentAlertTest {
  private final RealSite site = RealSite.shared();
  private final RealOpenStack openstack = site.openstack();

  @Test
  void everyAlertOfAGroupIsHandledAndAgentsOfNodesThatExistStay() throws Exception {
    String node = RealNode.enrol(openstack, "with-agent").id();
    String kept = openstack.agent(node);
    List<String> gone =
        List.of(
            openstack.agent(UUID.randomUUID().toString()),
            openstack.agent(UUID.randomUUID().toString()));
    String silent = openstack.agent(UUID.randomUUID().toString());
    assertThat(agents()).contains(kept, silent).containsAll(gone);
    String alerts =
        """
        {"status": "firing", "alerts": [
          {"status": "firing", "labels": {"alertname": "HighLoad", "id": "x", "hostname": "y"}},
          %s, %s, %s, %s]}
        """
            .formatted(
                alert("firing", kept, node),
                alert("firing", gone.get(0), UUID.randomUUID().toString()),
                alert("firing", gone.get(1), UUID.randomUUID().toString()),
                alert("resolved", silent, UUID.randomUUID().toString()));

    assertThat(send(alerts, "wrong-token")).isEqualTo(401);
    assertThat(agents()).containsAll(gone);
    assertThat(send(alerts, RealSite.ALERT_TOKEN)).isEqualTo(200);

    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(agents()).doesNotContainAnyElementsOf(gone));
    assertThat(agents()).contains(kept, silent);
  }

  private List<String> agents() {
    return openstack
        .neutron("GET", "/agents", "")
        .path("agents")
        .valueStream()
        .map(agent -> agent.path("id").asString())
        .toList();
  }

  private static String alert(String status, String agent, String host) {
    return """
    {"status": "%s", "labels": {"alertname": "NeutronAgentDown", "id": "%s", "hostname": "%s"}}
    """
        .formatted(status, agent, host);
  }

  private static int send(String alerts, String token) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:12345/alerts"))
                  .header("Authorization", "Bearer " + token)
                  .POST(BodyPublishers.ofString(alerts))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }
}
