package dev.understack.cluster;

import static dev.understack.cluster.Manifests.configMap;
import static dev.understack.cluster.Manifests.key;
import static dev.understack.cluster.Manifests.ownedBy;
import static dev.understack.cluster.Manifests.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.understack.cluster.ApiException.Reason;
import dev.understack.cluster.ObjectApi.DeleteOptions;
import dev.understack.cluster.ObjectApi.DeleteOptions.Propagation;
import dev.understack.cluster.ObjectApi.ObjectList;
import dev.understack.cluster.ObjectApi.Paging;
import dev.understack.cluster.ObjectApi.Patch;
import dev.understack.cluster.ObjectApi.Patch.Kind;
import dev.understack.cluster.ObjectApi.Selection;
import dev.understack.cluster.ObjectApi.Watch;
import dev.understack.cluster.ObjectApi.WatchEvent;
import dev.understack.model.Json;
import dev.understack.model.KubeObject;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every implementation of the object API does. */
public abstract class ObjectApiContract {
  private static final ResourceType CONFIG_MAP = ResourceTypes.CONFIG_MAP;

  /** The cluster under test; empty at the start of each test but for what every cluster has. */
  protected abstract Cluster cluster();

  private ObjectApi api() {
    return cluster().as(Identity.SYSTEM);
  }

  @Test
  void aCreatedObjectHasItsMetadata() {
    KubeObject created =
        api()
            .create(
                yaml(
                    """
                    apiVersion: argoproj.io/v1alpha1
                    kind: Workflow
                    metadata:
                      generateName: hello-
                      namespace: argo-events
                      uid: mine
                    spec: {entrypoint: main, unknownField: {kept: [1, null]}}
                    """));
    assertThat(created.name()).matches("hello-[b-z2-9]{5}");
    assertThat(created.uid()).isNotEmpty().isNotEqualTo("mine");
    assertThat(created.generation()).isEqualTo(1);
    assertThat(created.creationTimestamp()).isPresent();
    assertThat(created.spec().path("unknownField").path("kept")).hasSize(2);
    assertThat(plain(api().get(key(ResourceTypes.WORKFLOW, created.name()))))
        .isEqualTo(plain(created));
  }

  @Test
  void whatIsNotThereIsNotFoundAndWhatIsThereIsNotCreatedAgain() {
    assertRefused(
        () -> api().get(key(ResourceTypes.WORKFLOW, "x")),
        Reason.NOT_FOUND,
        "workflows.argoproj.io \"x\" not found");
    assertThat(api().find(key(CONFIG_MAP, "x"))).isEmpty();
    api().create(configMap("x", "1"));
    assertRefused(
        () -> api().create(configMap("x", "1")),
        Reason.ALREADY_EXISTS,
        "configmaps \"x\" already exists");
  }

  @Test
  void allFaultsOfMetadataAreToldTogether() {
    assertRefused(
        () ->
            api()
                .create(
                    yaml(
                        """
                        apiVersion: argoproj.io/v1alpha1
                        kind: Sensor
                        metadata: {name: Bad_Name, namespace: argo-events, labels: {a: "x y"}}
                        """)),
        Reason.INVALID,
        "Sensor.argoproj.io \"Bad_Name\" is invalid: [metadata.name: Invalid value: \"Bad_Name\": a"
            + " lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-'"
            + " or '.', and must start and end with an alphanumeric character (e.g. 'example.com',"
            + " regex used for validation is"
            + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*'),"
            + " metadata.labels: Invalid value: \"x y\": a valid label must be an empty string or"
            + " consist of alphanumeric characters, '-', '_' or '.', and must start and end with an"
            + " alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for"
            + " validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')]");
    assertRefused(
        () -> api().create(yaml("{apiVersion: v1, kind: ConfigMap, metadata: {namespace: a}}")),
        Reason.INVALID,
        "ConfigMap \"\" is invalid: metadata.name: Required value: name or generateName is"
            + " required");
  }

