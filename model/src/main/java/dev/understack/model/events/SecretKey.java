package dev.understack.model.events;

import dev.understack.model.Fields;
import java.util.Optional;

/**
 * A value in a Secret or ConfigMap of the object's namespace.
 *
 * @param name name of the Secret or ConfigMap
 * @param key key inside it
 */
public record SecretKey(String name, String key) {

  /** Reads the selector in a field, when present. */
  public static Optional<SecretKey> in(Fields fields, String field) {
    return fields
        .object(field)
        .map(f -> {
          f.known("optional");
          return new SecretKey(f.requiredText("name"), f.requiredText("key"));
        });
  }

  @Override
  public String toString() {
    return name + "/" + key;
  }
}
