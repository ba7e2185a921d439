package dev.understack.cli.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.RejectedManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KustomizeBuildTest {
  @TempDir Path folder;

  @BeforeEach
  void resources() throws IOException {
    Files.createDirectories(folder.resolve("base"));
    write(
        "base/role.yaml",
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: rb}
        subjects:
          - {kind: ServiceAccount, name: mine, namespace: before}
          - {kind: ServiceAccount, name: other, namespace: elsewhere}
          - {kind: ServiceAccount, name: default, namespace: elsewhere}
        roleRef: {kind: Role, name: r, apiGroup: rbac.authorization.k8s.io}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: mine, namespace: before}
        """);
    write("base/kustomization.yaml", "resources: [role.yaml]\n");
  }

  @Test
  void putsEveryObjectIntoTheNamespaceAndMovesItsOwnSubjects() throws IOException {
    write("kustomization.yaml", "resources: [base]\nnamespace: ns1\n");

    List<Manifest> built = KustomizeBuild.of(folder);

    assertThat(built).extracting(m -> m.object().namespace()).containsOnly("ns1");
    assertThat(object(built, "RoleBinding").tree().path("subjects"))
        .extracting(s -> s.path("namespace").asString())
        .containsExactly("ns1", "elsewhere", "ns1");
  }

  @Test
  void namesGeneratedObjectsByContentAsKustomizeDoes() throws IOException {
    write(
        "kustomization.yaml",
        """
        configMapGenerator:
          - name: cm
            literals: [a=b, "x=<y>&z"]
        secretGenerator:
          - name: sec
            literals: [password=s3cret]
        """);

    List<Manifest> built = KustomizeBuild.of(folder);

    assertThat(object(built, "ConfigMap").name()).isEqualTo("cm-fdkf4686fd");
    assertThat(object(built, "Secret").name()).isEqualTo("sec-bf5fk5d75b");
    assertThat(object(built, "Secret").tree().at("/data/password").asString())
        .isEqualTo("czNjcmV0");
  }

  @Test
  void renamesReferencesToGeneratedObjects() throws IOException {
    write(
        "t.yaml",
        """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: t}
        spec:
          volumes: [{name: v, secret: {secretName: sec}}]
        """);
    write(
        "kustomization.yaml",
        "resources: [t.yaml]\nsecretGenerator: [{name: sec, literals: [password=s3cret]}]\n");

    KubeObject template = object(KustomizeBuild.of(folder), "WorkflowTemplate");

    assertThat(template.tree().at("/spec/volumes/0/secret/secretName").asString())
        .isEqualTo("sec-bf5fk5d75b");
  }

  @Test
  void appliesStrategicAndJsonPatches() throws IOException {
    write(
        "kustomization.yaml",
        """
        resources: [base]
        patches:
          - patch: |
              apiVersion: v1
              kind: ServiceAccount
              metadata: {name: mine, annotations: {a: b}}
          - target: {kind: RoleBinding, name: r.*}
            patch: |
              - {op: replace, path: /roleRef/name, value: changed}
        """);

    List<Manifest> built = KustomizeBuild.of(folder);

    assertThat(object(built, "ServiceAccount").annotations()).containsEntry("a", "b");
    assertThat(object(built, "RoleBinding").tree().at("/roleRef/name").asString())
        .isEqualTo("changed");
  }

  @Test
  void namesAFieldThatIsNotSupportedAndItsPlace() throws IOException {
    write("kustomization.yaml", "resources: [base]\nhelmCharts: []\n");

    assertThatThrownBy(() -> KustomizeBuild.of(folder))
        .isInstanceOf(RejectedManifestException.class)
        .hasMessageContaining("kustomization.yaml:2:1")
        .hasMessageContaining("helmCharts: unknown field");
  }

  @Test
  void saysWhichResourceIsMissing() throws IOException {
    write("kustomization.yaml", "resources: [gone.yaml]\n");

    assertThatThrownBy(() -> KustomizeBuild.of(folder))
        .hasMessageContaining("gone.yaml does not exist");
  }

  @Test
  void refusesAKustomizationThatIncludesItself() throws IOException {
    write("kustomization.yaml", "resources: [base]\n");
    write("base/kustomization.yaml", "resources: [..]\n");

    assertThatThrownBy(() -> KustomizeBuild.of(folder)).hasMessageContaining("includes itself");
  }

  @Test
  void saysWhenAPatchMatchesNothing() throws IOException {
    write(
        "kustomization.yaml",
        """
        resources: [base]
        patches:
          - target: {kind: Sensor}
            patch: '[{"op": "remove", "path": "/spec"}]'
        """);

    assertThatThrownBy(() -> KustomizeBuild.of(folder)).hasMessageContaining("no object matches");
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private static KubeObject object(List<Manifest> manifests, String kind) {
    return manifests.stream()
        .map(Manifest::object)
        .filter(o -> o.kind().equals(kind))
        .findFirst()
        .orElseThrow();
  }
}
