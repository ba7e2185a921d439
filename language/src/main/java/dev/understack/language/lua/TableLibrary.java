package dev.understack.language.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The library {@code table}. */
final class TableLibrary {
  private TableLibrary() {}

  static void addTo(Machine machine) {
    LuaTable table = new LuaTable();
    Library library = new Library(machine, table);
    library.single("getn", (m, a) -> (double) a.table(1).length());
    library.single("maxn", (m, a) -> (double) a.table(1).length());
    library.single("concat", TableLibrary::joined);
    library.add("insert", TableLibrary::insert);
    library.single("remove", (m, a) -> a.table(1).remove(m, a.integer(2, -1)));
    library.add("sort", TableLibrary::sort);
    machine.globals().put(machine, "table", table);
  }

  private static String joined(Machine machine, Args a) {
    LuaTable table = a.table(1);
    String separator = a.text(2, "");
    int length = table.length();
    int from = a.integer(3, 1);
    int to = Math.min(a.integer(4, length), length);
    if (a.count() == 3 && (from > length || from < 1)) {
      return "";
    }
    from = Math.max(1, Math.min(from, length));
    StringBuilder out = new StringBuilder();
    for (int i = from; i <= to; i++) {
      String part = Values.joinable(table.get(i));
      if (part == null) {
        throw machine.error(
            "invalid value (%s) at index %d in table for concat"
                .formatted(Values.type(table.get(i)), i));
      }
      machine.spend(part.length() + separator.length());
      out.append(part).append(i < to ? separator : "");
    }
    return machine.made(out.toString());
  }

  private static @Nullable Object[] insert(Machine machine, Args a) {
    LuaTable table = a.table(1);
    if (a.count() == 1) {
      throw machine.error("wrong number of arguments");
    }
    Object value = a.get(a.count() == 2 ? 2 : 3);
    if (a.count() == 2 && value != null) {
      table.append(machine, value);
    } else if (a.count() > 2 && value != null) {
      table.insert(machine, a.integer(2), value);
    }
    return LuaFunction.NOTHING;
  }

  private static @Nullable Object[] sort(Machine machine, Args a) {
    LuaTable table = a.table(1);
    LuaFunction order = a.count() > 1 ? a.function(2) : null;
    List<@Nullable Object> values = table.array();
    machine.spend(16L * values.size());
    List<@Nullable Object> sorted = merged(machine, order, new ArrayList<>(values));
    for (int i = 0; i < sorted.size() && i < values.size(); i++) {
      values.set(i, sorted.get(i));
    }
    return LuaFunction.NOTHING;
  }

  // A merge sort ends for any order function, also one that contradicts itself.
  private static List<@Nullable Object> merged(
      Machine machine, @Nullable LuaFunction order, List<@Nullable Object> values) {
    if (values.size() < 2) {
      return values;
    }
    int middle = values.size() / 2;
    List<@Nullable Object> left =
        merged(machine, order, new ArrayList<>(values.subList(0, middle)));
    List<@Nullable Object> right =
        merged(machine, order, new ArrayList<>(values.subList(middle, values.size())));
    List<@Nullable Object> result = new ArrayList<>(values.size());
    int i = 0;
    int k = 0;
    while (i < left.size() && k < right.size()) {
      machine.step();
      boolean rightFirst = isLess(machine, order, right.get(k), left.get(i));
      result.add(rightFirst ? right.get(k++) : left.get(i++));
    }
    result.addAll(left.subList(i, left.size()));
    result.addAll(right.subList(k, right.size()));
    return result;
  }

  private static boolean isLess(
      Machine machine, @Nullable LuaFunction order, @Nullable Object a, @Nullable Object b) {
    return order == null ? Values.less(machine, a, b) : Values.truth(machine.call1(order, a, b));
  }
}