  @Test
  void anUpdateNeedsTheCurrentVersionAndKeepsWhatTheServerOwns() {
    KubeObject first = api().create(sensor("s", "1"));
    KubeObject second =
        api()
            .update(
                first.with(tree -> {
                  tree.withObjectProperty("spec").put("replicas", 2);
                  tree.withObjectProperty("metadata")
                      .put("creationTimestamp", "1999-01-01T00:00:00Z");
                }));
    assertThat(second.generation()).isEqualTo(2);
    assertThat(second.creationTimestamp()).isEqualTo(first.creationTimestamp());
    assertThat(second.uid()).isEqualTo(first.uid());
    assertRefused(
        () -> api().update(first),
        Reason.CONFLICT,
        "Operation cannot be fulfilled on sensors.argoproj.io \"s\": the object has been modified;"
            + " please apply your changes to the latest version and try again");
    assertThat(plain(api().update(second))).isEqualTo(plain(second));
  }

  @Test
  void labelsAloneDoNotChangeTheGeneration() {
    api().create(sensor("s", "1"));
    KubeObject labelled =
        api()
            .patch(
                key(ResourceTypes.SENSOR, "s"),
                new Patch(Kind.MERGE, Json.read("{\"metadata\":{\"labels\":{\"a\":\"b\"}}}")));
    assertThat(labelled.generation()).isEqualTo(1);
    assertThat(labelled.labels()).containsEntry("a", "b");
  }

  @Test
  void statusIsWrittenApartWhereThereIsASubresource() {
    KubeObject created =
        api()
            .create(
                yaml(
                    """
                    apiVersion: external-secrets.io/v1
                    kind: ExternalSecret
                    metadata: {name: e, namespace: argo-events}
                    spec: {refreshInterval: 1h}
                    status: {ignored: true}
                    """));
    assertThat(created.tree().has("status")).isFalse();
    KubeObject ready = api().updateStatus(created.withStatus(Json.read("{\"ready\":true}")));
    assertThat(ready.status().path("ready").asBoolean()).isTrue();
    KubeObject edited =
        api()
            .update(
                ready.with(tree -> {
                  tree.remove("status");
                  tree.withObjectProperty("spec").put("refreshInterval", "2h");
                }));
    assertThat(edited.status().path("ready").asBoolean()).isTrue();
    assertThat(edited.spec().path("refreshInterval").asString()).isEqualTo("2h");
    assertThat(edited.generation()).isEqualTo(2);
  }

  @Test
  void everyKindOfPatchIsUnderstood() {
    api().create(configMap("c", "1"));
    assertThat(patched(Kind.JSON, "[{\"op\":\"replace\",\"path\":\"/data/key\",\"value\":\"2\"}]"))
        .isEqualTo("{\"key\":\"2\"}");
    assertThat(patched(Kind.MERGE, "{\"data\":{\"key\":null,\"other\":\"3\"}}"))
        .isEqualTo("{\"other\":\"3\"}");
    assertThat(patched(Kind.STRATEGIC, "{\"data\":{\"key\":\"4\"}}"))
        .isEqualTo("{\"other\":\"3\",\"key\":\"4\"}");
    String head = "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"c\",";
    assertThat(
            patched(
                Kind.APPLY,
                head + "\"namespace\":\"argo-events\"},\"data\":{\"a\":\"1\",\"b\":\"1\"}}"))
        .isEqualTo("{\"other\":\"3\",\"key\":\"4\",\"a\":\"1\",\"b\":\"1\"}");
    assertThat(patched(Kind.APPLY, head + "\"namespace\":\"argo-events\"},\"data\":{\"a\":\"2\"}}"))
        .isEqualTo("{\"other\":\"3\",\"key\":\"4\",\"a\":\"2\"}");
    assertRefused(
        () ->
            api()
                .patch(
                    key(CONFIG_MAP, "c"),
                    new Patch(Kind.MERGE, Json.read("{\"metadata\":{\"name\":\"d\"}}"))),
        Reason.BAD_REQUEST,
        "the name of the object (d) does not match the name on the URL (c)");
  }

  @Test
  void serverSideApplyCreatesWhatIsNotThere() {
    KubeObject applied =
        api()
            .patch(
                key(CONFIG_MAP, "new"),
                new Patch(Kind.APPLY, configMap("new", "1").tree(), "", "me"));
    assertThat(applied.uid()).isNotEmpty();
    assertThat(applied.metadata().path("managedFields").path(0).path("manager").asString())
        .isEqualTo("me");
  }

