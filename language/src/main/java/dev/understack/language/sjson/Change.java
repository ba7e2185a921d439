package dev.understack.language.sjson;

import dev.understack.language.LanguageException;
import dev.understack.language.gjson.GjsonPath;
import dev.understack.language.gjson.GjsonResult;
import dev.understack.language.gjson.GjsonType;
import java.util.List;

/** One set or delete. */
final class Change {
  private static final GjsonPath LENGTH = GjsonPath.compile("#");
  private static final int MOST_ADDED_NULLS = 100_000;

  private final String path;
  private final String raw;
  private final boolean delete;
  private final StringBuilder out = new StringBuilder();
  private long addedNulls;

  Change(String path, String raw, boolean delete) {
    this.path = path;
    this.raw = raw;
    this.delete = delete;
  }

  String apply(String json, List<Step> steps) {
    return change(json, steps) ? out.toString() : json;
  }

  /** Appends {@code json} with the change; false when there is nothing to change. */
  private boolean change(String json, List<Step> steps) {
    GjsonResult found = find(json, steps.getFirst());
    if (found.index() > 0) {
      int end = found.index() + found.raw().length();
      out.append(json, 0, found.index());
      if (steps.size() > 1) {
        if (!change(found.raw(), steps.subList(1, steps.size()))) {
          return false;
        }
      } else if (delete) {
        end = Tail.delete(out) ? Tail.behindComma(json, end) : end;
      } else {
        out.append(raw);
      }
      out.append(json, end, json.length());
      return true;
    }
    if (delete) {
      return false;
    }
    add(json, steps);
    return true;
  }

  private GjsonResult find(String json, Step step) {
    if (delete && step.isAppend()) {
      GjsonResult length = LENGTH.get(json);
      if (length.number() > 0) {
        return GjsonPath.compile(Long.toString((long) length.number() - 1)).get(json);
      }
    }
    return step.path().get(json);
  }

  private void add(String json, List<Step> steps) {
    Step step = steps.getFirst();
    GjsonResult container = GjsonResult.parse(json);
    if (container.type() != GjsonType.JSON) {
      container = GjsonResult.parse(step.isIndex() ? "[]" : "{}");
    }
    String text = container.raw();
    boolean filled = isFilled(text);
    if (container.isObject()) {
      int end = text.lastIndexOf('}');
      out.append(text, 0, end < 0 ? text.length() : end).append(filled ? "," : "");
      build(false, steps);
      out.append('}');
    } else if (step.isAppend()) {
      String trimmed = text.trim();
      int end = trimmed.endsWith("]") ? trimmed.length() - 1 : trimmed.length();
      out.append(trimmed, 0, end).append(filled ? "," : "");
      build(true, steps);
      out.append(']');
    } else if (step.isIndex()) {
      extend(container, steps);
    } else {
      throw new LanguageException(
          SjsonPath.LANGUAGE,
          path,
          "cannot set array element for non-numeric key '" + step.key() + "'");
    }
  }

  private static boolean isFilled(String container) {
    for (int i = 1; i < container.length(); i++) {
      char c = container.charAt(i);
      if (c > ' ') {
        return c != '}' && c != ']';
      }
    }
    return false;
  }

  private void extend(GjsonResult array, List<Step> steps) {
    out.append('[');
    List<GjsonResult> elements = array.array();
    for (GjsonResult element : elements) {
      out.append(element.raw()).append(',');
    }
    pad(steps.getFirst().index() - elements.size());
    build(true, steps);
    out.append(']');
  }

  /** Fills the elements before an index that is behind the end of its array. */
  private void pad(long count) {
    addedNulls += Math.max(0, count);
    if (addedNulls > MOST_ADDED_NULLS || addedNulls < 0) {
      throw new LanguageException(
          SjsonPath.LANGUAGE,
          path,
          "expected indexes that add at most " + MOST_ADDED_NULLS + " empty elements");
    }
    for (long i = 0; i < count; i++) {
      out.append("null,");
    }
  }

  /** What is missing: the value inside the objects and arrays that the steps ask for. */
  private void build(boolean array, List<Step> steps) {
    if (!array) {
      Quote.append(steps.getFirst().key(), out);
      out.append(':');
    }
    if (steps.size() == 1) {
      out.append(raw);
      return;
    }
    Step next = steps.get(1);
    boolean element = next.isIndex() || next.isAppend();
    out.append(element ? '[' : '{');
    if (element) {
      pad(next.index());
    }
    build(element, steps.subList(1, steps.size()));
    out.append(element ? ']' : '}');
  }
}
