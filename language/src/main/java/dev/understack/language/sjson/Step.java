package dev.understack.language.sjson;

import dev.understack.language.gjson.GjsonPath;
import java.util.List;

/**
 * One part of a path.
 *
 * @param key escapes resolved
 * @param path the part as a path that finds it
 * @param forced whether a colon forces it to be a key of an object
 */
record Step(String key, GjsonPath path, boolean forced) {
  private static final String MEANINGFUL = "|#@*?";

  /** Adds the parts of {@code path}; false when it has characters that only a search knows. */
  static boolean parse(String path, List<Step> out) {
    StringBuilder key = new StringBuilder();
    boolean forced = path.startsWith(":");
    int i = forced ? 1 : 0;
    int start = i;
    for (; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c == '.') {
        out.add(step(key, path, start, i, forced));
        key.setLength(0);
        forced = path.startsWith(":", i + 1);
        i += forced ? 1 : 0;
        start = i + 1;
      } else if (c == '\\') {
        i++;
        if (i < path.length()) {
          key.append(path.charAt(i));
        }
      } else if (MEANINGFUL.indexOf(c) >= 0) {
        return false;
      } else {
        key.append(c);
      }
    }
    out.add(step(key, path, start, path.length(), forced));
    return true;
  }

  private static Step step(StringBuilder key, String path, int from, int to, boolean forced) {
    return new Step(key.toString(), GjsonPath.compile(path.substring(from, to)), forced);
  }

  boolean isAppend() {
    return !forced && key.equals("-1");
  }

  /** Whether the part means an element of an array; an empty one means the first. */
  boolean isIndex() {
    return !forced && key.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** The element that is meant; 0 when it is not an index. */
  long index() {
    if (!isIndex() || key.isEmpty()) {
      return 0;
    }
    return key.length() > 18 ? Long.MAX_VALUE : Long.parseLong(key);
  }
}
