package dev.understack.language.sprig;

import dev.understack.language.NativeFunction;
import dev.understack.language.value.GoFunction;
import dev.understack.language.value.GoKind;
import dev.understack.language.value.GoObject;
import org.jspecify.annotations.Nullable;

/**
 * sprig's certificate with its fields {@code Cert} and {@code Key}, both PEM.
 *
 * @param cert the certificate
 * @param key its private key
 */
record Certificate(String cert, String key) implements GoObject {
  @Override
  public String goType() {
    return "sprig.certificate";
  }

  @Override
  public GoKind kind() {
    return GoKind.STRUCT;
  }

  @Override
  public @Nullable NativeFunction method(String name) {
    return switch (name) {
      case "Cert" -> GoFunction.of(name, a -> cert);
      case "Key" -> GoFunction.of(name, a -> key);
      default -> null;
    };
  }

  @Override
  public String toString() {
    return "{" + cert + " " + key + "}";
  }
}