  @Test
  void secretsTakePlainText() {
    KubeObject secret =
        api()
            .create(
                yaml(
                    """
                    apiVersion: v1
                    kind: Secret
                    metadata: {name: s, namespace: argo-events}
                    stringData: {user: admin}
                    """));
    assertThat(secret.tree().path("data").path("user").asString()).isEqualTo("YWRtaW4=");
    assertThat(secret.tree().has("stringData")).isFalse();
    assertThat(secret.tree().path("type").asString()).isEqualTo("Opaque");
  }

  @Test
  void listsAreSelectedAndPaged() {
    for (String name : List.of("a", "b", "c")) {
      api()
          .create(
              configMap(name, "1")
                  .withMetadata(
                      m -> m.putObject("labels").put("even", String.valueOf(name.equals("b")))));
    }
    ObjectList all = api().list(CONFIG_MAP, "argo-events", Selection.ALL);
    assertThat(all.items()).extracting(KubeObject::name).containsExactly("a", "b", "c");
    assertThat(api().list(CONFIG_MAP, "", Selection.labels("even=true")).items())
        .extracting(KubeObject::name)
        .containsExactly("b");
    assertThat(api().list(CONFIG_MAP, "argo-events", new Selection("", "metadata.name!=b")).items())
        .extracting(KubeObject::name)
        .containsExactly("a", "c");
    ObjectList first = api().list(CONFIG_MAP, "argo-events", Selection.ALL, new Paging(2, ""));
    ObjectList second =
        api().list(CONFIG_MAP, "argo-events", Selection.ALL, new Paging(2, first.continueToken()));
    assertThat(first.items()).hasSize(2);
    assertThat(second.items()).extracting(KubeObject::name).containsExactly("c");
    assertThat(second.continueToken()).isEmpty();
  }

  @Test
  void aWatchFollowsAListWithoutAGap() {
    api().create(configMap("before", "1"));
    String version = api().list(CONFIG_MAP, "argo-events", Selection.ALL).resourceVersion();
    api().create(configMap("between", "1"));
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (Watch watch =
        api()
            .watch(CONFIG_MAP, "argo-events", Selection.ALL, version, event -> note(event, seen))) {
      await().until(() -> seen.contains("ADDED between"));
      api().update(configMap("between", "2"));
      await().until(() -> seen.contains("MODIFIED between"));
      api().delete(key(CONFIG_MAP, "between"), DeleteOptions.BACKGROUND);
      await().until(() -> seen.contains("DELETED between"));
    }
    assertThat(seen).containsExactly("ADDED between", "MODIFIED between", "DELETED between");
  }

  @Test
  void aWatchWithASelectorTellsWhatComesAndGoes() {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    try (Watch watch =
        api()
            .watch(CONFIG_MAP, "argo-events", Selection.labels("on=yes"), "", e -> note(e, seen))) {
      api().create(configMap("c", "1"));
      label("yes");
      await().until(() -> seen.contains("ADDED c"));
      label("no");
      await().until(() -> seen.contains("DELETED c"));
      label("yes");
      await().until(() -> seen.size() == 3);
    }
    assertThat(seen).containsExactly("ADDED c", "DELETED c", "ADDED c");
  }

  @Test
  void aDeletedOwnerTakesItsDependentsAlong() {
    KubeObject owner = api().create(configMap("owner", "1"));
    KubeObject child = api().create(ownedBy(configMap("child", "1"), owner));
    api().create(ownedBy(configMap("grandchild", "1"), child));
    api().delete(key(CONFIG_MAP, "owner"), DeleteOptions.BACKGROUND);
    await()
        .untilAsserted(() ->
            assertThat(api().list(CONFIG_MAP, "argo-events", Selection.ALL).items()).isEmpty());
  }

  @Test
  void aForegroundDeletionWaitsForTheDependents() {
    KubeObject owner = api().create(configMap("owner", "1"));
    api()
        .create(
            ownedBy(configMap("child", "1"), owner)
                .withMetadata(m -> m.putArray("finalizers").add("example.com/hold")));
    api()
        .delete(
            key(CONFIG_MAP, "owner"), new DeleteOptions(Propagation.FOREGROUND, Optional.empty()));
    await().until(() -> api().get(key(CONFIG_MAP, "child")).deletionTimestamp().isPresent());
    assertThat(api().get(key(CONFIG_MAP, "owner")).deletionTimestamp()).isPresent();

    api()
        .patch(
            key(CONFIG_MAP, "child"),
            new Patch(Kind.MERGE, Json.read("{\"metadata\":{\"finalizers\":null}}")));
    await().until(() -> api().find(key(CONFIG_MAP, "owner")).isEmpty());
    assertThat(api().find(key(CONFIG_MAP, "child"))).isEmpty();
  }

