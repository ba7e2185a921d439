package dev.understack.language.gjson;

import java.util.function.BiPredicate;

/** Walks over the members of one object or the elements of one array. */
final class Members {
  private final GjsonResult container;
  private final String text;
  private final int end;

  Members(GjsonResult container) {
    this.container = container;
    this.text = container.text();
    this.end = container.end();
  }

  void visit(BiPredicate<GjsonResult, GjsonResult> visitor) {
    boolean object = container.isObject();
    char close = object ? '}' : ']';
    int at = container.start() + 1;
    while (true) {
      GjsonResult key = GjsonResult.MISSING;
      if (object) {
        at = JsonScan.valueStart(text, at, end, close);
        if (at == end || text.charAt(at) != '"') {
          return;
        }
        int keyEnd = JsonScan.stringEnd(text, at + 1, end);
        if (keyEnd < 0) {
          return;
        }
        key = GjsonResult.of(GjsonType.STRING, text, at, keyEnd);
        at = keyEnd;
      }
      at = JsonScan.valueStart(text, at, end, close);
      if (at == end || text.charAt(at) == close) {
        return;
      }
      int from = at;
      at = JsonScan.valueEnd(text, from, end);
      if (at < 0) {
        return;
      }
      GjsonResult member = GjsonResult.of(JsonScan.typeAt(text, from, end), text, from, at);
      if (!visitor.test(key, member.at(from - container.start() + container.index()))) {
        return;
      }
    }
  }
}
