package dev.understack.language.tags;

import dev.understack.language.expr.ExprValues;
import dev.understack.language.expr.JsonText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Variables by their dotted names, such as {@code inputs.parameters.image}, in layers: the inner
 * layer hides the outer. Immutable, safe for several threads.
 *
 * <p>Most values are texts. Maps, lists and numbers may be used too: expressions see them as they
 * are, simple tags as text, and {@code item.key} finds a key of the map {@code item}. A variable
 * whose value is null is an absent optional.
 */
public final class TagScope {
  private final @Nullable TagScope outer;
  private final Map<String, @Nullable Object> own;
  private final Map<String, Object> functions;

  /** Made on first use; two threads may both make it, which does no harm. */
  private volatile @Nullable Map<String, @Nullable Object> environment;

  private TagScope(
      @Nullable TagScope outer, Map<String, @Nullable Object> own, Map<String, Object> functions) {
    this.outer = outer;
    this.own = own;
    this.functions = functions;
  }

  /**
   * A scope with these variables.
   *
   * @param functions what expressions can call besides the language's own functions, usually {@link
   *     dev.understack.language.expr.ArgoFunctions#with}
   */
  public static TagScope of(
      Map<String, ? extends @Nullable Object> variables, Map<String, Object> functions) {
    return new TagScope(null, copy(variables), Map.copyOf(functions));
  }

  /** This scope with more variables in front. */
  public TagScope with(Map<String, ? extends @Nullable Object> variables) {
    return variables.isEmpty() ? this : new TagScope(this, copy(variables), functions);
  }

  /** This scope with one more variable in front. */
  public TagScope with(String name, @Nullable Object value) {
    return new TagScope(this, Collections.singletonMap(name, value), functions);
  }

  /** Whether the variable is known, with a value or as an absent optional. */
  public boolean has(String name) {
    return find(name) != null || member(name).isPresent();
  }

  /** The value; null when the variable is unknown or absent. */
  public @Nullable Object value(String name) {
    TagScope layer = find(name);
    return layer == null ? member(name).orElse(null) : layer.own.get(name);
  }

  /** The text that a simple tag of this name stands for; empty without a value. */
  public Optional<String> text(String name) {
    Object value = value(name);
    return switch (value) {
      case null -> Optional.empty();
      case String text -> Optional.of(text);
      case Map<?, ?> map when find(name) != null -> Optional.of(JsonText.compact(map));
      case List<?> list when find(name) != null -> Optional.of(JsonText.compact(list));
      default -> Optional.of(ExprValues.text(value));
    };
  }

  /**
   * The environment of expressions: dotted names become nested maps, and of {@code a} and {@code
   * a.b} the map with {@code b} wins. Read only.
   */
  public Map<String, @Nullable Object> environment() {
    Map<String, @Nullable Object> made = environment;
    if (made == null) {
      Map<String, @Nullable Object> variables = new LinkedHashMap<>();
      collect(variables);
      Map<String, @Nullable Object> all = DottedNames.expand(variables);
      all.putAll(functions);
      made = Collections.unmodifiableMap(all);
      environment = made;
    }
    return made;
  }

  /** Whether there is a variable of this name or one that begins with it and a dot. */
  boolean reaches(List<String> path) {
    Object at = environment();
    for (String name : path) {
      if (!(at instanceof Map<?, ?> map)) {
        // Fields of a text do not exist, but what an expression makes of it is its own business.
        return at != null;
      }
      if (!map.containsKey(name)) {
        return false;
      }
      at = map.get(name);
    }
    return true;
  }

  private void collect(Map<String, @Nullable Object> variables) {
    if (outer != null) {
      outer.collect(variables);
    }
    variables.putAll(own);
  }

  private @Nullable TagScope find(String name) {
    for (TagScope layer = this; layer != null; layer = layer.outer) {
      if (layer.own.containsKey(name)) {
        return layer;
      }
    }
    return null;
  }

  /** A key of a variable that is a map: {@code item.key}. */
  private Optional<Object> member(String name) {
    for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      TagScope layer = find(name.substring(0, dot));
      if (layer != null && layer.own.get(name.substring(0, dot)) instanceof Map<?, ?> map) {
        return Optional.ofNullable(map.get(name.substring(dot + 1)));
      }
    }
    return Optional.empty();
  }

  private static Map<String, @Nullable Object> copy(
      Map<String, ? extends @Nullable Object> variables) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
