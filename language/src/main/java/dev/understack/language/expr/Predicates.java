package dev.understack.language.expr;

import dev.understack.language.FunctionException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One call of a function that takes a list and a predicate. */
final class Predicates {
  private final Evaluator evaluator;
  private final Node.Builtin call;
  private final List<?> items;

  Predicates(Evaluator evaluator, Node.Builtin call) {
    this.evaluator = evaluator;
    this.call = call;
    this.items = items(evaluator.evaluate(call.arguments().getFirst()));
  }

  /** A text whose type was not known before counts as the list of its bytes, as in Go. */
  private List<?> items(@Nullable Object collection) {
    return switch (collection) {
      case List<?> list -> list;
      case String text -> {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        evaluator.meter().spend(24L * bytes.length);
        yield IntStream.range(0, bytes.length).mapToObj(i -> (long) (bytes[i] & 0xff)).toList();
      }
      case Map<?, ?> map when map.isEmpty() -> List.of();
      case null, default ->
          throw new FunctionException(
              "builtin "
                  + call.name()
                  + " takes only array (got "
                  + GoTypes.name(collection)
                  + ")");
    };
  }

  @Nullable Object result() {
    return switch (call.name()) {
      case "all" -> first(false, false) < 0;
      case "none" -> first(true, false) < 0;
      case "any" -> first(true, false) >= 0;
      case "one" -> count() == 1;
      case "count" -> count();
      case "filter" -> filter();
      case "map" -> map();
      case "find" -> item(first(true, false));
      case "findLast" -> item(first(true, true));
      case "findIndex" -> index(first(true, false));
      case "findLastIndex" -> index(first(true, true));
      case "sum" -> sum();
      case "groupBy" -> groupBy();
      case "sortBy" -> sortBy();
      case "reduce" -> reduce();
      default -> throw new IllegalStateException("no such function: " + call.name());
    };
  }

  private int first(boolean wanted, boolean fromEnd) {
    for (int i = 0; i < items.size(); i++) {
      int at = fromEnd ? items.size() - 1 - i : i;
      if (holds(at) == wanted) {
        return at;
      }
    }
    return -1;
  }

  private @Nullable Object item(int index) {
    return index < 0 ? null : items.get(index);
  }

  private static @Nullable Object index(int index) {
    return index < 0 ? null : (long) index;
  }

  private long count() {
    long count = 0;
    for (int i = 0; i < items.size(); i++) {
      if (call.arguments().size() == 1 ? GoTypes.toBool(items.get(i)) : holds(i)) {
        count++;
      }
    }
    return count;
  }

  private List<@Nullable Object> filter() {
    List<@Nullable Object> kept = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (holds(i)) {
        kept.add(items.get(i));
      }
    }
    evaluator.meter().spend(16L + 8L * kept.size());
    return kept;
  }

  private List<@Nullable Object> map() {
    evaluator.meter().spend(16L + 8L * items.size());
    List<@Nullable Object> mapped = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      mapped.add(value(i));
    }
    return mapped;
  }

  private @Nullable Object sum() {
    Object sum = 0L;
    for (int i = 0; i < items.size(); i++) {
      sum = Arithmetic.add(call.arguments().size() == 2 ? value(i) : items.get(i), sum);
    }
    return sum;
  }

  private AnyKeyMap groupBy() {
    AnyKeyMap groups = new AnyKeyMap();
    for (int i = 0; i < items.size(); i++) {
      Object key = AnyKeyMap.key(value(i));
      if (groups.get(key) instanceof Group group) {
        group.add(items.get(i));
      } else {
        groups.put(key, new Group(items.get(i)));
      }
    }
    evaluator.meter().spend(64L * groups.size() + 8L * items.size());
    return groups;
  }

  private List<@Nullable Object> sortBy() {
    boolean descending =
        call.arguments().size() == 3
            && ListBuiltins.descending(evaluator.evaluate(call.arguments().get(2)));
    record Keyed(@Nullable Object key, @Nullable Object item) {}
    List<Keyed> keyed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      keyed.add(new Keyed(value(i), items.get(i)));
    }
    evaluator.meter().spend(32L * items.size());
    keyed.sort((a, b) -> ListBuiltins.compare(a.key(), b.key(), descending, evaluator.meter()));
    List<@Nullable Object> sorted = new ArrayList<>();
    keyed.forEach(pair -> sorted.add(pair.item()));
    return sorted;
  }

  private @Nullable Object reduce() {
    int start = 0;
    Object accumulator;
    if (call.arguments().size() == 3) {
      accumulator = evaluator.evaluate(call.arguments().get(2));
    } else if (items.isEmpty()) {
      throw new FunctionException("reduce of empty array with no initial value");
    } else {
      accumulator = items.getFirst();
      start = 1;
    }
    for (int i = start; i < items.size(); i++) {
      accumulator = evaluator.predicate(call.arguments().get(1), items.get(i), i, accumulator);
    }
    return accumulator;
  }

  private boolean holds(int index) {
    return GoTypes.toBool(value(index));
  }

  private @Nullable Object value(int index) {
    return evaluator.predicate(call.arguments().get(1), items.get(index), index, null);
  }

  /** The items of one key of {@code groupBy}. */
  private static final class Group extends ArrayList<@Nullable Object> {
    private static final long serialVersionUID = 1L;

    Group(@Nullable Object first) {
      super(Collections.singletonList(first));
    }
  }
}
