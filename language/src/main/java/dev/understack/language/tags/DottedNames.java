package dev.understack.language.tags;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns variables with dotted names into nested maps. */
public final class DottedNames {
  /** A map that was made of dotted names, as opposed to one that is a value. */
  private static final class Branch extends LinkedHashMap<String, @Nullable Object> {
    private static final long serialVersionUID = 1L;
  }

  private DottedNames() {}

  /** The nested maps; of {@code a} and {@code a.b} the map with {@code b} wins. */
  public static Map<String, @Nullable Object> expand(
      Map<String, ? extends @Nullable Object> variables) {
    Branch root = new Branch();
    variables.forEach((name, value) -> put(root, name, value));
    return root;
  }

  private static void put(Branch root, String name, @Nullable Object value) {
    Branch at = root;
    int start = 0;
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', start)) {
      at = branch(at, name.substring(start, dot));
      start = dot + 1;
    }
    String last = name.substring(start);
    if (!(at.get(last) instanceof Branch)) {
      at.put(last, value);
    }
  }

  private static Branch branch(Branch at, String name) {
    if (at.get(name) instanceof Branch inner) {
      return inner;
    }
    Branch made = new Branch();
    at.put(name, made);
    return made;
  }
}
