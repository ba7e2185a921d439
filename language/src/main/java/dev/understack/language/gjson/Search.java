package dev.understack.language.gjson;

import dev.understack.language.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One search for a path in a window of a text. */
final class Search {
  private final String text;
  private final int start;
  private final int end;
  private final Meter meter;
  private int depth;
  private int at;
  private GjsonResult value = GjsonResult.MISSING;
  private @Nullable GjsonPath pipe;

  Search(String text, int start, int end, Meter meter, int depth) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.meter = meter;
    this.depth = depth;
    meter.depth(depth);
    meter.step(end - start);
  }

  private GjsonResult inside(GjsonResult document, GjsonPath path) {
    return new Search(document.text(), document.start(), document.end(), meter, depth + 1)
        .get(path);
  }

  private GjsonResult inside(String document, GjsonPath path) {
    return new Search(document, 0, document.length(), meter, depth + 1).get(path);
  }

  GjsonResult get(GjsonPath path) {
    return switch (path.head()) {
      case Head.Plain(GjsonPath plain) -> search(plain);
      case Head.Modified(Modifier modifier, String argument, GjsonPath next) -> {
        String made =
            Modifiers.apply(modifier, text.substring(start, end), argument, meter, depth + 1);
        yield continued(made, next);
      }
      case Head.Literal(String json, GjsonPath next) -> continued(json, next);
      case Head.Multipath multipath -> {
        String made = build(multipath);
        GjsonPath next = multipath.next();
        GjsonResult all = GjsonResult.of(GjsonType.JSON, made, 0, made.length());
        yield next == null ? all : inside(made, next).at(0);
      }
    };
  }

  private GjsonResult continued(String document, @Nullable GjsonPath next) {
    return next == null
        ? GjsonResult.parse(document)
        : inside(document, next).at(0).withoutIndexes();
  }

  private String build(Head.Multipath multipath) {
    boolean object = multipath.open() == '{';
    StringBuilder out = new StringBuilder().append(multipath.open());
    for (Head.Selector selector : multipath.selectors()) {
      GjsonResult found = new Search(text, start, end, meter, depth + 1).get(selector.path());
      if (found.exists()) {
        if (out.length() > 1) {
          out.append(',');
        }
        if (object) {
          out.append(MultipathSyntax.memberName(selector)).append(':');
        }
        append(found, out);
      }
    }
    return out.append(object ? '}' : ']').toString();
  }

  private void append(GjsonResult found, StringBuilder out) {
    meter.spend(found.end() - found.start());
    out.append(found.text(), found.start(), found.end());
  }

  private GjsonResult search(GjsonPath path) {
    if (path.text().startsWith("..")) {
      at = start;
      array(path.rest(2));
    } else {
      at = start;
      while (at < end && text.charAt(at) != '{' && text.charAt(at) != '[') {
        at++;
      }
      if (at < end) {
        enter(path);
      }
    }
    GjsonPath piped = pipe;
    if (piped != null) {
      return inside(value, piped).at(0);
    }
    boolean within = value.isPartOf(text) && value.start() >= start && value.start() < end;
    return value.at(within ? value.start() - start : 0);
  }

  /** Searches the container at the cursor; leaves the cursor behind it when nothing is found. */
  private boolean enter(GjsonPath path) {
    meter.depth(++depth);
    boolean found = text.charAt(at++) == '{' ? object(path) : array(path);
    depth--;
    return found;
  }

  private boolean object(GjsonPath path) {
    ObjectStep step = path.objectStep();
    if (step.pipe() != null) {
      pipe = step.pipe();
    }
    GjsonPath next = step.next();
    while (nextKey()) {
      meter.step();
      int key = at;
      at = JsonScan.stringEnd(text, key, end);
      if (at < 0) {
        return stop();
      }
      boolean matches = step.matches(text, key, at - 1, meter);
      at = JsonScan.valueStart(text, at, end, '}');
      if (at == end || text.charAt(at) == '}') {
        continue;
      }
      if (visit(matches, next)) {
        return true;
      }
    }
    return false;
  }

  /** Moves behind the quote of the next key; false at the end of the object, behind it. */
  private boolean nextKey() {
    while (at < end) {
      char c = text.charAt(at++);
      if (c == '"') {
        return true;
      }
      if (c == '}') {
        return false;
      }
    }
    return false;
  }

  private boolean isContainer() {
    char c = text.charAt(at);
    return c == '{' || c == '[';
  }

  /** Looks at the value at the cursor and goes behind it; true when what is searched is found. */
  private boolean visit(boolean matches, @Nullable GjsonPath next) {
    if (matches && next != null && isContainer()) {
      return enter(next);
    }
    int from = at;
    at = JsonScan.valueEnd(text, from, end);
    if (at < 0) {
      return stop();
    }
    if (matches && next == null) {
      value = GjsonResult.of(JsonScan.typeAt(text, from, end), text, from, at);
    }
    return matches && next == null;
  }

  private boolean stop() {
    at = end;
    return false;
  }

  private boolean array(GjsonPath path) {
    ArrayStep step = path.arrayStep();
    if (step.pipe() != null) {
      pipe = step.pipe();
    }
    return step.hash() ? elements(step) : element(step);
  }

  /** Moves to the next element; false at the end of the array, behind it. */
  private boolean nextElement() {
    meter.step();
    at = JsonScan.valueStart(text, at, end, ']');
    if (at == end || text.charAt(at) == ']') {
      at = Math.min(end, at + 1);
      return false;
    }
    return true;
  }

  /** The element at the step's index. */
  private boolean element(ArrayStep step) {
    GjsonPath next = step.next();
    for (int count = 0; nextElement(); count++) {
      boolean matches = step.index() == count;
      if (visit(matches, next)) {
        return true;
      }
    }
    return false;
  }

  /** The length, or what the step collects from all elements. */
  private boolean elements(ArrayStep step) {
    Collector collector = new Collector();
    int count = 0;
    for (; nextElement(); count++) {
      int from = at;
      at = JsonScan.valueEnd(text, from, end);
      if (at < 0) {
        return stop();
      }
      if (step.query() == null && step.each() == null) {
        continue;
      }
      GjsonResult element = GjsonResult.of(JsonScan.typeAt(text, from, end), text, from, at);
      if (step.query() != null) {
        if (query(step, step.query(), element, collector)) {
          return true;
        }
      } else if (step.each() != null) {
        GjsonResult found = inside(element, step.each());
        boolean placed = element.isContainer() && found.indexes() == null;
        collector.add(found, placed ? from - start : 0);
      }
    }
    return finish(step, collector, count);
  }

  private boolean finish(ArrayStep step, Collector collector, int count) {
    if (step.length()) {
      if (step.each() != null) {
        pipe = step.eachPipe() == null ? pipe : step.eachPipe();
        value = collector.result();
      } else {
        String length = Integer.toString(count);
        value = GjsonResult.of(GjsonType.NUMBER, length, 0, length.length());
      }
      return true;
    }
    if (step.query() != null && step.query().all() && !value.exists()) {
      value = collector.result();
    }
    return false;
  }

  private boolean query(ArrayStep step, Query query, GjsonResult element, Collector collector) {
    GjsonResult found = element;
    if (element.isContainer()) {
      found = inside(element, query.path());
    } else if (!query.path().text().isEmpty()) {
      return false;
    }
    if (!query.accepts(found, meter)) {
      return false;
    }
    GjsonResult chosen = element;
    if (step.next() != null) {
      pipe = step.eachPipe() == null ? pipe : step.eachPipe();
      chosen = inside(element, step.next());
    }
    if (query.all()) {
      collector.add(chosen, element.start() - start);
      return false;
    }
    value = chosen;
    return true;
  }

  /** The values that a path with {@code #} collects, as text of an array. */
  private final class Collector {
    private final StringBuilder out = new StringBuilder("[");
    private final List<Integer> indexes = new ArrayList<>();

    void add(GjsonResult found, int parent) {
      if (!found.exists()) {
        return;
      }
      if (!indexes.isEmpty()) {
        out.append(',');
      }
      append(found, out);
      indexes.add(found.index() + parent);
    }

    GjsonResult result() {
      String made = out.append(']').toString();
      int[] places = indexes.stream().mapToInt(Integer::intValue).toArray();
      return GjsonResult.of(GjsonType.JSON, made, 0, made.length()).withIndexes(places);
    }
  }
}
