package dev.understack.language.gjson;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The modifiers of gjson, written {@code @name} in a path. */
enum Modifier {
  DIG,
  FLATTEN,
  FROMSTR,
  GROUP,
  JOIN,
  KEYS,
  PRETTY,
  REVERSE,
  THIS,
  TOSTR,
  UGLY,
  VALID,
  VALUES;

  private static final Map<String, Modifier> BY_NAME = new HashMap<>();

  static {
    for (Modifier modifier : values()) {
      BY_NAME.put(modifier.name().toLowerCase(Locale.ROOT), modifier);
    }
  }

  static @Nullable Modifier named(String name) {
    return BY_NAME.get(name);
  }
}
