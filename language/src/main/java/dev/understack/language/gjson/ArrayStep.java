package dev.understack.language.gjson;

import org.jspecify.annotations.Nullable;

/**
 * The first part of a path, read as a place in an array.
 *
 * @param index the element that is meant, -1 for none
 * @param hash whether the part holds {@code #}, so that it means the array and not an element
 * @param length whether the part is exactly {@code #}
 * @param each the path to collect from every element, for {@code #.path}
 * @param eachPipe what takes the collected array as its document
 * @param query the condition of {@code #(...)}
 * @param next rest of the path inside the value, null when the value is the result
 * @param pipe rest of the path that takes the result as its document, null for none
 */
record ArrayStep(
    int index,
    boolean hash,
    boolean length,
    @Nullable GjsonPath each,
    @Nullable GjsonPath eachPipe,
    @Nullable Query query,
    @Nullable GjsonPath next,
    @Nullable GjsonPath pipe) {

  static ArrayStep parse(GjsonPath path) {
    String text = path.text();
    if (text.startsWith("#.")) {
      return collecting(path);
    }
    boolean hash = false;
    Query query = null;
    int i = 0;
    for (; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '|' || c == '.') {
        break;
      }
      if (c != '#') {
        continue;
      }
      hash = true;
      if (i == 0 && (text.startsWith("#(") || text.startsWith("#["))) {
        query = Query.parse(text);
        if (query.end() < 0) {
          i = text.length();
          break;
        }
        i = query.end() - 1;
      }
    }
    String part = text.substring(0, i);
    GjsonPath next = null;
    GjsonPath pipe = null;
    if (i < text.length()) {
      boolean piped = text.charAt(i) == '|' || (!hash && PathSyntax.pipesAt(text, i + 1));
      next = piped ? null : path.rest(i + 1);
      pipe = piped ? path.rest(i + 1) : null;
    }
    if (query != null && next != null) {
      int split = PathSyntax.pipeIn(next.text());
      if (split >= 0) {
        return new ArrayStep(
            -1,
            true,
            false,
            null,
            next.rest(split + 1),
            query,
            path.part(next.text().substring(0, split)),
            null);
      }
    }
    return new ArrayStep(
        hash ? -1 : index(part), hash, part.equals("#"), null, null, query, next, pipe);
  }

  private static ArrayStep collecting(GjsonPath path) {
    GjsonPath each = path.rest(2);
    int split = PathSyntax.pipeIn(each.text());
    if (split < 0) {
      return new ArrayStep(-1, true, true, each, null, null, null, null);
    }
    GjsonPath left = path.part(each.text().substring(0, split));
    return new ArrayStep(-1, true, true, left, each.rest(split + 1), null, null, null);
  }

  /** The number that {@code part} writes in digits, -1 for anything else. */
  private static int index(String part) {
    long value = part.isEmpty() ? -1 : 0;
    for (int i = 0; i < part.length(); i++) {
      int digit = part.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = Math.min(Integer.MAX_VALUE, value * 10 + digit);
    }
    return (int) value;
  }
}
