package dev.understack.executors.pod;

import dev.understack.model.Fields;
import java.util.Optional;

/**
 * One entry of {@code envFrom}: every key of an object becomes a variable.
 *
 * @param prefix put before each key
 */
public record EnvFrom(String prefix, ObjectSource source) {

  static Optional<EnvFrom> read(Fields fields) {
    String prefix = fields.text("prefix");
    return fields
        .object("secretRef")
        .map(ref -> of(prefix, ObjectSource.Kind.SECRET, ref))
        .or(() ->
            fields
                .object("configMapRef")
                .map(ref -> of(prefix, ObjectSource.Kind.CONFIG_MAP, ref)));
  }

  private static EnvFrom of(String prefix, ObjectSource.Kind kind, Fields ref) {
    return new EnvFrom(
        prefix, new ObjectSource(kind, ref.requiredText("name"), ref.bool("optional", false)));
  }
}
