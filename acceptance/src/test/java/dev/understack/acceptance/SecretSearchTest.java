package dev.understack.acceptance;

import static dev.understack.acceptance.SharedSystem.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.cli.api.ApiClient;
import dev.understack.cli.api.Kubeconfig;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import dev.understack.store.EventTable.EventFilter;
import dev.understack.store.StoredAction;
import dev.understack.store.StoredAction.State;
import dev.understack.store.StoredEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** After a run in which every secret was used, none is found where somebody may read along. */
class SecretSearchTest {
  private static final List<String> BUSES = List.of("openstack/default", "argo-events/default");

  private final PlatformSystem platform = PlatformSystem.get();

  @Test
  void noLogEventActionObjectOrAnswerHoldsASecret() throws Exception {
    // given
    useThem();
    Map<String, String> places = new TreeMap<>();
    files(places);
    records(places);
    objects(places);
    answers(places);
    assertThat(places).hasSizeGreaterThan(100);
    assertThat(places.values()).anyMatch(text -> text.contains("searched-for"));

    // then
    for (String secret : secrets()) {
      assertThat(secret).hasSizeGreaterThan(7);
      places.forEach((place, text) ->
          assertThat(text.contains(secret) || text.contains(escaped(secret)))
              .as("%s holds the secret that starts with %s", place, secret.substring(0, 4))
              .isFalse());
    }
  }

  private void useThem() throws IOException {
    platform.keystone().createProject("searched-for", "default", "");
    await().until(() -> platform.tenants().contains("default:searched-for"));
    Outcome _ =
        platform.kubectlApply(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: tell-password, namespace: argo-events}
            spec:
              workflowTemplateRef: {name: bmc-password}
              arguments: {parameters: [{name: ip_address, value: 127.0.0.9}]}
            """);
    await()
        .until(() ->
            platform.workflows("argo-events", "tell-password").stream()
                .anyMatch(w -> List.of("Succeeded", "Failed", "Error").contains(Ledger.phase(w))));
    await()
        .until(() ->
            platform.workflows("openstack", "keystone-automation-user-upsert").stream()
                .anyMatch(w -> Ledger.phase(w).equals("Succeeded")));
  }

  private List<String> secrets() {
    List<String> secrets =
        new ArrayList<>(
            List.of(
                PlatformSystem.NAUTOBOT_TOKEN,
                PlatformSystem.ADMIN_PASSWORD,
                PlatformSystem.WEBHOOK_SECRET,
                PlatformSystem.BMC_MASTER,
                platform.rabbit().adminPassword(),
                platform.secret("openstack", "baremetal-manage", "password"),
                platform.secret("argo-events", "alertmanager-webhook-token", "token")));
    for (String service : PlatformSystem.SERVICES) {
      secrets.add(
          platform.secret("openstack", "argo-" + service + "-user-credentials", "password"));
    }
    return secrets;
  }

  /** The store, the logs and the artifacts; not the configuration, which gives the secrets. */
  private void files(Map<String, String> places) throws IOException {
    try (Stream<Path> tree = Files.walk(platform.state())) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("understack.yaml")) {
          places.put(
              "file " + platform.state().relativize(file),
              Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
  }

  private void records(Map<String, String> places) {
    for (String bus : BUSES) {
      for (StoredEvent event :
          platform.system().store().events().newest(new EventFilter(bus, "", ""), 1_000)) {
        places.put("event " + event.id(), event.data());
      }
    }
    for (State state : State.values()) {
      for (StoredAction action : platform.system().store().actions().newest(state, 1_000)) {
        places.put("action " + action.key(), action.toString());
      }
    }
  }

  private void objects(Map<String, String> places) {
    for (ResourceType type : ResourceTypes.all()) {
      if (!type.equals(ResourceTypes.SECRET)) {
        for (KubeObject object : platform.objects().list(type, "", Selection.ALL).items()) {
          places.put(object.describe(), object.tree().toString());
        }
      }
    }
  }

  private void answers(Map<String, String> places) {
    ApiClient api = new ApiClient(Kubeconfig.read(platform.system().kubeconfig()));
    for (String path : List.of("/understack/v1/events", "/understack/v1/dead-letters")) {
      places.put(path, api.get(path, Map.of("limit", "200")).toString());
    }
    for (String bus : BUSES) {
      for (StoredEvent event :
          platform.system().store().events().newest(new EventFilter(bus, "", ""), 50)) {
        String path = "/understack/v1/events/" + event.id();
        places.put(path, api.text(path, Map.of(), "text/plain"));
      }
    }
  }

  private static String escaped(String secret) {
    return secret.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
