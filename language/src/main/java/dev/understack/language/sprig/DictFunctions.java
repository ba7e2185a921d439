package dev.understack.language.sprig;

import dev.understack.language.FunctionException;
import dev.understack.language.value.Arguments;
import dev.understack.language.value.GoType;
import dev.understack.language.value.GoValues;
import dev.understack.language.value.TypedList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Functions on maps. {@code set}, {@code unset} and the {@code merge} functions change their first
 * argument, as in sprig. Keys come in sorted order, which sprig leaves to chance.
 */
final class DictFunctions {
  private static final GoType MAP = GoType.MAP;
  private static final GoType STRING = GoType.STRING;

  private final Texts texts;

  private DictFunctions(Texts texts) {
    this.texts = texts;
  }

  static void addTo(FunctionTable table, Texts texts) {
    DictFunctions dicts = new DictFunctions(texts);
    table.variadic("dict", dicts::dict, GoType.ANY);
    table.add("get", DictFunctions::get, MAP, STRING);
    table.add("set", DictFunctions::set, MAP, STRING, GoType.ANY);
    table.add("unset", DictFunctions::unset, MAP, STRING);
    table.add("hasKey", a -> a.map(0).containsKey(a.text(1)), MAP, STRING);
    table.variadic("pluck", DictFunctions::pluck, STRING, MAP);
    table.variadic("keys", DictFunctions::keys, MAP);
    table.add("values", DictFunctions::values, MAP);
    table.variadic("pick", DictFunctions::pick, MAP, STRING);
    table.variadic("omit", DictFunctions::omit, MAP, STRING);
    table.variadicMust("merge", a -> merged(a, false), MAP, MAP);
    table.variadicMust("mergeOverwrite", a -> merged(a, true), MAP, MAP);
    table.variadic("dig", DictFunctions::dig, GoType.ANY);
    table.addMust("deepCopy", a -> Lists.copy(a.any(0)), GoType.ANY);
  }

  private Map<String, @Nullable Object> dict(Arguments a) {
    Map<String, @Nullable Object> dict = new LinkedHashMap<>();
    for (int i = 0; i < a.size(); i += 2) {
      dict.put(texts.of(a.any(i)), i + 1 < a.size() ? a.any(i + 1) : "");
    }
    return dict;
  }

  private static @Nullable Object get(Arguments a) {
    return a.map(0).containsKey(a.text(1)) ? a.map(0).get(a.text(1)) : "";
  }

  private static Object set(Arguments a) {
    if (a.any(0) == null) {
      throw new FunctionException("assignment to entry in nil map");
    }
    changeable(a, 0).put(a.text(1), a.any(2));
    return a.map(0);
  }

  private static Object unset(Arguments a) {
    changeable(a, 0).remove(a.text(1));
    return a.map(0);
  }

  /** A map that a function changes; engines may hand over maps that cannot be. */
  private static Map<String, @Nullable Object> changeable(Arguments a, int index) {
    Map<String, @Nullable Object> map = a.map(index);
    if (!(map instanceof LinkedHashMap)) {
      throw new FunctionException("this map cannot be changed, change its deepCopy");
    }
    return map;
  }

  private static List<@Nullable Object> pluck(Arguments a) {
    List<@Nullable Object> result = new ArrayList<>();
    for (int i = 1; i < a.size(); i++) {
      if (a.map(i).containsKey(a.text(0))) {
        result.add(a.map(i).get(a.text(0)));
      }
    }
    return result;
  }

  private static TypedList keys(Arguments a) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      keys.addAll(GoValues.sortedKeys(a.map(i)));
    }
    return TypedList.ofStrings(keys);
  }

  private static List<@Nullable Object> values(Arguments a) {
    List<@Nullable Object> values = new ArrayList<>();
    GoValues.sortedKeys(a.map(0)).forEach(key -> values.add(a.map(0).get(key)));
    return values;
  }

  private static Map<String, @Nullable Object> pick(Arguments a) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (int i = 1; i < a.size(); i++) {
      if (a.map(0).containsKey(a.text(i))) {
        result.put(a.text(i), a.map(0).get(a.text(i)));
      }
    }
    return result;
  }

  private static Map<String, @Nullable Object> omit(Arguments a) {
    Set<@Nullable Object> omitted = new HashSet<>(a.from(1));
    Map<String, @Nullable Object> result = new LinkedHashMap<>(a.map(0));
    result.keySet().removeIf(omitted::contains);
    return result;
  }

  private static Object merged(Arguments a, boolean overwrite) {
    if (a.any(0) == null) {
      return Map.of();
    }
    for (int i = 1; i < a.size(); i++) {
      merge(changeable(a, 0), a.map(i), overwrite);
    }
    return a.map(0);
  }

  @SuppressWarnings("unchecked") // keys are strings by the value model
  private static void merge(
      Map<String, @Nullable Object> into, Map<String, @Nullable Object> from, boolean overwrite) {
    for (String key : List.copyOf(from.keySet())) {
      Object found = from.get(key);
      Object known = into.get(key);
      if (found == null) {
        if (overwrite) {
          into.put(key, null);
        }
        continue;
      }
      boolean maps = found instanceof Map;
      if (maps && known instanceof LinkedHashMap<?, ?> map) {
        merge(
            (Map<String, @Nullable Object>) map, (Map<String, @Nullable Object>) found, overwrite);
      }
      maps &= known instanceof Map;
      boolean keep = known != null && GoValues.truth(known) && (maps || !overwrite);
      if (!keep) {
        into.put(key, found);
      }
    }
  }

  private static @Nullable Object dig(Arguments a) {
    int size = a.size();
    if (size < 3) {
      throw new FunctionException("dig needs at least three arguments");
    }
    Object step = a.any(size - 1);
    for (int i = 0; i < size - 2; i++) {
      Map<?, ?> map = asserted(step);
      if (!(a.any(i) instanceof String key)) {
        throw conversion(a.any(i), "string");
      }
      if (!map.containsKey(key)) {
        return a.any(size - 2);
      }
      step = map.get(key);
    }
    return step;
  }

  private static Map<?, ?> asserted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && GoType.MAP.accepts(map)) {
      return map;
    }
    throw conversion(value, GoType.MAP.toString());
  }

  private static FunctionException conversion(@Nullable Object value, String wanted) {
    String found = value == null ? "nil" : GoValues.type(value);
    return new FunctionException(
        "interface conversion: interface {} is " + found + ", not " + wanted);
  }
}
