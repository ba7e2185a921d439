package dev.understack.cli.kustomize;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The content of a {@code kustomization.yaml}.
 *
 * @param resources files and folders, relative to the kustomization
 * @param namespace namespace to put every object into; empty to leave them
 * @param patches in the order in which they apply
 * @param generators ConfigMaps and Secrets to make
 * @param options for all generators
 */
record Kustomization(
    List<String> resources,
    String namespace,
    List<PatchEntry> patches,
    List<Generator> generators,
    GeneratorOptions options) {

  static Kustomization read(Fields fields) {
    fields.known("apiVersion", "kind", "metadata");
    Kustomization read =
        new Kustomization(
            fields.texts("resources"),
            fields.text("namespace"),
            fields.list("patches", PatchEntry::read),
            java.util.stream.Stream.concat(
                    fields.list("configMapGenerator", f -> Generator.read("ConfigMap", f)).stream(),
                    fields.list("secretGenerator", f -> Generator.read("Secret", f)).stream())
                .toList(),
            fields
                .object("generatorOptions")
                .map(GeneratorOptions::read)
                .orElse(GeneratorOptions.DEFAULT));
    fields.rejectUnknown();
    return read;
  }

  /**
   * A patch and what it applies to.
   *
   * @param path file with the patch; empty when it is inline
   * @param inline the patch as YAML text; empty when it is in a file
   */
  record PatchEntry(String path, String inline, Optional<Target> target) {
    static PatchEntry read(Fields fields) {
      PatchEntry entry =
          new PatchEntry(
              fields.text("path"), fields.text("patch"), fields.object("target").map(Target::read));
      fields.known("options").rejectUnknown();
      if (entry.path.isEmpty() == entry.inline.isEmpty()) {
        fields.fault("", "expected either path or patch");
      }
      return entry;
    }
  }

  /** Which objects a patch applies to; empty texts match everything, names are anchored regexps. */
  record Target(
      String group,
      String version,
      String kind,
      String name,
      String namespace,
      String labelSelector,
      String annotationSelector) {
    static Target read(Fields fields) {
      Target target =
          new Target(
              fields.text("group"),
              fields.text("version"),
              fields.text("kind"),
              fields.text("name"),
              fields.text("namespace"),
              fields.text("labelSelector"),
              fields.text("annotationSelector"));
      fields.rejectUnknown();
      return target;
    }
  }

  /** A ConfigMap or Secret to make. */
  record Generator(
      String kind,
      String name,
      String namespace,
      String type,
      List<String> literals,
      List<String> files,
      List<String> envs,
      @Nullable GeneratorOptions options) {
    static Generator read(String kind, Fields fields) {
      Generator generator =
          new Generator(
              kind,
              fields.requiredText("name"),
              fields.text("namespace"),
              kind.equals("Secret") ? fields.text("type", "Opaque") : "",
              fields.texts("literals"),
              fields.texts("files"),
              java.util.stream.Stream.concat(
                      fields.texts("envs").stream(),
                      java.util.stream.Stream.of(fields.text("env")).filter(e -> !e.isEmpty()))
                  .toList(),
              fields.read("options", GeneratorOptions::read));
      JsonNode behavior = fields.any("behavior");
      if (behavior != null && !behavior.asString("").equals("create")) {
        fields.fault("behavior", "only create is supported");
      }
      fields.rejectUnknown();
      return generator;
    }
  }

  /** What is added to generated objects. */
  record GeneratorOptions(
      boolean disableNameSuffixHash,
      boolean immutable,
      Map<String, String> labels,
      Map<String, String> annotations) {
    static final GeneratorOptions DEFAULT = new GeneratorOptions(false, false, Map.of(), Map.of());

    static GeneratorOptions read(Fields fields) {
      GeneratorOptions options =
          new GeneratorOptions(
              fields.bool("disableNameSuffixHash", false),
              fields.bool("immutable", false),
              fields.textMap("labels"),
              fields.textMap("annotations"));
      fields.rejectUnknown();
      return options;
    }

    /** These options over those of the kustomization. */
    GeneratorOptions over(GeneratorOptions common) {
      return new GeneratorOptions(
          disableNameSuffixHash || common.disableNameSuffixHash,
          immutable || common.immutable,
          merged(common.labels, labels),
          merged(common.annotations, annotations));
    }

    private static Map<String, String> merged(Map<String, String> low, Map<String, String> high) {
      Map<String, String> all = new java.util.TreeMap<>(low);
      all.putAll(high);
      return all;
    }
  }
}
