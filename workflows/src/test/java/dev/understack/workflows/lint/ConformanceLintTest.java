package dev.understack.workflows.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.RejectedManifestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** Every manifest that Argo publishes is accepted, except those that are wrong on purpose. */
@NullUnmarked
class ConformanceLintTest {
  private static final Path FOLDER = Path.of("src/test/resources/conformance/argo-workflows");

  /** Wrong on purpose, each for a reason that its name or Argo's tests give. */
  private static final Set<String> WRONG =
      Set.of(
          "test/e2e/cron/cron-and-malformed-template.yaml",
          "test/e2e/expectedfailures/misreference-template-name.yaml",
          "test/e2e/lintfail/invalid-spec.yaml",
          "test/e2e/testdata/malformed/malformed-workflowtemplate-2.yaml",
          "test/e2e/testdata/malformed/malformed-workflowtemplate.yaml",
          "test/e2e/testdata/workflow-templates/invalid-workflowtemplate.yaml");

  /** One key is given twice in the first; the others lack apiVersion and kind. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "examples/k8s-patch-json-workflow.yaml",
          "test/e2e/synchronization/db-mutex-wf-level.yaml",
          "test/e2e/testdata/fail-first-pass-second.yaml");

  @Test
  void onlyManifestsThatAreWrongOnPurposeHaveFaults() throws IOException {
    Map<String, List<Manifest>> files = new HashMap<>();
    Set<String> unreadable = new TreeSet<>();
    Map<String, KubeObject> templates = new HashMap<>();
    for (Path file : manifests()) {
      String name = FOLDER.relativize(file).toString();
      try {
        List<Manifest> read = ManifestReader.read(file);
        files.put(name, read);
        for (Manifest manifest : read) {
          templates.put(key(manifest.object().kind(), manifest.object().name()), manifest.object());
        }
      } catch (RejectedManifestException e) {
        unreadable.add(name);
      }
    }

    Set<String> wrong = new TreeSet<>();
    List<String> faults = new ArrayList<>();
    files.forEach((name, read) -> {
      for (Manifest manifest : read) {
        WorkflowLint.lint(manifest, new Known(templates))
            .forEach(fault -> {
              wrong.add(name);
              faults.add(fault.toString());
            });
      }
    });

    assertThat(unreadable).containsExactlyInAnyOrderElementsOf(UNREADABLE);
    assertThat(wrong).as("%s", faults).containsExactlyInAnyOrderElementsOf(WRONG);
    assertThat(files).hasSizeGreaterThan(330);
  }

  private static String key(String kind, String name) {
    return kind + "/" + name;
  }

  private static List<Path> manifests() throws IOException {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  /** Finds what is there, and does not complain about the rest. */
  private record Known(Map<String, KubeObject> templates) implements TemplateSource {

    @Override
    public Optional<KubeObject> find(String namespace, String name, boolean clusterScope) {
      String kind = clusterScope ? "ClusterWorkflowTemplate" : "WorkflowTemplate";
      return Optional.ofNullable(templates.get(key(kind, name)));
    }

    @Override
    public boolean knowsAll() {
      return false;
    }
  }
}
