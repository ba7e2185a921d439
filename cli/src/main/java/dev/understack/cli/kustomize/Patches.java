package dev.understack.cli.kustomize;

import dev.understack.cli.kustomize.Kustomization.PatchEntry;
import dev.understack.cli.kustomize.Kustomization.Target;
import dev.understack.language.kube.JsonPatch;
import dev.understack.language.kube.LabelSelector;
import dev.understack.language.kube.MergeKeys;
import dev.understack.language.kube.PatchException;
import dev.understack.language.kube.StrategicMergePatch;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies the patches of a kustomization: JSON patches (a list) and strategic merge patches. */
final class Patches {
  private Patches() {}

  static List<Manifest> apply(
      List<PatchEntry> patches, List<Manifest> manifests, Path folder, Path file)
      throws IOException {
    List<Manifest> result = new ArrayList<>(manifests);
    for (PatchEntry patch : patches) {
      boolean inline = patch.path().isEmpty();
      Path source = inline ? file : folder.resolve(patch.path());
      String text = inline ? patch.inline() : Files.readString(source);
      for (ManifestReader.Document document : ManifestReader.documents(source.toString(), text)) {
        applyOne(patch, document.tree(), result, source);
      }
    }
    return result;
  }

  private static void applyOne(
      PatchEntry entry, JsonNode patch, List<Manifest> manifests, Path source) {
    boolean matched = false;
    for (int i = 0; i < manifests.size(); i++) {
      Manifest manifest = manifests.get(i);
      if (selects(entry, patch, manifest.object(), source)) {
        matched = true;
        try {
          KubeObject changed = patched(manifest.object(), patch, source);
          manifests.set(i, new Manifest(manifest.source(), changed, manifest.positions()));
        } catch (PatchException e) {
          throw KustomizeBuild.rejected(
              source, "the patch of " + manifest.object().describe() + " fails: " + e.getMessage());
        }
      }
    }
    if (!matched) {
      throw KustomizeBuild.rejected(source, "no object matches this patch: " + shown(entry, patch));
    }
  }

  private static boolean selects(PatchEntry entry, JsonNode patch, KubeObject object, Path source) {
    if (entry.target().isPresent()) {
      return matches(entry.target().get(), object);
    }
    if (!(patch instanceof ObjectNode tree)) {
      throw KustomizeBuild.rejected(source, "a JSON patch needs a target");
    }
    KubeObject named = KubeObject.of(tree);
    return named.kind().equals(object.kind())
        && named.group().equals(object.group())
        && named.name().equals(object.name())
        && (named.namespace().isEmpty() || named.namespace().equals(object.namespace()));
  }

  private static boolean matches(Target target, KubeObject object) {
    String version = object.apiVersion().substring(object.apiVersion().indexOf('/') + 1);
    return anchored(target.group(), object.group())
        && anchored(target.version(), version)
        && anchored(target.kind(), object.kind())
        && anchored(target.name(), object.name())
        && anchored(target.namespace(), object.namespace())
        && LabelSelector.parse(target.labelSelector()).matches(object.labels())
        && LabelSelector.parse(target.annotationSelector()).matches(object.annotations());
  }

  private static boolean anchored(String pattern, String text) {
    return pattern.isEmpty() || Pattern.matches(pattern, text);
  }

  private static KubeObject patched(KubeObject object, JsonNode patch, Path source) {
    JsonNode result =
        switch (patch) {
          case ArrayNode operations -> JsonPatch.of(operations).apply(object.tree());
          case ObjectNode merge ->
              StrategicMergePatch.apply(
                  object.tree(), merge, MergeKeys.of(object.apiVersion(), object.kind()));
          default -> throw KustomizeBuild.rejected(source, "expected a patch: an object or a list");
        };
    if (result instanceof ObjectNode tree) {
      return KubeObject.of(tree);
    }
    throw new PatchException("the result is not an object");
  }

  private static String shown(PatchEntry entry, JsonNode patch) {
    return entry
        .target()
        .map(t -> "target kind \"" + t.kind() + "\", name \"" + t.name() + "\"")
        .orElseGet(() -> patch instanceof ObjectNode o ? KubeObject.of(o).describe() : "a list");
  }
}
