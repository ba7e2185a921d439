package dev.understack.language.lua;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table: an array part for the keys 1, 2, ... and other keys in the order in which they came.
 * Lengths and holes are those of gopher-lua.
 */
final class LuaTable {
  /** Numbers from here on are no array indexes. */
  static final int ARRAY_END = 67_108_864;

  private static final int BYTES_PER_ENTRY = 48;
  private static final int BYTES_PER_SLOT = 8;

  private final List<@Nullable Object> array = new ArrayList<>(0);
  private final List<Object> keys = new ArrayList<>(0);
  private final List<@Nullable Object> values = new ArrayList<>(0);
  private final Map<Object, Integer> positions = new HashMap<>(0);
  private @Nullable LuaTable metatable;

  @Nullable LuaTable metatable() {
    return metatable;
  }

  void setMetatable(@Nullable LuaTable table) {
    metatable = table;
  }

  @Nullable Object get(@Nullable Object key) {
    if (key instanceof Double number) {
      if (isIndex(number)) {
        return get(number.intValue());
      }
      return hashed(normal(number));
    }
    return key == null ? null : hashed(key);
  }

  /** The value at an array index, nil outside of the array. */
  @Nullable Object get(int index) {
    return index >= 1 && index <= array.size() ? array.get(index - 1) : null;
  }

  private @Nullable Object hashed(Object key) {
    Integer position = positions.get(key);
    return position == null ? null : values.get(position);
  }

  void put(Machine machine, Object key, @Nullable Object value) {
    if (key instanceof Double number) {
      if (isIndex(number)) {
        putIndex(machine, number.intValue(), value);
      } else {
        putHashed(machine, normal(number), value);
      }
    } else {
      putHashed(machine, key, value);
    }
  }

  void putIndex(Machine machine, int index, @Nullable Object value) {
    if (index <= array.size()) {
      array.set(index - 1, value);
      return;
    }
    machine.spend((long) (index - array.size()) * BYTES_PER_SLOT);
    while (array.size() < index - 1) {
      array.add(null);
    }
    array.add(value);
  }

  private void putHashed(Machine machine, Object key, @Nullable Object value) {
    Integer position = positions.get(key);
    if (position != null) {
      values.set(position, value);
    } else if (value != null) {
      machine.spend(BYTES_PER_ENTRY);
      positions.put(key, keys.size());
      keys.add(key);
      values.add(value);
    }
  }

  private static boolean isIndex(double number) {
    return number > 0 && number < ARRAY_END && number == Math.rint(number);
  }

  // Go's 0 and -0 are the same key.
  private static Object normal(double number) {
    return number == 0 ? 0.0 : number;
  }

  /** The length operator: the end of the array without the nils at its end. */
  int length() {
    int end = array.size();
    while (end > 0 && array.get(end - 1) == null) {
      end--;
    }
    return end;
  }

  /** Adds a value after the last one that is not nil. */
  void append(Machine machine, Object value) {
    putIndex(machine, length() + 1, value);
  }

  /** Moves the values from a position on and puts one there. */
  void insert(Machine machine, int position, Object value) {
    if (position > array.size() || position <= 0) {
      put(machine, (double) position, value);
      return;
    }
    machine.spend(BYTES_PER_SLOT);
    machine.step(array.size() - position);
    array.add(position - 1, value);
  }

  /** Removes the value at a position; -1 means the last one. */
  @Nullable Object remove(Machine machine, int position) {
    int index = position - 1;
    if (array.isEmpty() || index >= array.size()) {
      return null;
    }
    machine.step(array.size() - Math.max(0, index));
    return array.remove(index < 0 ? array.size() - 1 : index);
  }

  /** The values of the array part, to be sorted in place. */
  List<@Nullable Object> array() {
    return array;
  }

  /** The key after another in iteration order, null at the end; nil starts. */
  @Nullable Object nextKey(@Nullable Object key) {
    int hashFrom = 0;
    if (key == null || (key instanceof Double number && (number == 0 || isIndex(number)))) {
      int index = key == null ? 0 : ((Double) key).intValue();
      for (int i = index; i < array.size(); i++) {
        if (array.get(i) != null) {
          return (double) (i + 1);
        }
      }
    } else {
      Integer position = positions.get(key instanceof Double number ? normal(number) : key);
      hashFrom = position == null ? keys.size() : position + 1;
    }
    for (int i = hashFrom; i < keys.size(); i++) {
      if (values.get(i) != null) {
        return keys.get(i);
      }
    }
    return null;
  }

  @Override
  public String toString() {
    return "table: 0x%08x".formatted(System.identityHashCode(this));
  }
}