  @Test
  void anOrphaningDeletionKeepsTheDependents() {
    KubeObject owner = api().create(configMap("owner", "1"));
    api().create(ownedBy(configMap("child", "1"), owner));
    api().delete(key(CONFIG_MAP, "owner"), new DeleteOptions(Propagation.ORPHAN, Optional.empty()));
    await().until(() -> api().find(key(CONFIG_MAP, "owner")).isEmpty());
    assertThat(api().get(key(CONFIG_MAP, "child")).metadata().has("ownerReferences")).isFalse();
  }

  @Test
  void aDeletionMayInsistOnAUid() {
    KubeObject created = api().create(configMap("c", "1"));
    assertRefused(
        () ->
            api()
                .delete(
                    key(CONFIG_MAP, "c"),
                    new DeleteOptions(Propagation.BACKGROUND, Optional.of("other"))),
        Reason.CONFLICT,
        "Operation cannot be fulfilled on configmaps \"c\": Precondition failed: UID in"
            + " precondition: other, UID in object meta: "
            + created.uid());
  }

  @Test
  void aDeletedNamespaceTakesItsContentAlong() {
    api().create(configMap("c", "1"));
    api().delete(key(ResourceTypes.NAMESPACE, "argo-events"), DeleteOptions.BACKGROUND);
    await().until(() -> api().find(key(ResourceTypes.NAMESPACE, "argo-events")).isEmpty());
    assertThat(api().list(CONFIG_MAP, "argo-events", Selection.ALL).items()).isEmpty();
  }

  @Test
  void nobodyMayDoWhatNoRoleAllows() {
    Identity sensor = Identity.serviceAccount("openstack", "sensor-submit-workflow");
    KubeObject workflow =
        yaml(
            """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: w, namespace: argo-events}
            """);
    assertRefused(
        () -> cluster().as(sensor).create(workflow),
        Reason.FORBIDDEN,
        "workflows.argoproj.io is forbidden: User"
            + " \"system:serviceaccount:openstack:sensor-submit-workflow\" cannot create resource"
            + " \"workflows\" in API group \"argoproj.io\" in the namespace \"argo-events\"");
    api()
        .create(
            yaml(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: submit, namespace: argo-events}
                rules:
                - {apiGroups: [argoproj.io], resources: [workflows], verbs: [create]}
                """));
    api()
        .create(
            yaml(
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: submit, namespace: argo-events}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: submit}
                subjects:
                - {kind: ServiceAccount, name: sensor-submit-workflow, namespace: openstack}
                """));
    assertThat(cluster().as(sensor).create(workflow).uid()).isNotEmpty();
    assertRefused(
        () -> cluster().as(sensor).get(key(ResourceTypes.WORKFLOW, "w")),
        Reason.FORBIDDEN,
        "workflows.argoproj.io \"w\" is forbidden: User"
            + " \"system:serviceaccount:openstack:sensor-submit-workflow\" cannot get resource"
            + " \"workflows\" in API group \"argoproj.io\" in the namespace \"argo-events\"");
  }

  /** As it is on the wire, where numbers have no width. */
  private static JsonNode plain(KubeObject object) {
    return Json.read(Json.write(object.tree()));
  }

  private String patched(Kind kind, String body) {
    return Json.write(
        api().patch(key(CONFIG_MAP, "c"), new Patch(kind, Json.read(body))).tree().path("data"));
  }

  private void label(String value) {
    api()
        .patch(
            key(CONFIG_MAP, "c"),
            new Patch(
                Kind.MERGE, Json.read("{\"metadata\":{\"labels\":{\"on\":\"" + value + "\"}}}")));
  }

  private static void note(WatchEvent event, Queue<String> seen) {
    if (event.type() != WatchEvent.Type.BOOKMARK) {
      seen.add(event.type() + " " + event.object().name());
    }
  }

  private static KubeObject sensor(String name, String value) {
    return yaml(
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Sensor
        metadata: {name: %s, namespace: argo-events}
        spec: {value: "%s"}
        """
            .formatted(name, value));
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessage(message);
  }
}
