package dev.understack.language.fuzz;

import dev.understack.language.LanguageException;
import dev.understack.language.kube.FieldSelector;
import dev.understack.language.kube.JsonPatch;
import dev.understack.language.kube.KubeJsonPath;
import dev.understack.language.kube.LabelSelector;
import dev.understack.language.kube.MergeKeys;
import dev.understack.language.kube.MergePatch;
import dev.understack.language.kube.PatchException;
import dev.understack.language.kube.StrategicMergePatch;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Any text is a selector, a path and a patch, or gives a fault; selectors survive printing. */
public final class KubeFuzz {
  private static final ObjectNode DOCUMENT =
      (ObjectNode)
          JsonMapper.shared()
              .readTree(
                  """
                  {"metadata": {"name": "p", "labels": {"a": "b"}, "finalizers": ["x"]},
                   "spec": {"containers": [{"name": "c", "image": "i", "env": [{"name": "A"}]}],
                            "n": 1, "list": [1, 2, [3]]}}\
                  """);

  private KubeFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    faultsOnly(() -> {
      LabelSelector selector = LabelSelector.parse(text);
      if (!LabelSelector.parse(selector.toString()).equals(selector)) {
        throw new IllegalStateException("label selector changed by printing");
      }
    });
    faultsOnly(() -> {
      FieldSelector selector = FieldSelector.parse(text);
      if (!FieldSelector.parse(selector.toString()).equals(selector)) {
        throw new IllegalStateException("field selector changed by printing");
      }
    });
    faultsOnly(() -> KubeJsonPath.parse(text).render(DOCUMENT, true));
    try {
      patch(JsonMapper.shared().readTree(text));
    } catch (JacksonException expected) {
      // A fault is an answer.
    }
  }

  private static void patch(JsonNode patch) {
    ObjectNode before = DOCUMENT.deepCopy();
    faultsOnly(() -> JsonPatch.of(patch).apply(DOCUMENT));
    faultsOnly(() -> MergePatch.apply(DOCUMENT, patch));
    if (patch instanceof ObjectNode object) {
      faultsOnly(() -> StrategicMergePatch.apply(DOCUMENT, object, MergeKeys.of("v1", "Pod")));
    }
    if (!DOCUMENT.equals(before)) {
      throw new IllegalStateException("patch changed the original");
    }
  }

  private static void faultsOnly(Runnable run) {
    try {
      run.run();
    } catch (LanguageException | PatchException expected) {
      // A fault is an answer.
    }
  }
}
