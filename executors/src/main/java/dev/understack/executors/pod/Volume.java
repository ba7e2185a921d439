package dev.understack.executors.pod;

import dev.understack.model.Fields;
import java.util.List;
import java.util.Optional;

/**
 * A volume of a pod.
 *
 * @param name what mounts call it
 * @param source what is in it
 */
public record Volume(String name, Source source) {
  private static final int DEFAULT_MODE = 0644;

  /** What is in a volume. */
  public sealed interface Source {}

  /** Files made from objects, fixed when the pod starts. */
  public record Projected(List<Part> parts, int defaultMode) implements Source {
    public Projected {
      parts = List.copyOf(parts);
    }
  }

  /** An empty folder that lives as long as the pod. */
  public record EmptyDir() implements Source {}

  /** A folder that outlives the pod. */
  public record Claim(String claim, boolean readOnly) implements Source {}

  /** A path of the machine. */
  public record HostPath(String path, String type) implements Source {}

  /** Anything else; a pod that mounts it is refused. */
  public record Unsupported(String kind) implements Source {}

  /** One origin of projected files. */
  public sealed interface Part {}

  /** Keys of a Secret or ConfigMap; without items every key under its own name. */
  public record Keys(ObjectSource source, List<Item> items) implements Part {
    public Keys {
      items = List.copyOf(items);
    }
  }

  /** Fields of the pod as files; {@code key} of an item is the field path. */
  public record PodFields(List<Item> items) implements Part {
    public PodFields {
      items = List.copyOf(items);
    }
  }

  /** A token of the pod's service account. */
  public record Token(String path) implements Part {}

  /** A key and the file it becomes; without a mode the volume's default counts. */
  public record Item(String key, String path, Optional<Integer> mode) {}

  static Volume read(Fields fields) {
    return new Volume(fields.requiredText("name"), readSource(fields));
  }

  private static Source readSource(Fields fields) {
    Optional<Source> found =
        fields
            .object("secret")
            .<Source>map(secret ->
                new Projected(
                    List.of(keys(secret, ObjectSource.Kind.SECRET, "secretName")), mode(secret)))
            .or(() ->
                fields
                    .object("configMap")
                    .map(map ->
                        new Projected(
                            List.of(keys(map, ObjectSource.Kind.CONFIG_MAP, "name")), mode(map))))
            .or(() ->
                fields
                    .object("projected")
                    .map(projected ->
                        new Projected(projected.list("sources", Volume::part), mode(projected))))
            .or(() ->
                fields
                    .object("downwardAPI")
                    .map(down -> new Projected(List.of(podFields(down)), mode(down))))
            .or(() -> fields.object("emptyDir").map(empty -> new EmptyDir()))
            .or(() ->
                fields
                    .object("persistentVolumeClaim")
                    .map(claim ->
                        new Claim(claim.requiredText("claimName"), claim.bool("readOnly", false))))
            .or(() ->
                fields
                    .object("hostPath")
                    .map(host -> new HostPath(host.requiredText("path"), host.text("type"))));
    return found.orElseGet(() -> other(fields));
  }

  private static Source other(Fields fields) {
    return fields.names().stream()
        .filter(name -> !name.equals("name"))
        .findFirst()
        .<Source>map(Unsupported::new)
        .orElseGet(EmptyDir::new);
  }

  private static Part part(Fields fields) {
    return fields
        .object("secret")
        .<Part>map(secret -> keys(secret, ObjectSource.Kind.SECRET, "name"))
        .or(() ->
            fields.object("configMap").map(map -> keys(map, ObjectSource.Kind.CONFIG_MAP, "name")))
        .or(() ->
            fields
                .object("serviceAccountToken")
                .map(token -> new Token(token.requiredText("path"))))
        .orElseGet(() -> podFields(fields.objectOrEmpty("downwardAPI")));
  }

  private static Keys keys(Fields fields, ObjectSource.Kind kind, String nameField) {
    return new Keys(
        new ObjectSource(kind, fields.requiredText(nameField), fields.bool("optional", false)),
        fields.list(
            "items",
            item -> new Item(item.requiredText("key"), item.requiredText("path"), itemMode(item))));
  }

  private static PodFields podFields(Fields fields) {
    return new PodFields(
        fields.list(
            "items",
            item ->
                new Item(
                    item.objectOrEmpty("fieldRef").requiredText("fieldPath"),
                    item.requiredText("path"),
                    itemMode(item))));
  }

  private static int mode(Fields fields) {
    return (int) fields.integer("defaultMode", DEFAULT_MODE);
  }

  private static Optional<Integer> itemMode(Fields item) {
    return item.has("mode")
        ? Optional.of((int) item.integer("mode", DEFAULT_MODE))
        : Optional.empty();
  }
}
