package dev.understack.cli.kustomize;

import dev.understack.cli.kustomize.Kustomization.Generator;
import dev.understack.model.Fault;
import dev.understack.model.Faults;
import dev.understack.model.Fields;
import dev.understack.model.KubeObject;
import dev.understack.model.Manifest;
import dev.understack.model.ManifestReader;
import dev.understack.model.Position;
import dev.understack.model.RejectedManifestException;
import dev.understack.model.ResourceType;
import dev.understack.model.ResourceTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the objects of a kustomization folder, as {@code kubectl kustomize} does.
 *
 * <p>Known fields: resources, namespace, patches, configMapGenerator, secretGenerator and
 * generatorOptions; any other field is a fault that names it. Objects keep the positions of the
 * files that they come from, so that later faults point there.
 */
public final class KustomizeBuild {
  private static final List<String> FILE_NAMES =
      List.of("kustomization.yaml", "kustomization.yml", "Kustomization");

  private final List<Path> open = new ArrayList<>();
  private final Consumer<Fault> faults;

  private KustomizeBuild(Consumer<Fault> faults) {
    this.faults = faults;
  }

  /**
   * Builds a folder that holds a kustomization.
   *
   * @throws RejectedManifestException with all faults of the files read
   */
  public static List<Manifest> of(Path folder) {
    List<Fault> faults = new ArrayList<>();
    List<Manifest> manifests = of(folder, faults::add);
    if (!faults.isEmpty()) {
      throw new RejectedManifestException(faults);
    }
    return manifests;
  }

  /**
   * Builds a folder that holds a kustomization, without the resources that cannot be read.
   *
   * @param faults hears of those
   * @throws RejectedManifestException when the kustomization itself cannot be used
   */
  public static List<Manifest> of(Path folder, Consumer<Fault> faults) {
    return new KustomizeBuild(faults).build(folder.normalize());
  }

  /** Whether a folder holds a kustomization. */
  public static boolean isKustomization(Path folder) {
    return file(folder).isPresent();
  }

  private List<Manifest> build(Path folder) {
    Path file =
        file(folder)
            .orElseThrow(() -> rejected(folder, "expected a kustomization.yaml in this folder"));
    Path real = folder.toAbsolutePath().normalize();
    if (open.contains(real)) {
      throw rejected(file, "this kustomization includes itself");
    }
    open.add(real);
    try {
      return build(folder, file);
    } catch (IOException e) {
      throw rejected(file, e.getMessage() == null ? e.toString() : e.getMessage());
    } finally {
      open.removeLast();
    }
  }

  private List<Manifest> build(Path folder, Path file) throws IOException {
    Kustomization kustomization = read(file);
    List<Manifest> manifests = new ArrayList<>();
    for (String resource : kustomization.resources()) {
      try {
        manifests.addAll(resource(folder, file, resource));
      } catch (RejectedManifestException e) {
        e.faults().forEach(faults);
      }
    }
    Map<String, String> secrets = new HashMap<>();
    Map<String, String> configMaps = new HashMap<>();
    for (Generator generator : kustomization.generators()) {
      GeneratedObject made = GeneratedObject.make(generator, kustomization.options(), folder);
      (generator.kind().equals("Secret") ? secrets : configMaps)
          .put(made.givenName(), made.object().name());
      manifests.add(new Manifest(file.toString(), made.object(), Map.of()));
    }
    NameReferences references = new NameReferences(secrets, configMaps);
    List<Manifest> renamed =
        secrets.isEmpty() && configMaps.isEmpty()
            ? manifests
            : manifests.stream().map(m -> edited(m, references::rename)).toList();
    List<Manifest> patched = Patches.apply(kustomization.patches(), renamed, folder, file);
    if (kustomization.namespace().isEmpty()) {
      return patched;
    }
    Set<String> serviceAccounts =
        patched.stream()
            .map(Manifest::object)
            .filter(object -> object.kind().equals("ServiceAccount"))
            .map(object -> object.namespace() + "/" + object.name())
            .collect(Collectors.toSet());
    return patched.stream()
        .map(m -> inNamespace(m, kustomization.namespace(), serviceAccounts))
        .toList();
  }

  private List<Manifest> resource(Path folder, Path file, String resource) {
    Path path = folder.resolve(resource).normalize();
    if (resource.contains("://") || (!Files.exists(path) && resource.contains(".git"))) {
      throw rejected(file, "resource " + resource + " is remote; only local files are read");
    }
    if (Files.isDirectory(path)) {
      return build(path);
    }
    if (!Files.exists(path)) {
      throw rejected(file, "resource " + resource + " does not exist");
    }
    return ManifestReader.read(path);
  }

  private static Kustomization read(Path file) throws IOException {
    List<ManifestReader.Document> documents =
        ManifestReader.documents(file.toString(), Files.readString(file));
    if (documents.size() != 1 || !(documents.getFirst().tree() instanceof ObjectNode tree)) {
      throw rejected(file, "expected one object");
    }
    Faults faults =
        new Faults(
            new Manifest(
                file.toString(),
                KubeObject.of(tree.deepCopy().put("kind", "Kustomization")),
                documents.getFirst().positions()));
    Kustomization read = Kustomization.read(new Fields(tree, "", faults));
    faults.throwIfAny();
    return read;
  }

  private static Manifest inNamespace(
      Manifest manifest, String namespace, Set<String> serviceAccounts) {
    KubeObject object = manifest.object();
    boolean namespaced = ResourceTypes.of(object).map(ResourceType::namespaced).orElse(true);
    return edited(
        manifest,
        tree -> {
          if (namespaced) {
            tree.withObjectProperty("metadata").put("namespace", namespace);
          }
          if (object.kind().endsWith("RoleBinding")) {
            moveSubjects(tree, namespace, serviceAccounts);
          }
        });
  }

  /** Moves the subjects that move with this build: its own service accounts, and the default. */
  private static void moveSubjects(
      ObjectNode binding, String namespace, Set<String> serviceAccounts) {
    for (JsonNode node : binding.path("subjects")) {
      if (node instanceof ObjectNode subject
          && subject.path("kind").asString("").equals("ServiceAccount")) {
        String name = subject.path("name").asString("");
        String key = subject.path("namespace").asString("") + "/" + name;
        if (name.equals("default") || serviceAccounts.contains(key)) {
          subject.put("namespace", namespace);
        }
      }
    }
  }

  private static Manifest edited(Manifest manifest, java.util.function.Consumer<ObjectNode> edit) {
    return new Manifest(manifest.source(), manifest.object().with(edit), manifest.positions());
  }

  private static Optional<Path> file(Path folder) {
    return FILE_NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).findFirst();
  }

  static RejectedManifestException rejected(Path file, String message) {
    return new RejectedManifestException(
        List.of(new Fault(file.toString(), Position.START, "", "", message)));
  }
}
