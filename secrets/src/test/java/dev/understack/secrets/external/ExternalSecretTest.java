package dev.understack.secrets.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.model.KubeObject;
import dev.understack.model.ObjectKey;
import dev.understack.model.ResourceTypes;
import dev.understack.secrets.Controllers;
import dev.understack.secrets.SecretObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSecretTest {
  private static final String STORE =
      """
      apiVersion: external-secrets.io/v1
      kind: ClusterSecretStore
      metadata: {name: openstack}
      spec:
        provider:
          kubernetes:
            remoteNamespace: openstack
            auth: {serviceAccount: {name: eso-openstack, namespace: openstack}}
      ---
      apiVersion: v1
      kind: ServiceAccount
      metadata: {name: eso-openstack, namespace: openstack}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: {name: eso-openstack, namespace: openstack}
      rules:
        - {apiGroups: [""], resources: [secrets], verbs: [get, list, watch], resourceNames: [baremetal-manage]}
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: eso-openstack, namespace: openstack}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: eso-openstack}
      subjects: [{kind: ServiceAccount, name: eso-openstack, namespace: openstack}]
      """;
  private static final String GENERATED =
      """
      apiVersion: generators.external-secrets.io/v1alpha1
      kind: Password
      metadata: {name: baremetal-manage, namespace: openstack}
      spec: {length: 32, digits: 6, symbols: 4, symbolCharacters: "~!@#$%%^*()_+-={}[]<>?", noUpper: false, allowRepeat: true}
      ---
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: {name: baremetal-manage, namespace: openstack}
      spec:
        refreshInterval: %s
        target:
          name: baremetal-manage
          template:
            engineVersion: v2
            metadata: {labels: {understack.rackspace.com/keystone-user: baremetal-manage}}
            data:
              password: "{{ .password }}"
              clouds.yaml: |
                password: {{ .password | quote }}
        dataFrom:
          - sourceRef: {generatorRef: {apiVersion: generators.external-secrets.io/v1alpha1, kind: Password, name: baremetal-manage}}
      """;
  private static final String COPY =
      """
      apiVersion: external-secrets.io/v1
      kind: ExternalSecret
      metadata: {name: copy, namespace: argo-events}
      spec:
        refreshInterval: 1h
        secretStoreRef: {kind: ClusterSecretStore, name: openstack}
        target: {name: copy, creationPolicy: Owner}
        data:
          - {secretKey: clouds.yaml, remoteRef: {key: %s, property: clouds.yaml}}
      """;
  private static final ObjectKey COPY_KEY =
      new ObjectKey(ResourceTypes.EXTERNAL_SECRET, "argo-events", "copy");

  @TempDir Path folder;
  private Controllers controllers;

  @BeforeEach
  void start() throws Exception {
    controllers = new Controllers(folder);
    SecretStores stores =
        new SecretStores(
            controllers.cluster(), Optional.of(Files.createDirectories(folder.resolve("secrets"))));
    controllers.run(List.of(new ExternalSecretController(stores, Clock.systemUTC())));
    controllers.run(SecretStoreController.all(stores, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    controllers.close();
  }

  @Test
  void aGeneratedPasswordReachesTheOtherNamespaceAndFollowsItsRotation() {
    // In this order nothing is there yet when it is asked for.
    controllers.apply(COPY.formatted("baremetal-manage"));
    controllers.awaitReady(COPY_KEY, false, "SecretSyncedError");
    controllers.apply(STORE);
    controllers.apply(GENERATED.formatted("20160m"));

    controllers.awaitReady(COPY_KEY, true, "SecretSynced");
    KubeObject original = controllers.secret("openstack", "baremetal-manage");
    String password = SecretObject.text(original, "password");
    assertThat(password).hasSize(32);
    assertThat(password.chars().filter(Character::isDigit).count()).isEqualTo(6);
    assertThat(password.chars().filter(c -> !Character.isLetterOrDigit(c)).count()).isEqualTo(4);
    assertThat(original.labels())
        .containsEntry("understack.rackspace.com/keystone-user", "baremetal-manage")
        .containsEntry("reconcile.external-secrets.io/managed", "true");
    assertThat(copied()).isEqualTo(SecretObject.text(original, "clouds.yaml"));

    controllers.apply(GENERATED.formatted("30160m"));

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            !SecretObject.text(controllers.secret("openstack", "baremetal-manage"), "password")
                .equals(password));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            copied()
                .equals(
                    SecretObject.text(
                        controllers.secret("openstack", "baremetal-manage"), "clouds.yaml")));
  }

  @Test
  void aPasswordStaysUntilItsTimeHasComeAndATouchedSecretIsPutRight() {
    controllers.apply(GENERATED.formatted("20160m"));
    ObjectKey key = new ObjectKey(ResourceTypes.EXTERNAL_SECRET, "openstack", "baremetal-manage");
    controllers.awaitReady(key, true, "SecretSynced");
    String version = controllers.secret("openstack", "baremetal-manage").resourceVersion();
    controllers.apply(STORE);
    controllers.apply(COPY.formatted("baremetal-manage"));
    controllers.awaitReady(COPY_KEY, true, "SecretSynced");
    assertThat(controllers.secret("openstack", "baremetal-manage").resourceVersion())
        .isEqualTo(version);

    controllers
        .api()
        .delete(
            new ObjectKey(ResourceTypes.SECRET, "argo-events", "copy"), DeleteOptions.BACKGROUND);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() ->
            controllers
                .api()
                .find(new ObjectKey(ResourceTypes.SECRET, "argo-events", "copy"))
                .isPresent());
  }

  @Test
  void aStoreReadsOnlyWhatItsServiceAccountMay() {
    controllers.apply(STORE);
    controllers.apply(
        "{apiVersion: v1, kind: Secret, metadata: {name: other, namespace: openstack}, stringData:"
            + " {clouds.yaml: x}}");
    controllers.apply(COPY.formatted("other"));

    KubeObject refused = controllers.awaitReady(COPY_KEY, false, "SecretSyncedError");

    assertThat(refused.status().path("conditions").get(0).path("message").asString())
        .isEqualTo(
            "error processing spec.data[0] (key: other), err: secrets \"other\" is forbidden: User"
                + " \"system:serviceaccount:openstack:eso-openstack\" cannot get resource"
                + " \"secrets\" in API group \"\" in the namespace \"openstack\"");
    assertThat(controllers.api().list(ResourceTypes.EVENT, "argo-events", Selection.ALL).items())
        .anyMatch(event -> event.tree().path("reason").asString("").equals("SecretSyncedError"));
  }

  @Test
  void fakeAndFolderStoresServeWholeSecretsAndProperties() throws Exception {
    Files.createDirectories(folder.resolve("secrets/nautobot-workflows"));
    Files.writeString(folder.resolve("secrets/nautobot-workflows/apitoken"), "t0k3n");
    controllers.apply(
        """
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: {name: fake, namespace: argo-events}
        spec:
          provider:
            fake:
              data:
                - {key: db, value: '{"user":"u","nested":{"port":5432}}'}
        ---
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: {name: local, namespace: argo-events, annotations: {understack.dev/secrets-from: folder}}
        spec: {provider: {fake: {data: []}}}
        ---
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: {name: copy, namespace: argo-events}
        spec:
          secretStoreRef: {name: fake}
          data:
            - {secretKey: port, remoteRef: {key: db, property: nested.port}}
            - {secretKey: token, remoteRef: {key: nautobot-workflows, property: apitoken}, sourceRef: {storeRef: {name: local}}}
          dataFrom: [{extract: {key: db}}]
        """);

    controllers.awaitReady(COPY_KEY, true, "SecretSynced");

    KubeObject secret = controllers.secret("argo-events", "copy");
    assertThat(SecretObject.text(secret, "user")).isEqualTo("u");
    assertThat(SecretObject.text(secret, "port")).isEqualTo("5432");
    assertThat(SecretObject.text(secret, "token")).isEqualTo("t0k3n");
    controllers.awaitReady(
        new ObjectKey(ResourceTypes.SECRET_STORE, "argo-events", "fake"), true, "Valid");
  }

  @Test
  void vaultIsAskedInItsOwnForm() throws Exception {
    HttpServer vault =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    vault.createContext(
        "/v1/kv/data/team/db",
        exchange -> {
          boolean known = "root".equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"));
          byte[] body =
              (known
                      ? "{\"data\":{\"data\":{\"password\":\"s3cret\"},\"metadata\":{\"version\":3}}}"
                      : "{\"errors\":[\"permission denied\"]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(known ? 200 : 403, body.length);
          try (var out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    vault.start();
    try {
      controllers.apply(
          """
          apiVersion: v1
          kind: Secret
          metadata: {name: vault-token, namespace: argo-events}
          stringData: {token: wrong}
          ---
          apiVersion: external-secrets.io/v1
          kind: SecretStore
          metadata: {name: vault, namespace: argo-events}
          spec:
            provider:
              vault:
                server: http://127.0.0.1:%d
                path: kv
                version: v2
                auth: {tokenSecretRef: {name: vault-token, key: token}}
          ---
          apiVersion: external-secrets.io/v1
          kind: ExternalSecret
          metadata: {name: copy, namespace: argo-events}
          spec:
            secretStoreRef: {name: vault}
            data: [{secretKey: pw, remoteRef: {key: team/db, property: password}}]
          """
              .formatted(vault.getAddress().getPort()));
      KubeObject refused = controllers.awaitReady(COPY_KEY, false, "SecretSyncedError");
      assertThat(refused.status().path("conditions").get(0).path("message").asString())
          .contains("status 403");

      controllers.apply(
          "{apiVersion: v1, kind: Secret, metadata: {name: vault-token, namespace: argo-events},"
              + " stringData: {token: root}}");

      controllers.awaitReady(COPY_KEY, true, "SecretSynced");
      assertThat(SecretObject.text(controllers.secret("argo-events", "copy"), "pw"))
          .isEqualTo("s3cret");
    } finally {
      vault.stop(0);
    }
  }

  @Test
  void policiesSayWhatBecomesOfTheSecret() {
    controllers.apply(
        """
        apiVersion: external-secrets.io/v1
        kind: SecretStore
        metadata: {name: fake, namespace: argo-events}
        spec: {provider: {fake: {data: [{key: a, value: '1'}]}}}
        ---
        apiVersion: v1
        kind: Secret
        metadata: {name: merge-target, namespace: argo-events}
        stringData: {mine: keep}
        """);
    Stream.of("Owner", "Merge")
        .forEach(policy ->
            controllers.apply(
                """
                apiVersion: external-secrets.io/v1
                kind: ExternalSecret
                metadata: {name: %1$s, namespace: argo-events}
                spec:
                  secretStoreRef: {name: fake}
                  target: {name: %1$s-target, creationPolicy: %2$s, deletionPolicy: Delete}
                  data: [{secretKey: a, remoteRef: {key: a}}]
                """
                    .formatted(policy.toLowerCase(Locale.ROOT), policy)));
    ObjectKey owner = new ObjectKey(ResourceTypes.EXTERNAL_SECRET, "argo-events", "owner");
    ObjectKey merge = new ObjectKey(ResourceTypes.EXTERNAL_SECRET, "argo-events", "merge");
    controllers.awaitReady(owner, true, "SecretSynced");
    controllers.awaitReady(merge, true, "SecretSynced");
    KubeObject merged = controllers.secret("argo-events", "merge-target");
    assertThat(SecretObject.data(merged)).containsOnlyKeys("a", "mine");

    controllers.apply(
        "{apiVersion: external-secrets.io/v1, kind: SecretStore, metadata: {name: fake, namespace:"
            + " argo-events}, spec: {provider: {fake: {data: []}}}}");

    controllers.awaitReady(owner, true, "SecretDeleted");
    assertThat(
            controllers
                .api()
                .find(new ObjectKey(ResourceTypes.SECRET, "argo-events", "owner-target")))
        .isEmpty();
    assertThat(controllers.secret("argo-events", "merge-target")).isNotNull();
  }

  private String copied() {
    return controllers
        .api()
        .find(new ObjectKey(ResourceTypes.SECRET, "argo-events", "copy"))
        .map(secret -> SecretObject.text(secret, "clouds.yaml"))
        .orElse("");
  }
}
