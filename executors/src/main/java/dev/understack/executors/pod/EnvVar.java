package dev.understack.executors.pod;

import dev.understack.model.Fields;
import java.util.Optional;

/**
 * One entry of {@code env}.
 *
 * @param name the variable
 * @param value where its value comes from
 */
public record EnvVar(String name, Value value) {

  /** Where a value comes from. */
  public sealed interface Value {}

  /** Text that may refer to earlier variables as {@code $(NAME)}. */
  public record Literal(String text) implements Value {}

  /** A key of a Secret or ConfigMap. */
  public record Key(ObjectSource source, String key) implements Value {}

  /** A field of the pod, for example {@code metadata.name}. */
  public record PodField(String path) implements Value {}

  /** A resource of a container, for example {@code limits.memory}, in units of the divisor. */
  public record Resource(String resource, String divisor) implements Value {}

  static EnvVar read(Fields fields) {
    return new EnvVar(
        fields.requiredText("name"),
        fields
            .object("valueFrom")
            .flatMap(EnvVar::readSource)
            .orElseGet(() -> new Literal(fields.anyText("value").orElse(""))));
  }

  private static Optional<Value> readSource(Fields from) {
    return from.object("secretKeyRef")
        .<Value>map(ref -> key(ref, ObjectSource.Kind.SECRET))
        .or(() -> from.object("configMapKeyRef").map(ref -> key(ref, ObjectSource.Kind.CONFIG_MAP)))
        .or(() -> from.object("fieldRef").map(ref -> new PodField(ref.requiredText("fieldPath"))))
        .or(() ->
            from.object("resourceFieldRef")
                .map(ref ->
                    new Resource(
                        ref.requiredText("resource"), ref.anyText("divisor").orElse("1"))));
  }

  private static Key key(Fields ref, ObjectSource.Kind kind) {
    return new Key(
        new ObjectSource(kind, ref.requiredText("name"), ref.bool("optional", false)),
        ref.requiredText("key"));
  }
}
