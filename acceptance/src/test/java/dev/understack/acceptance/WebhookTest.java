package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cluster.Identity;
import dev.understack.cluster.ObjectApi;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.StoredEvent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The shipped webhook of Nautobot. */
class WebhookTest {
  private static final EventFilter EVENTS =
      new EventFilter("argo-events/default", "nautobot-webhook", "nautobot");

  private final SharedSystem system = SharedSystem.get();
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aSignedPostIsStoredWhenItIsAnsweredAndStartsItsWorkflow() throws Exception {
    // given
    String device = UUID.randomUUID().toString();
    String body =
        """
        {"event": "updated", "model": "interface", "data": {"name": "iDRAC", "device": {"id": "%s"},
         "ip_addresses": [{"address": "127.0.0.9/8", "host": "127.0.0.9"}]}}
        """
            .formatted(device);

    // when
    HttpResponse<String> answer = post("/nautobot", body, signature(body));

    // then
    assertThat(answer.statusCode()).isEqualTo(200);
    StoredEvent stored = newest().getFirst();
    assertThat(stored.data()).contains(device);
    KubeObject workflow =
        await()
            .until(
                () ->
                    workflows().stream().filter(w -> w.tree().toString().contains(device)).toList(),
                found -> found.size() == 1 && !found.getFirst().status().path("nodes").isEmpty())
            .getFirst();
    assertThat(workflow.name()).startsWith("enroll-srv-to-uc-");
    assertThat(workflow.spec().at("/workflowTemplateRef/name").asString())
        .isEqualTo("nb-oob-interface-update");
    assertThat(workflow.spec().at("/arguments/parameters/1/value").asString())
        .isEqualTo("127.0.0.9");
    assertThat(system.command("explain", stored.id()).out())
        .contains("> trigger nb-oob-interface-update fired")
        .contains("workflow argo-events/" + workflow.name());
    objects()
        .delete(
            new ObjectKey(ResourceTypes.WORKFLOW, "argo-events", workflow.name()),
            DeleteOptions.BACKGROUND);
  }

  @Test
  void whatDoesNotFitIsRefusedAndNotStored() throws Exception {
    // given
    String body = "{\"event\": \"refused\"}";
    String large = "{\"text\": \"" + "x".repeat(2_000_000) + "\"}";

    // then
    assertThat(post("/other", body, signature(body)).statusCode()).isEqualTo(404);
    assertThat(get("/nautobot").statusCode()).isEqualTo(405);
    assertThat(post("/nautobot", body, "00").statusCode()).isEqualTo(401);
    assertThat(post("/nautobot", body + " ", signature(body)).statusCode()).isEqualTo(401);
    assertThat(post("/nautobot", large, signature(large)).statusCode()).isEqualTo(413);
    assertThat(post("/nautobot", "no json", signature("no json")).statusCode()).isEqualTo(400);
    assertThat(newest())
        .noneSatisfy(event -> assertThat(event.data()).containsAnyOf("refused", "xxxx"));
    assertThat(post("/nautobot", "{\"event\": \"taken\"}", signature("{\"event\": \"taken\"}")))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200));
  }

  private List<StoredEvent> newest() {
    return system.system().store().events().newest(EVENTS, 10);
  }

  private List<KubeObject> workflows() {
    return objects().list(ResourceTypes.WORKFLOW, "argo-events", Selection.ALL).items();
  }

  private ObjectApi objects() {
    return system.system().cluster().as(Identity.SYSTEM);
  }

  private HttpResponse<String> post(String path, String body, String signature) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .header("X-Hook-Signature", signature)
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(uri(path)).GET().build(), BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + system.webhookPort() + path);
  }

  private static String signature(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA512");
    byte[] key = SharedSystem.WEBHOOK_SECRET.getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(key, "HmacSHA512"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
  }
}
